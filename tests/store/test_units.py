"""TRUST.md 3 and 4: a write commits whole or not at all, and none is lost beside others."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2 as driver

from gridctl.core.errors import BadInput, Busy, Conflict, Refused
from gridctl.core.requests import Act, NewRequest
from gridctl.services import answering, request_views, requests, steps
from gridctl.services.office import Office, open_office
from gridctl.store import engine, waiting
from gridctl.store import requests as rows
from store.world import Hand, make, office_at, raw


def _name(office: Office) -> str:
    with office.store.read() as work:
        return str(work.execute(text("SELECT value FROM setting WHERE key = 'name'")).scalar_one())


def _rename(work: Any, name: str) -> None:  # noqa: ANN401
    work.execute(text("UPDATE setting SET value = :name WHERE key = 'name'"), {"name": name})


def test_a_writer_holds_the_lock_from_its_first_moment(tmp_path: Path) -> None:
    with office_at(tmp_path) as office, office.store.begin(), raw(office.store.path) as other:
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(driver.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_a_reader_blocks_nobody_and_sees_one_state(tmp_path: Path) -> None:
    with office_at(tmp_path) as office, office.store.read() as reader:
        before = reader.execute(text("SELECT value FROM setting WHERE key = 'name'")).scalar_one()
        with office.store.begin() as writer:
            _rename(writer, "new")
        assert reader.execute(text("SELECT value FROM setting WHERE key = 'name'")).scalar_one() == before


@pytest.mark.parametrize(
    "fault", [ValueError(), KeyboardInterrupt(), SystemExit(), Refused("no"), MemoryError(), OverflowError()]
)
def test_any_fault_rolls_back(tmp_path: Path, fault: BaseException) -> None:
    with office_at(tmp_path) as office:
        expected = BadInput if isinstance(fault, OverflowError) else type(fault)
        with pytest.raises(expected), office.store.begin() as work:
            _rename(work, "half done")
            raise fault
        assert _name(office) == ""
        with office.store.begin() as work:
            _rename(work, "free again")
        assert _name(office) == "free again"


def test_a_value_that_cannot_be_stored_is_bad_input_without_the_value(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        for value in ("王小红\ud800", 1 << 63):
            with pytest.raises(BadInput) as caught, office.store.begin() as work:
                _rename(work, value)  # type: ignore[arg-type]
            assert "王" not in f"{caught.value} {caught.value.hint} {caught.value.args_}"


def test_sigterm_rolls_back_and_frees_the_lock(tmp_path: Path) -> None:
    place = make(tmp_path)
    script = """
        import sys, time
        from pathlib import Path
        from gridctl.cli import door
        from gridctl.services.office import open_office
        from sqlalchemy import text

        def body():
            with open_office(Path(sys.argv[1])) as office, office.store.begin() as work:
                work.execute(text("UPDATE setting SET value = 'half' WHERE key = 'name'"))
                print("holding", flush=True)
                time.sleep(60)

        door.leave_on_sigterm()
        raise SystemExit(door.guarded(body, []))
    """
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(place)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "holding\n"
    child.send_signal(signal.SIGTERM)
    assert child.wait(20) == 143
    child.stdout.close()
    with open_office(place, clock=Hand()) as office:
        assert _name(office) == ""
        with office.store.begin() as work:
            _rename(work, "free")


def test_a_row_that_somebody_changed_since_is_a_conflict(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        number = requests.add(office, NewRequest("水管漏水")).view.id
        with office.store.read() as work:
            version = request_views.load(work, number).version
        steps.take(office, number, steps.note(Act(note="a note")))
        with pytest.raises(Conflict) as caught, office.store.begin() as work:
            rows.change(work, number, version, {"summary": "overwritten"})
        assert (caught.value.exit, caught.value.code) == (4, "conflict")
        assert requests.show(office, number).summary == "水管漏水"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FIRST_WAIT_MS", 50)
    monkeypatch.setattr(engine, "BUSY_MS", 150)


@pytest.mark.usefixtures("short")
def test_who_waits_says_for_whom_and_gives_up_in_the_end(tmp_path: Path) -> None:
    said: list[Busy] = []
    place = make(tmp_path)
    with open_office(place, clock=Hand()) as first, first.store.begin("import 7"):
        with (
            open_office(place, clock=Hand(), on_wait=said.append) as second,
            pytest.raises(Busy) as caught,
            second.store.begin(),
        ):
            pass
        assert caught.value.exit == 75
        assert [one.args_ for one in said] == [caught.value.args_]
        assert caught.value.args_ == {
            "what": "import 7",
            "pid": os.getpid(),
            "since": "2021-12-06T00:00:00+00:00",
        }
    assert not waiting.note_path(place).exists()


@pytest.mark.usefixtures("short")
def test_who_waits_long_enough_is_let_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 20_000)
    place = make(tmp_path)
    said: list[Busy] = []
    with raw(place) as holder, open_office(place, clock=Hand(), on_wait=said.append) as office:
        holder.execute("BEGIN IMMEDIATE")
        ending = threading.Timer(0.3, holder.execute, ("COMMIT",))
        ending.start()
        with office.store.begin() as work:
            _rename(work, "in the end")
        ending.join()
        assert _name(office) == "in the end"
    assert [one.args_ for one in said] == [{}], "no name without a note"


def test_a_note_of_a_dead_process_names_nobody(tmp_path: Path) -> None:
    place = tmp_path / "grid.db"
    waiting.note_path(place).write_text('{"pid": 999999999, "what": "import", "since": "x"}')
    assert waiting.read_note(place) is None
    for damaged in ("", "[]", "{}", '{"pid": "x"}', "\xff"):
        waiting.note_path(place).write_text(damaged, encoding="latin-1")
        assert waiting.read_note(place) is None


def test_the_busy_timeout_is_back_after_a_wait(tmp_path: Path) -> None:
    with raw(make(tmp_path)) as conn:
        engine.begin_immediate(conn, lambda: None)
        assert conn.execute("PRAGMA busy_timeout").fetchone()[0] == 180_000


def _increment(place: Path, times: int) -> None:
    with open_office(place, clock=Hand()) as office:
        for _ in range(times):
            with office.store.begin() as work:
                old = work.execute(text("SELECT value FROM setting WHERE key = 'name'")).scalar_one()
                _rename(work, str(int(old or 0) + 1))


@pytest.mark.parametrize(("processes", "times"), [(8, 25), pytest.param(16, 400, marks=pytest.mark.slow)])
def test_processes_that_read_and_change_the_same_row_lose_nothing(
    tmp_path: Path, processes: int, times: int
) -> None:
    place = make(tmp_path)
    children = []
    for _ in range(processes):
        pid = os.fork()
        if not pid:
            code = 1
            try:
                _increment(place, times)
                code = 0
            finally:
                os._exit(code)
        children.append(pid)
    ends = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    assert ends == [0] * processes
    with open_office(place, clock=Hand()) as office:
        assert _name(office) == str(processes * times)


def test_success_is_on_the_disk_for_whoever_opens_it_next(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        with office.store.begin() as work:
            _rename(work, "kept")
        copy = tmp_path / "copy.db"
        for suffix in ("", "-wal"):
            copy.with_name(copy.name + suffix).write_bytes(
                office.store.path.with_name(office.store.path.name + suffix).read_bytes()
            )
        with sqlite3.connect(copy) as plain:
            assert plain.execute("SELECT value FROM setting WHERE key = 'name'").fetchone() == ("kept",)


def test_a_closed_store_needs_no_log(tmp_path: Path) -> None:
    with office_at(tmp_path) as office, office.store.begin() as work:
        _rename(work, "whole")
    assert [one.name for one in tmp_path.iterdir()] == ["grid.db"]


def test_a_refused_attempt_is_an_entry_of_its_own_without_words(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        number = requests.add(office, NewRequest("水管漏水", name="王小红")).view.id
        with pytest.raises(Refused):
            steps.take(office, number, answering.close(Act(note="王小红 is content")))
        with office.store.read() as work:
            entry = work.execute(text("SELECT * FROM ledger ORDER BY seq DESC LIMIT 1")).mappings().one()
        assert (entry["action"], entry["thing"], entry["thing_id"]) == ("refused", "request", str(number))
        assert "王" not in entry["changes"]
        assert requests.show(office, number).status == "new"


def test_time_is_told_after_the_lock_was_taken(tmp_path: Path) -> None:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as office:
        started = time.monotonic()
        with office.store.begin() as work:
            assert work.now == hand.ms
        assert time.monotonic() - started < 5
