"""TRUST.md 9: a backup is whole or not there, and a restore overwrites nothing."""

import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from gridctl.core.errors import NotFound, Refused, StoreUnusable
from gridctl.core.requests import NewRequest
from gridctl.services import requests, storekeeping
from gridctl.services.office import open_office
from gridctl.store import backup as copies
from gridctl.store import schema
from store.world import Hand, dump, faults, make, office_at, raw

EVERYTHING = ("request", "step", "span", "area", "setting", "ledger")


def _requests(place: Path) -> int:
    with raw(place) as conn:
        return int(conn.execute("SELECT count(*) FROM request").fetchone()[0])


def test_a_backup_is_the_store_as_it_was(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        requests.add(office, NewRequest("水管漏水", "HL1"))
        before = dump(office.store.path, *EVERYTHING)
        made = storekeeping.back_up(office)
        assert dump(Path(made.path), *EVERYTHING) == before
        assert (made.ledger_entries, made.size_bytes) == (
            len(before["ledger"]),
            Path(made.path).stat().st_size,
        )
        assert Path(made.path).stat().st_mode & 0o777 == 0o600
        assert Path(made.path).parent.stat().st_mode & 0o777 == 0o700
        assert storekeeping.info(office).newest_backup == made.path
    with open_office(Path(made.path), clock=Hand()) as copy:
        assert faults(copy) == {}


def test_two_backups_of_one_second_are_two_files(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        first, second = storekeeping.back_up(office), storekeeping.back_up(office)
        assert first.path != second.path
        assert storekeeping.info(office).backups == 2
        assert storekeeping.info(office).newest_backup == second.path


def test_a_backup_never_overwrites(tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with office_at(tmp_path) as office, pytest.raises(Refused, match="already"):
        storekeeping.back_up(office, target)
    assert target.read_text() == "precious"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.db", "grid.db"]


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.db"
    whole = copies._check

    def slow(copy: Path, source: Path) -> None:
        whole(copy, source)
        target.write_text("precious")

    monkeypatch.setattr(copies, "_check", slow)
    with pytest.raises(StoreUnusable, match="already"):
        copies.back_up(make(tmp_path), target)
    assert target.read_text() == "precious"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.db", "grid.db"]


def test_a_copy_that_fails_its_checks_gets_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = make(tmp_path)
    monkeypatch.setattr(copies, "APPLICATION_ID", 1)
    with pytest.raises(StoreUnusable) as caught:
        copies.back_up(place, tmp_path / "copy.db")
    assert caught.value.code == "store_damaged"
    assert caught.value.args_["path"] == place
    assert [one.name for one in tmp_path.iterdir()] == ["grid.db"]


def test_a_backup_beside_a_writer_ends_and_is_sound(tmp_path: Path) -> None:
    place = make(tmp_path)
    stop = threading.Event()

    def write() -> None:
        with open_office(place, clock=Hand()) as office:
            while not stop.is_set():
                requests.add(office, NewRequest("水管漏水", "HL1"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not _requests(place):
            time.sleep(0.01)
        for number in range(3):
            copies.back_up(place, tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        with open_office(tmp_path / f"copy{number}.db", clock=Hand()) as copy:
            assert faults(copy) == {}
    assert 0 < _requests(tmp_path / "copy0.db") <= _requests(tmp_path / "copy2.db") <= _requests(place)


STOPS = {
    "before the copy": ("_copy", "before"),
    "after the copy": ("_copy", "after"),
    "after the checks": ("_check", "after"),
}


@pytest.mark.parametrize(("function", "when"), STOPS.values(), ids=STOPS)
@pytest.mark.parametrize("job", ["back_up", "restore"])
def test_killed_half_way_leaves_no_file_under_the_final_name(
    tmp_path: Path, job: str, function: str, when: str
) -> None:
    place = make(tmp_path)
    backup = tmp_path / "whole.db"
    copies.back_up(place, backup)
    script = f"""
        import os, signal, sys
        from pathlib import Path
        from gridctl.store import backup as copies
        whole = copies.{function}
        def stopped(*args):
            if {when == "after"}:
                whole(*args)
            os.kill(os.getpid(), signal.SIGKILL)
        copies.{function} = stopped
        store, backup = Path(sys.argv[1]), Path(sys.argv[2])
        if {job == "back_up"}:
            copies.back_up(store, backup.with_name("copy.db"))
        else:
            copies.restore(backup, store, backup.with_name("kept.db"))
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(place), str(backup)], check=False
    )
    assert ended.returncode == -signal.SIGKILL
    names = {one.name for one in tmp_path.iterdir() if not one.name.startswith(".")}
    assert names == {"grid.db", "whole.db"}
    if job == "back_up":
        copies.back_up(place, tmp_path / "copy.db")
    else:
        copies.restore(backup, place, tmp_path / "kept.db")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == [], "leftovers are swept"


def test_a_restore_keeps_the_store_that_it_replaces(tmp_path: Path) -> None:
    place = make(tmp_path)
    with open_office(place, clock=Hand()) as office:
        made = storekeeping.back_up(office)
        requests.add(office, NewRequest("typed since the backup"))
    before = dump(place, *EVERYTHING)
    restored = storekeeping.restore(place, Path(made.path))
    assert restored.kept is not None
    assert dump(Path(restored.kept), *EVERYTHING) == before
    assert _requests(place) == 0
    with open_office(place, clock=Hand()) as office:
        assert faults(office) == {}
        with office.store.read() as work:
            last = work.execute(text("SELECT action FROM ledger ORDER BY seq DESC LIMIT 1")).scalar_one()
        assert last == "store.restore"


def test_a_restore_takes_the_log_of_the_replaced_store_along(tmp_path: Path) -> None:
    place = make(tmp_path)
    copies.back_up(place, tmp_path / "copy.db")
    with open_office(place, clock=Hand()) as office:
        requests.add(office, NewRequest("only in the log"))
        copies.restore(tmp_path / "copy.db", place, tmp_path / "kept.db")
        assert _requests(place) == 0
    assert _requests(tmp_path / "kept.db") == 1
    assert _requests(place) == 0


def test_a_restore_never_overwrites_what_was_kept(tmp_path: Path) -> None:
    place = make(tmp_path)
    copies.back_up(place, tmp_path / "copy.db")
    (tmp_path / "kept.db").write_text("precious")
    with pytest.raises(StoreUnusable, match="already"):
        copies.restore(tmp_path / "copy.db", place, tmp_path / "kept.db")
    assert (tmp_path / "kept.db").read_text() == "precious"
    assert schema.read_version(place) == schema.LATEST


def test_who_had_the_old_store_open_is_told_and_loses_nothing_silently(tmp_path: Path) -> None:
    place = make(tmp_path)
    copies.back_up(place, tmp_path / "copy.db")
    with open_office(place, clock=Hand()) as office:
        requests.add(office, NewRequest("before"))
        copies.restore(tmp_path / "copy.db", place, tmp_path / "kept.db")
        with pytest.raises(StoreUnusable) as caught:
            requests.add(office, NewRequest("into the old one"))
        assert (caught.value.code, caught.value.exit) == ("store_replaced", 5)
    assert _requests(tmp_path / "kept.db") == 1
    assert _requests(place) == 0


def test_a_closing_old_store_leaves_the_new_ones_log_alone(tmp_path: Path) -> None:
    place = make(tmp_path)
    copies.back_up(place, tmp_path / "copy.db")
    with open_office(place, clock=Hand()) as old:
        requests.add(old, NewRequest("before"))
        copies.restore(tmp_path / "copy.db", place, tmp_path / "kept.db")
        with open_office(place, clock=Hand()) as new:
            requests.add(new, NewRequest("into the new one"))
            old.store.close()
            requests.add(new, NewRequest("and once more"))
    assert _requests(place) == 2


def test_an_interrupted_restore_says_where_the_store_is(tmp_path: Path) -> None:
    place = make(tmp_path)
    kept = tmp_path / schema.REPLACED / "grid-20211206-080000.db"
    kept.parent.mkdir()
    place.rename(kept)
    with pytest.raises(StoreUnusable) as caught:
        schema.refuse_unfit(place)
    assert caught.value.code == "no_store"
    assert caught.value.args_["kept"] == kept
    assert storekeeping.restore(place, kept).kept is None
    schema.refuse_unfit(place)


def test_a_damaged_store_can_be_replaced(tmp_path: Path) -> None:
    place = make(tmp_path)
    copies.back_up(place, tmp_path / "copy.db")
    damaged = b"not a store any more" * 1000
    place.write_bytes(damaged)
    copies.restore(tmp_path / "copy.db", place, tmp_path / "kept.db")
    schema.refuse_unfit(place)
    assert (tmp_path / "kept.db").read_bytes() == damaged


@pytest.mark.parametrize("kind", ["missing", "text", "newer", "torn"])
def test_what_is_no_sound_backup_is_refused_and_the_store_stays(tmp_path: Path, kind: str) -> None:
    place, backup = make(tmp_path), tmp_path / "copy.db"
    if kind == "text":
        backup.write_text("name,phone\n")
    elif kind != "missing":
        copies.back_up(place, backup)
    if kind == "newer":
        with raw(backup) as conn:
            conn.execute(f"PRAGMA user_version = {schema.LATEST + 1}")
    elif kind == "torn":
        backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    before = place.read_bytes()
    with pytest.raises((StoreUnusable, NotFound)) as caught:
        copies.restore(backup, place, tmp_path / "kept.db")
    expected = {
        "missing": "not_found",
        "text": "not_a_store",
        "newer": "store_newer",
        "torn": "store_damaged",
    }
    assert caught.value.code == expected[kind]
    assert caught.value.args_.get("path") == backup
    assert place.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} <= {"grid.db", "copy.db"}
