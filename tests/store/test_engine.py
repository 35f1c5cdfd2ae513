"""TRUST.md 1, 2, 5, 7: how a store is opened, and what is refused without being touched."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from gridctl.core.errors import GridError, StoreUnusable
from gridctl.services.office import open_office
from gridctl.services.storekeeping import NewStore, init
from gridctl.store.connecting import APPLICATION_ID, OLDEST_SQLITE, PRAGMAS, connect
from gridctl.store.schema import LATEST, refuse_unfit
from store.world import Hand, make, office_at, raw


def test_the_driver_carries_a_sqlite_without_the_wal_reset_fault() -> None:
    assert driver.sqlite_version_info >= OLDEST_SQLITE == (3, 51, 3)


def test_an_older_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = make(tmp_path)
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(StoreUnusable, match="can damage a store"):
        connect(place)


def test_every_pragma_reads_back_on_a_connection_of_the_engine(tmp_path: Path) -> None:
    with office_at(tmp_path) as office, office.store.engine.connect() as conn:
        used = conn.connection.driver_connection
        assert used is not None
        found = {name: used.execute(f"PRAGMA {name}").fetchone()[0] for name, _value in PRAGMAS}
        assert used.execute("PRAGMA cipher_log_level").fetchone()[0] in {"NONE", "0"}
    assert found == {
        "busy_timeout": 180_000,
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "journal_size_limit": 64_000_000,
        "mmap_size": 0,
        "cache_size": -32_000,
    }


def test_the_engine_tells_no_values_in_its_errors(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        assert office.store.engine.hide_parameters


def test_no_extension_can_be_loaded(tmp_path: Path) -> None:
    with raw(make(tmp_path)) as conn, pytest.raises(driver.Error, match="not authorized"):
        conn.execute("SELECT load_extension('x')")


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    with raw(make(tmp_path)) as conn:
        assert conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID == 0x67726964
        assert conn.execute("PRAGMA user_version").fetchone()[0] == LATEST


def test_every_table_is_strict(tmp_path: Path) -> None:
    with raw(make(tmp_path)) as conn:
        tables = conn.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        ).fetchall()
    assert [name for name, strict in tables if not strict and not name.startswith("sqlite_")] == []
    assert len(tables) > 12


def test_files_and_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        place = tmp_path / "new" / "folder" / "grid.db"
        init(place, NewStore(), clock=Hand())
        with open_office(place, clock=Hand()) as office, office.store.begin("long work") as work:
            work.log("test", "store", 0, {})
            files = {one.name: stat.S_IMODE(one.stat().st_mode) for one in place.parent.iterdir()}
    finally:
        os.umask(before)
    assert files == dict.fromkeys(["grid.db", "grid.db-wal", "grid.db-shm", "grid.db.writer"], 0o600)
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.parent.parent.stat().st_mode) == 0o700


def test_opening_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(driver.OperationalError):
        connect(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_made_over_another(tmp_path: Path) -> None:
    place = tmp_path / "grid.db"
    place.write_text("a shopping list")
    with pytest.raises(StoreUnusable, match="already") as caught:
        init(place, NewStore(), clock=Hand())
    assert (caught.value.code, caught.value.exit) == ("store_exists", 5)
    assert [one.name for one in tmp_path.iterdir()] == ["grid.db"]
    assert place.read_text() == "a shopping list"


def test_a_link_is_not_followed_to_make_a_store(tmp_path: Path) -> None:
    (tmp_path / "grid.db").symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(GridError):
        init(tmp_path / "grid.db", NewStore(), clock=Hand())
    assert not (tmp_path / "elsewhere.db").exists()


def test_what_a_dead_process_left_is_swept_away(tmp_path: Path) -> None:
    for name in (".grid.db.999999999.new", ".grid.db.999999999.new-wal", ".grid.db.1.new", ".grid.db.x.new"):
        (tmp_path / name).write_text("left")
    init(tmp_path / "grid.db", NewStore(), clock=Hand())
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == [".grid.db.1.new", ".grid.db.x.new", "grid.db"], "process 1 lives"


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()


def _version(number: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        make(path.parent)
        with raw(path) as conn:
            conn.execute(f"PRAGMA user_version = {number}")

    return write


def _encrypted(path: Path) -> None:
    path.write_bytes(os.urandom(8192))


@pytest.mark.parametrize(
    ("write", "code"),
    [
        pytest.param(lambda _path: None, "no_store", id="missing"),
        pytest.param(lambda path: path.write_bytes(b""), "not_a_store", id="empty"),
        pytest.param(lambda path: path.write_text("name,phone\n" * 50), "not_a_store", id="text"),
        pytest.param(lambda path: path.mkdir(), "not_a_store", id="folder"),
        pytest.param(_encrypted, "not_a_store", id="encrypted"),
        pytest.param(_foreign, "not_a_store", id="foreign"),
        pytest.param(_version(LATEST + 1), "store_newer", id="newer"),
        pytest.param(_version(LATEST - 1), "store_older", id="older"),
    ],
)
def test_what_is_no_fit_store_is_refused_and_not_touched(
    tmp_path: Path, write: Callable[[Path], None], code: str
) -> None:
    place = tmp_path / "grid.db"
    write(place)
    before = place.read_bytes() if place.is_file() else None
    with pytest.raises(StoreUnusable) as caught, open_office(place, clock=Hand()):
        pass
    assert (caught.value.code, caught.value.exit) == (code, 5)
    assert caught.value.hint
    assert (place.read_bytes() if place.is_file() else None) == before
    assert {one.name for one in tmp_path.iterdir()} <= {"grid.db"}


def test_a_newer_store_with_a_log_is_not_even_opened(tmp_path: Path) -> None:
    place = make(tmp_path)
    with raw(place) as conn:
        conn.execute(f"PRAGMA user_version = {LATEST + 1}")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        conn.execute("DELETE FROM setting WHERE key = 'name'")
        before = {one.name: one.read_bytes() for one in tmp_path.glob("grid.db*") if "shm" not in one.name}
        assert before["grid.db-wal"]
        with pytest.raises(StoreUnusable, match="version"):
            refuse_unfit(place)
        after = {one.name: one.read_bytes() for one in tmp_path.glob("grid.db*") if "shm" not in one.name}
    assert after == before


def test_a_version_that_only_the_log_knows_is_seen(tmp_path: Path) -> None:
    place = make(tmp_path)
    with raw(place) as conn:
        conn.execute(f"PRAGMA user_version = {LATEST + 3}")
        with pytest.raises(StoreUnusable) as caught:
            refuse_unfit(place)
    assert caught.value.code == "store_newer"


@pytest.mark.parametrize("name", ["名 册.db", "a?mode=memory.db", "a#b%20.db", "it's.db", "[x].db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    assert init(place, NewStore(), clock=Hand()).path == str(place)
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_name_that_is_too_long_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable) as caught, open_office(tmp_path / ("x" * 300), clock=Hand()):
        pass
    assert caught.value.exit == 5
