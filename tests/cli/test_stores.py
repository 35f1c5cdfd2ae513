"""``gridctl store``: info, check, backup, restore, migrate; and stores that cannot be used."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from cli.terminal import on_terminal
from conftest import Run
from gridctl.store.connecting import APPLICATION_ID, connect
from gridctl.store.schema import LATEST, statements

COMMANDS = (
    "status",
    "area list",
    "request add 没有水",
    "request list",
    "member list",
    "pack apply flood",
    "operation list",
    "report daily",
    "store info",
    "store check",
    "store backup",
    "ledger list",
)
PAGE = 4096


def text_file(path: Path) -> None:
    """Write a file that is no store at all."""
    path.write_text("降压药 13800005678\n" * 100, encoding="utf-8")


def foreign_file(path: Path) -> None:
    """Write a database of somebody else's."""
    made = sqlite3.connect(path)
    made.execute("CREATE TABLE t (x)")
    made.commit()
    made.close()


def newer_store(path: Path) -> None:
    """Write a store of a version that nobody knows yet."""
    _with_version(path, 99)


def older_store(path: Path) -> None:
    """Write a store as the first version made it."""
    _with_version(path, 1)


def _with_version(path: Path, version: int) -> None:
    script = resources.files("gridctl.store.migrations").joinpath("0001_base.sql").read_text(encoding="utf-8")
    raw = connect(path, create=True)
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in statements(script):
        raw.execute(statement)
    raw.execute("INSERT INTO setting (key, value) VALUES ('timezone', 'Asia/Shanghai'), ('lang', 'en')")
    raw.execute(f"PRAGMA user_version = {version}")
    raw.close()


@pytest.mark.parametrize(
    ("make", "error", "remedy"),
    [
        (text_file, "not_a_store", "--store"),
        (foreign_file, "not_a_store", "--store"),
        (Path.mkdir, "not_a_store", "--store"),
        (Path.touch, "not_a_store", "--store"),
        (newer_store, "store_newer", "newer gridctl"),
        (older_store, "store_older", "gridctl store migrate"),
    ],
)
def test_a_file_that_is_no_fit_store_is_refused_and_left_alone(
    command: Run, alone: Path, make: Callable[[Path], None], error: str, remedy: str
) -> None:
    make(alone)
    before = alone.read_bytes() if alone.is_file() else b""
    beside = sorted(path.name for path in alone.parent.iterdir())
    for words in COMMANDS:
        done = command(*words.split(), "--json")
        assert (done.exit, done.error()["error"]) == (5, error), words
        assert remedy in done.error()["hint"]
        done = command(*words.split())
        assert len(done.lines) == 2, words
        assert "13800005678" not in done.err
    assert (alone.read_bytes() if alone.is_file() else b"") == before
    assert sorted(path.name for path in alone.parent.iterdir()) == beside


def test_init_touches_nothing_that_is_there(command: Run, alone: Path) -> None:
    text_file(alone)
    before = alone.read_bytes()
    done = command("init", "--json")
    assert (done.exit, done.error()["error"]) == (5, "store_exists")
    assert alone.read_bytes() == before


def test_an_older_store_moves_forward_after_a_backup_and_only_once(command: Run, alone: Path) -> None:
    older_store(alone)
    first = command("store", "migrate", "--json").json()
    assert (first["version"], len(first["steps"])) == (LATEST, LATEST - 1)
    backup = Path(first["backup"])
    assert backup.is_file()
    again = command("store", "migrate", "--json").json()
    assert (again["steps"], again["backup"]) == ([], None)
    assert command("store", "check").exit == 0
    assert command("--store", str(backup), "store", "info", "--json").error()["error"] == "store_older"


def test_info_tells_where_it_lies_and_what_is_in_it(town: Run, alone: Path) -> None:
    found = town("store", "info", "--json").json()
    assert found["path"] == str(alone)
    assert (found["areas"], found["members"], found["requests"]) == (9, 4, 10)
    assert found["ledger_entries"] == len(town("ledger", "list", "--json").json())
    head = town("ledger", "list", "--limit", "1", "--json").json()[0]
    assert (found["ledger_entries"], found["ledger_head"]) == (head["seq"], head["hash"])


def test_check_finds_nothing_in_a_sound_store(town: Run) -> None:
    rows = town("store", "check", "--json").json()
    assert {row["status"] for row in rows} == {"ok"}
    assert "操作留痕" in town("--lang", "zh", "store", "check").out


@pytest.mark.parametrize(
    ("harm", "check"),
    [
        ("UPDATE request SET is_open = 0 WHERE id = 1", "open_mark"),
        ("DELETE FROM span WHERE request_id = 1", "spans"),
        ("UPDATE request SET status = 'resolved' WHERE id = 1", "last_step"),
        ("UPDATE request SET area_id = 99 WHERE id = 1", "references"),
        ("DROP TRIGGER ledger_no_update; UPDATE ledger SET operator = 'x' WHERE seq = 2", "chain"),
        ("DROP TRIGGER ledger_no_delete; DELETE FROM ledger WHERE seq = 2", "chain"),
    ],
)
def test_check_finds_what_is_wrong_and_exits_1(town: Run, alone: Path, harm: str, check: str) -> None:
    raw = connect(alone)
    raw.execute("PRAGMA foreign_keys = OFF")
    for statement in harm.split("; "):
        raw.execute(statement)
    raw.close()
    done = town("store", "check", "--json")
    assert done.exit == 1
    assert done.error()["exit"] == 1
    assert check in {row["check"] for row in done.json() if row["status"] == "fault"}
    assert len(town("store", "check").lines) == 2


def test_damaged_pages_are_found_and_the_newest_backup_is_named(town: Run, alone: Path) -> None:
    backup = town("store", "backup", "--json").json()["path"]
    sound = alone.read_bytes()
    codes = set()
    for place in range(1, len(sound) // PAGE):
        alone.write_bytes(sound[: place * PAGE] + os.urandom(PAGE) + sound[(place + 1) * PAGE :])
        done = town("store", "check")
        if done.exit == 0:  # a page that nothing uses, or whose newer version lies in the log
            continue
        codes.add(done.exit)
        assert len(done.lines) == 2
        if done.exit == 5:
            assert backup in done.lines[1]
    assert codes == {1, 5}
    done = town("store", "restore", backup, "--yes")
    assert done.exit == 0
    assert town("store", "check").exit == 0


def test_a_backup_is_a_whole_store_and_overwrites_nothing(town: Run, tmp_path: Path) -> None:
    place = tmp_path / "copy.db"
    made = town("store", "backup", str(place), "--json").json()
    assert made["path"] == str(place)
    assert len(town("--store", str(place), "request", "list", "--json").json()) == 10
    assert place.stat().st_mode & 0o777 == 0o600
    done = town("store", "backup", str(place), "--json")
    assert (done.exit, done.error()["error"]) == (4, "exists")
    folder = tmp_path / "folder"
    folder.mkdir()
    assert Path(town("store", "backup", str(folder), "--json").json()["path"]).parent == folder
    entry = town("ledger", "list", "--action", "store.backup", "--json").json()[-1]
    assert (entry["changes"]["head"], entry["changes"]["hash"]) == (
        made["ledger_entries"],
        made["ledger_head"],
    )


def test_a_restore_keeps_the_store_that_it_replaces(town: Run, tmp_path: Path) -> None:
    backup = str(tmp_path / "copy.db")
    assert town("store", "backup", backup).exit == 0
    assert town("request", "add", "没有水").exit == 0
    rehearsal = town("store", "restore", backup, "--dry-run", "--json").json()
    assert rehearsal["dry_run"] is True
    assert len(town("request", "list", "--json").json()) == 11
    assert town("store", "restore", backup).exit == 4
    done = town("store", "restore", backup, "--yes", "--json").json()
    assert len(town("request", "list", "--json").json()) == 10
    assert len(town("--store", done["kept"], "request", "list", "--json").json()) == 11
    assert town("ledger", "list", "--limit", "1", "--json").json()[0]["action"] == "store.restore"


@pytest.mark.parametrize(("typed", "code", "rows"), [("n\n", 4, 11), ("\n", 4, 11), ("y\n", 0, 10)])
def test_a_restore_asks_on_a_terminal(town: Run, tmp_path: Path, typed: str, code: int, rows: int) -> None:
    backup = str(tmp_path / "copy.db")
    assert town("store", "backup", backup).exit == 0
    assert town("request", "add", "没有水").exit == 0
    assert on_terminal("store", "restore", backup, typed=typed).exit == code
    assert len(town("request", "list", "--json").json()) == rows


@pytest.mark.parametrize("make", [text_file, foreign_file, newer_store])
def test_what_is_no_backup_replaces_nothing(
    town: Run, alone: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "other.db")
    before = alone.read_bytes()
    assert town("store", "restore", str(tmp_path / "other.db"), "--yes").exit == 5
    assert alone.read_bytes() == before
    assert town("store", "restore", str(tmp_path / "missing.db"), "--yes").exit == 3


def test_a_damaged_backup_replaces_nothing(town: Run, alone: Path, tmp_path: Path) -> None:
    backup = tmp_path / "copy.db"
    assert town("store", "backup", str(backup)).exit == 0
    whole = backup.read_bytes()
    backup.write_bytes(whole[: 3 * PAGE] + os.urandom(PAGE) + whole[4 * PAGE :])
    before = alone.read_bytes()
    assert town("store", "restore", str(backup), "--yes").exit == 5
    assert alone.read_bytes() == before


def test_an_older_backup_comes_back_and_asks_to_be_moved_forward(run: Run, tmp_path: Path) -> None:
    older_store(tmp_path / "old.db")
    done = run("store", "restore", str(tmp_path / "old.db"), "--yes")
    assert done.exit == 0
    assert "gridctl store migrate" in done.err
    assert run("store", "migrate").exit == 0
    assert run("store", "check").exit == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_cannot_be_written_says_so(town: Run, alone: Path) -> None:
    folder = alone.parent / "locked"
    folder.mkdir()
    shutil.copy(alone, folder / "grid.db")
    (folder / "grid.db").chmod(0o400)
    folder.chmod(0o500)
    done = town("--store", str(folder / "grid.db"), "request", "add", "没有水")
    folder.chmod(0o700)
    assert done.exit == 5
    assert len(done.lines) == 2


def test_a_store_is_made_in_a_country_that_there_is(command: Run, alone: Path) -> None:
    done = command("init", "--country", "XX")
    assert (done.exit, done.lines[0]) == (2, "XX is not a country code")
    assert not alone.exists()
    assert command("init", "--country", "us", "--json").json()["country"] == "US"


def test_times_are_written_for_people_in_a_table_and_for_programs_in_json(run: Run) -> None:
    assert re.search(r"^made at +2021-12-17 18:00$", run("store", "info").out, re.MULTILINE)
    assert run("store", "info", "--json").json()["created_at"] == "2021-12-17T18:00:00+08:00"
