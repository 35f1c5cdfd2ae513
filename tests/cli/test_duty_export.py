"""Issue 6, files: a calendar that updates what it made before, boards and lists for walls and spreadsheets."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from conftest import Run
from duty_world import Ends, in_force, post, turn
from gridctl.services.office import Office, open_office
from gridctl.store.lean import TURN


@pytest.fixture
def gate(town: Run, office: Office) -> Run:
    """Let a gate be kept by two on the 18th and 19th; one of them was taken off again."""
    in_force(office, "epidemic", "HL")
    early = post(office, "gate", "HL-K", "early", Ends(least=2, best=2, place="东门,北侧"))
    night = post(office, "gate", "HL-K", "night", Ends(place="东门,北侧"))
    turn(office, early, "L1", "2021-12-18")
    turn(office, night, "L1", "2021-12-19")
    turn(office, early, "Z1", "2021-12-18", "removed")
    turn(office, early, "Z2", "2021-12-18", "draft")
    return town


def events(run: Run, *words: str) -> dict[str, Any]:
    """Return the events of an exported calendar by their UIDs."""
    from icalendar import Calendar

    done = run("export", "duty", "--format", "ics", *words)
    assert done.exit == 0, done.err
    assert "\r\n" in done.out
    return {str(one["uid"]): one for one in Calendar.from_ical(done.out).walk("VEVENT")}


def test_a_calendar_can_be_read_back(gate: Run) -> None:
    found = list(events(gate).values())
    assert [str(one["summary"]) for one in found] == [
        "Gate keeping: 李建国",
        "Gate keeping: 张敏",
        "Gate keeping: 李建国",
    ]
    assert [str(one["status"]) for one in found] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    night = found[-1]
    assert (night["dtstart"].dt, night["dtend"].dt) == (
        datetime(2021, 12, 19, 14, tzinfo=UTC),
        datetime(2021, 12, 19, 22, tzinfo=UTC),
    )
    assert str(night["location"]) == "东门卡口 东门,北侧"
    assert "1. Put on mask" in str(night["description"])


def test_a_second_import_updates_what_the_first_one_made(gate: Run, office: Office) -> None:
    before = events(gate, "--member", "L1")
    with office.store.begin() as work:
        work.execute(TURN.update().where(TURN.c.id == 1).values(state="removed", version=2))
    after = events(gate, "--member", "L1")
    assert before.keys() == after.keys()
    first = next(iter(before))
    assert (int(before[first]["sequence"]), int(after[first]["sequence"])) == (1, 2)
    assert str(after[first]["status"]) == "CANCELLED"
    assert [len(one.walk("VALARM")) for one in after.values()] == [0, 1]


def test_a_night_on_which_the_clock_is_changed_is_an_hour_longer(
    command: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-10-30T12:00:00+02:00")
    assert command("init", "--timezone", "Europe/Berlin", "--lang", "en").exit == 0
    assert command("area", "add", "B", "Block", "--kind", "grid").exit == 0
    assert command("member", "add", "M1", "Anna", "--tier", "officer", "--area", "B").exit == 0
    with open_office(alone) as office:
        night = post(office, "gate", "B", "night", Ends(from_on="2021-10-01"))
        turn(office, night, "M1", "2021-10-30")
    (one,) = events(command).values()
    assert one["dtend"].dt - one["dtstart"].dt == timedelta(hours=9)
    assert "22:00-06:00 (next day)" in command("duty", "card", "M1").out
    (row,) = command("duty", "board", "--days", "1", "--json").json()["rows"]
    assert row["hours"] == 9.0


def test_lists_go_out_as_csv_and_workbook(gate: Run, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(gate("export", "duty").out.removeprefix("\ufeff"))))
    assert [(row["date"], row["member"], row["place"]) for row in rows] == [
        ("2021-12-18", "L1", "东门,北侧"),
        ("2021-12-19", "L1", "东门,北侧"),
    ]
    file = tmp_path / "list.xlsx"
    assert gate("export", "duty", "--format", "xlsx", "--out", str(file)).exit == 0
    read = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert len(read) == 3
    assert "李建国" in read[1]


def test_a_board_goes_out_as_workbook_with_what_is_missing(gate: Run, tmp_path: Path) -> None:
    gate("member", "edit", "L1", "--name", "=1+1[/x]")
    file = tmp_path / "board.xlsx"
    words = ("export", "duty", "--board", "--from", "2021-12-18", "--to", "2021-12-19")
    assert gate(*words, "--format", "xlsx", "--out", str(file)).exit == 0
    read = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert "2021-12-18" in str(read[0][0])
    assert read[1][2:4] == ["12-18\nSat", "12-19\nSun"]
    assert next(row for row in read if row[0] == "L1")[1:4] == ["'=1+1[/x]", "E", "N"]
    assert any(-2 in row for row in read)
    assert "'=1+1" in gate(*words, "--format", "csv").out
    assert gate(*words, "--format", "md").out.startswith("|")


def test_what_cannot_be_is_refused(gate: Run) -> None:
    assert gate("export", "duty", "--format", "xlsx").exit == 2
    assert gate("export", "duty", "--board", "--format", "ics").exit == 2
    assert gate("export", "duty", "--from", "2021-12-19", "--to", "2021-12-18").exit == 2
    assert gate("export", "duty", "--format", "csv", "--json").exit == 2
