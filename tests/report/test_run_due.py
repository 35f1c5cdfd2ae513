"""Reports that are written by themselves: one right report for each day, whatever breaks off in between."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.core.errors import Busy, StoreUnusable
from gridctl.core.report_run_views import RanView, ReportRunView
from gridctl.core.report_runs import RunKind
from gridctl.core.requests import NewRequest
from gridctl.core.times import find_zone, to_ms
from gridctl.report import running
from gridctl.report.writing import Order, written
from gridctl.services import report_runs, report_schedules, requests
from gridctl.services.office import Office, open_office
from store.world import Hand

ZONE = find_zone("America/New_York")
FIRST = date(2025, 3, 1)
DAY = timedelta(days=1)


def at(day: int, clock: str) -> int:
    """Return a moment of March 2025 on the wall in New York, in UTC milliseconds."""
    return to_ms(datetime.fromisoformat(f"2025-03-{day:02d}T{clock}").replace(tzinfo=ZONE))


@pytest.fixture
def hand() -> Hand:
    return Hand(at(1, "03:00"))


@pytest.fixture
def newyork(command: Run, alone: Path, hand: Hand) -> Iterator[Office]:
    """Open a store in New York in which a report is written each night at half past two."""
    assert command("init", "--timezone", "America/New_York", "--country", "US", "--lang", "en").exit == 0
    with open_office(alone, clock=hand) as office:
        new = report_schedules.NewSchedule(RunKind.DAILY, "02:30", ("md", "json"))
        report_schedules.add(office, new)
        yield office


def folder(office: Office) -> Path:
    """Return where the reports lie."""
    return office.store.path.parent / "reports"


def names(office: Office) -> list[str]:
    """Return the files there, also those that should not be there, but no locks."""
    return sorted(one.name for one in folder(office).iterdir() if not one.name.endswith(".lock"))


class Trouble:
    """What goes wrong once, at the moment that is asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def run(self, office: Office, place: Any, name: str, fault: Callable[..., Any]) -> RanView | None:  # noqa: ANN401
        """Run what is due with a fault in the place of one function; None where it broke off."""
        with self.monkeypatch.context() as patch:
            patch.setattr(place, name, fault)
            try:
                return running.run_due(office)
            except KeyboardInterrupt:
                return None


def _killed(*_words: object, **_more: object) -> None:
    raise KeyboardInterrupt


def _unwritable(*_words: object, **_more: object) -> None:
    raise StoreUnusable("no", error="report_unwritable")


def _two_at_once(office: Office) -> Callable[..., Any]:
    def second(*words: Any, **more: Any) -> Any:  # noqa: ANN401
        with open_office(office.store.path, clock=office.store.clock) as other, pytest.raises(Busy) as busy:
            running.run_due(other)
        assert busy.value.exit == 75
        return written(*words, **more)

    return second


def test_a_fortnight_of_cron_leaves_one_right_report_of_each_day(
    newyork: Office, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days missed, summer time, a crash between the files and the log, a full disk, two at once."""
    trouble = Trouble(monkeypatch)
    received: dict[date, int] = {}
    for number in range(1, 16):
        for clock in ("02:25", "02:35", "03:35", "12:00"):
            hand.ms = max(at(number, clock), hand.ms)
            if clock == "12:00":
                received[FIRST + (number - 1) * DAY] = number % 4
                for _each in range(number % 4):
                    requests.add(newyork, NewRequest("a lamp is out"))
            elif number in {4, 5, 6}:
                continue  # the machine is off for three nights
            elif (number, clock) == (8, "02:35"):
                assert trouble.run(newyork, report_runs, "_ended", _killed) is None
            elif (number, clock) == (11, "02:35"):
                ran = trouble.run(newyork, running, "write_reports", _unwritable)
                assert ran is not None
                assert (ran.failed, ran.runs[0].error, ran.runs[0].exit) == (1, "report_unwritable", 5)
            elif (number, clock) == (13, "02:35"):
                assert trouble.run(newyork, running, "written", _two_at_once(newyork)) is not None
            else:
                running.run_due(newyork)
    runs = report_runs.log(newyork)[::-1]
    days = [
        FIRST + n * DAY for n in range(14)
    ]  # the last night is that of the 15th; nothing before the schedule
    assert [run.day for run in runs] == [day.isoformat() for day in days]
    assert {run.state for run in runs} == {"written"}
    assert names(newyork) == sorted(f"daily-{day}.{kind}" for day in days for kind in ("md", "json"))
    for day, run in zip(days, runs, strict=True):
        _is_right(newyork, day, run, received[day])
    attempts = {run.day: run.attempts for run in runs if run.attempts > 1}
    assert attempts == {"2025-03-07": 2, "2025-03-10": 2}
    assert runs[7].planned_at.isoformat() == "2025-03-09T03:30:00-04:00"  # half past two was skipped
    assert runs[7].begun_at.isoformat() == "2025-03-09T03:35:00-04:00"
    assert running.run_due(newyork, catch_up=60) == RanView(0, 0, ())


def _is_right(office: Office, day: date, run: ReportRunView, received: int) -> None:
    """Hold a report against what came in on that day, and its hash against the figures as they are told again."""
    told = json.loads((folder(office) / f"daily-{day}.json").read_text("utf-8"))
    assert (told["date"], told["status"], told["requests"]["received"]) == (
        day.isoformat(),
        "final",
        received,
    )
    assert f"| received | {received} |" in (folder(office) / f"daily-{day}.md").read_text("utf-8")
    assert run.files == (f"daily-{day}.md", f"daily-{day}.json")
    assert run.figures_hash == written(office, Order(day=day.isoformat())).figures_hash
    assert run.final


def _in_child(body: Callable[[], int]) -> int:
    """Run `body` in a forked process and return how it ended: its exit code, or minus its signal."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = body()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize(
    ("place", "name", "number", "exit_code"),
    [
        pytest.param(report_runs, "_ended", signal.SIGKILL, -signal.SIGKILL, id="killed-before-the-log"),
        pytest.param(os, "fsync", signal.SIGKILL, -signal.SIGKILL, id="killed-in-a-file"),
        pytest.param(os, "fsync", signal.SIGTERM, 143, id="ended-in-a-file"),
        pytest.param(running, "written", signal.SIGTERM, 143, id="ended-while-counting"),
    ],
)
def test_what_was_killed_is_done_again_whole(
    town: Run,
    alone: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: object,
    name: str,
    number: int,
    exit_code: int,
) -> None:
    from gridctl.cli.door import leave_on_sigterm

    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T12:00:00+08:00")
    assert (
        town("report", "schedule", "add", "daily", "--at", "18:00", "--format", "md,json", "--print").exit
        == 0
    )
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-18T09:00:00+08:00")

    def dies() -> int:
        leave_on_sigterm()
        setattr(place, name, lambda *_words, **_more: os.kill(os.getpid(), number))
        return town("report", "run-due", "--quiet").exit

    assert _in_child(dies) == exit_code
    broken = town("report", "log", "--json").json()
    assert [(one["day"], one["state"]) for one in broken] == [("2021-12-17", "begun")]
    if number == signal.SIGTERM:
        assert list(alone.parent.glob("reports/.*.tmp")) == []
    assert "daily report 2021-12-17 (late)" in " ".join(town("status").out.split())
    again = town("report", "run-due", "--quiet")
    assert (again.exit, again.out, again.err) == (0, "", "")
    (run,) = town("report", "log", "--json").json()
    assert (run["state"], run["attempts"], run["exit"]) == ("written", 2, 0)
    files = sorted(one.name for one in (alone.parent / "reports").iterdir() if not one.name.endswith(".lock"))
    assert files == ["daily-2021-12-17.json", "daily-2021-12-17.md"]
    told = json.loads((alone.parent / "reports" / files[0]).read_text("utf-8"))
    assert (told["status"], told["requests"]["received"]) == ("final", 10)
    assert "late or failed" not in town("status").out


def test_a_failure_waits_for_its_turn_and_shows_until_it_is_mended(
    town: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T12:00:00+08:00")
    blocked = alone.parent / "out"
    town("report", "schedule", "add", "daily", "--at", "18:00", "--out", str(blocked), "--print")
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T18:00:00+08:00")
    failed = town("report", "run-due", "--quiet")
    assert (failed.exit, failed.out) == (5, "")
    assert failed.lines == [
        "1 of 1 reports failed, the first: daily report of 2021-12-17 (report_unwritable)"
    ]
    (run,) = town("report", "log", "--json").json()
    assert (run["state"], run["exit"], run["error"]) == ("failed", 5, "report_unwritable")
    assert run["next_at"] == "2021-12-17T18:05:00+08:00"
    assert "failed" in town("status").out
    assert town("store", "status", "--json").json()["reports_behind"] == 1
    (reminder,) = [one for one in town("reminders", "--json").json() if one["request"] is None]
    assert (reminder["reason"], reminder["summary"]) == ("failed", "2021-12-17 report_unwritable")
    blocked.unlink()
    assert town("report", "run-due").err == "Nothing is due.\n"  # its pause is not over
    assert town("report", "run-due", "--retry", "--json").json()[0]["state"] == "written"
    assert "late or failed" not in town("status").out
    assert town("store", "status", "--json").json()["reports_behind"] == 0


def test_a_fault_of_ours_is_noted_and_does_not_hold_up_the_others(
    newyork: Office, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.ms = at(2, "02:30")
    with monkeypatch.context() as patch:
        patch.setattr(running, "written", lambda *_words: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            running.run_due(newyork)
    (run,) = report_runs.log(newyork)
    assert (run.state, run.error, run.exit) == ("failed", "bug", 70)
    assert report_runs.due(newyork) == []
    assert [job.day.isoformat() for job in report_runs.due(newyork, retry=True)] == ["2025-03-01"]


def test_what_was_missed_longer_ago_than_asked_for_is_left_alone(newyork: Office, hand: Hand) -> None:
    hand.ms = at(14, "10:00")
    assert [job.day.day for job in report_runs.due(newyork, 0)] == [13]
    assert [job.day.day for job in report_runs.due(newyork, 3)] == [10, 11, 12, 13]
    assert [job.day.day for job in report_runs.due(newyork, 60)] == list(range(1, 14))


def test_each_kind_of_report_is_written_for_its_own_period(newyork: Office, hand: Hand) -> None:
    for kind in ("weekly", "monthly", "shift"):
        new = report_schedules.NewSchedule(RunKind(kind), "08:00", ("md",), lang="zh")
        report_schedules.add(newyork, new)
    hand.ms = at(3, "08:00")
    running.run_due(newyork, catch_up=0)
    hand.ms = to_ms(datetime(2025, 4, 1, 9, tzinfo=ZONE))
    running.run_due(newyork, catch_up=0)
    found = [name for name in names(newyork) if not name.startswith("daily")]
    assert found == [
        "monthly-2025-02.md",
        "monthly-2025-03.md",
        "shift-2025-03-03T0800.md",
        "shift-2025-04-01T0800.md",
        "weekly-2025-W09.md",
        "weekly-2025-W13.md",
    ]
    assert "周报" in (folder(newyork) / "weekly-2025-W13.md").read_text("utf-8")


def test_what_is_written_by_itself_is_sent_once_to_whom_it_is_for(
    town: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = alone.parent / "own.toml"
    (alone.parent / "far").mkdir()
    settings.write_text(f'[delivery.far]\nkind = "folder"\npath = "{alone.parent / "far"}"\n', "utf-8")
    monkeypatch.setenv("GRIDCTL_CONFIG", str(settings))
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T12:00:00+08:00")
    words = ("report", "schedule", "add", "daily", "--at", "18:00", "--print", "--to")
    assert town(*words, "nowhere").exit == 3
    assert town(*words, "far").exit == 0
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-18T09:00:00+08:00")
    for _twice in range(2):
        assert town("report", "run-due", "--quiet").exit == 0
    (sent,) = town("report", "deliveries", "--all", "--json").json()
    assert (sent["status"], sent["to"], sent["run"]) == ("sent", "far", 1)
    (file,) = (alone.parent / "far").rglob("*.md")
    assert file.name.startswith("daily-2021-12-17.")


def test_where_nothing_is_due_nothing_is_locked_or_written(town: Run, alone: Path) -> None:
    before = alone.read_bytes()
    assert town("report", "run-due", "--quiet").exit == 0
    assert alone.read_bytes() == before
    assert [one.name for one in alone.parent.glob(".*.lock")] == []
