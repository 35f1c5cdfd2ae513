"""TRUST.md 6 and 8: the tables that the code declares are those that the steps make."""

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlcipher3 import dbapi2 as driver

from gridctl.core.errors import StoreUnusable
from gridctl.services import storekeeping
from gridctl.services.office import open_office
from gridctl.store import schema
from gridctl.store.connecting import APPLICATION_ID, connect
from gridctl.store.tables.all import METADATA
from store.world import Hand, dump, make, raw

TABLES = sorted(METADATA.tables)


def _shape(conn: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return everything that the schema says: columns, keys, references, checks, indexes."""
    found: dict[str, Any] = {}
    for name, strict, rowid in conn.execute(
        "SELECT name, strict, wr FROM pragma_table_list "
        "WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        sql = conn.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
        found[name] = {
            "strict": strict,
            "without rowid": rowid,
            "autoincrement": "AUTOINCREMENT" in sql,
            "columns": conn.execute(f"PRAGMA table_xinfo({name})").fetchall(),
            "references": sorted(
                row[2:] for row in conn.execute(f"PRAGMA foreign_key_list({name})").fetchall()
            ),
            "checks": sorted(
                re.sub(r"\s+", " ", one) for one in re.findall(r"CONSTRAINT \w+ CHECK \([^)]*\)+", sql)
            ),
            "indexes": sorted(_index(conn, *row[1:5]) for row in conn.execute(f"PRAGMA index_list({name})")),
        }
    return found


def _index(conn: Any, name: str, unique: int, origin: str, partial: int) -> tuple[Any, ...]:  # noqa: ANN401
    sql = (conn.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone() or ("",))[0] or ""
    columns = [row[2] for row in conn.execute(f"PRAGMA index_xinfo({name})") if row[5]]
    told = re.sub(r"\s+", " ", sql).replace('"', "") if origin == "c" else ""
    return (name if origin == "c" else "", unique, origin, partial, columns, told)


@pytest.fixture
def migrated(tmp_path: Path) -> dict[str, Any]:
    with raw(make(tmp_path)) as conn:
        return _shape(conn)


@pytest.fixture
def declared(tmp_path: Path) -> dict[str, Any]:
    place = tmp_path / "declared.db"
    engine = create_engine(f"sqlite:///{place}", module=driver)
    METADATA.create_all(engine)
    engine.dispose()
    with raw(place) as conn:
        return _shape(conn)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_what_the_code_declares(
    migrated: dict[str, Any], declared: dict[str, Any], table: str
) -> None:
    assert migrated[table] == declared[table]


def test_there_is_no_table_that_the_code_does_not_declare(migrated: dict[str, Any]) -> None:
    assert sorted(migrated) == TABLES


def test_steps_end_with_a_whole_statement() -> None:
    assert schema.statements(
        "CREATE TABLE a (b);\nCREATE TRIGGER c AFTER INSERT ON a\nBEGIN\n SELECT 1;\nEND;"
    ) == [
        "CREATE TABLE a (b);",
        "CREATE TRIGGER c AFTER INSERT ON a\nBEGIN\n SELECT 1;\nEND;",
    ]
    with pytest.raises(AssertionError):
        schema.statements("CREATE TABLE a (b);\nCREATE TABLE c (d)")


def _old_store(folder: Path) -> Path:
    """Make a store of version 1 with some rows, as the first gridctl left it."""
    place = folder / "grid.db"
    conn = connect(place, create=True)
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    assert schema._step(conn, 1)
    conn.execute(
        "INSERT INTO area (uid, code, code_key, name, kind, created_at) VALUES (x'01', 'A', 'a', '恒利', 'town', 1)"
    )
    conn.execute(
        "INSERT INTO setting VALUES ('timezone', 'Asia/Shanghai'), ('name', '旧'), ('pack_hash', '')"
    )
    conn.execute("INSERT INTO salt VALUES ('request', 1, x'00')")
    conn.close()
    return place


OLD = ("area", "setting", "salt", "sqlite_sequence")


def test_an_older_store_moves_forward_and_keeps_every_row(tmp_path: Path) -> None:
    place = _old_store(tmp_path)
    before = dump(place, *OLD)
    moved = storekeeping.migrate(place)
    assert (moved.version, moved.steps) == (schema.LATEST, schema.STEPS[1:])
    after = dump(place, *OLD)
    after["sqlite_sequence"] = [row for row in after["sqlite_sequence"] if row[0] != "ledger"]
    assert after == before


def test_a_moved_store_has_the_schema_of_a_fresh_one(tmp_path: Path, migrated: dict[str, Any]) -> None:
    (tmp_path / "old").mkdir()
    place = _old_store(tmp_path / "old")
    storekeeping.migrate(place)
    with raw(place) as conn:
        assert _shape(conn) == migrated
    with open_office(place, clock=Hand()) as office:
        assert [one.about for one in storekeeping.check(office) if one.faults] == []


def test_a_verified_backup_of_the_old_version_comes_first(tmp_path: Path) -> None:
    place = _old_store(tmp_path)
    before = dump(place, *OLD)
    moved = storekeeping.migrate(place)
    assert moved.backup is not None
    assert schema.read_version(Path(moved.backup)) == 1
    assert dump(Path(moved.backup), *OLD) == before


def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    place = _old_store(tmp_path)
    storekeeping.migrate(place)
    before = dump(place, *TABLES)
    again = storekeeping.migrate(place)
    assert (again.steps, again.backup) == ((), None)
    assert dump(place, *TABLES) == before


@pytest.mark.parametrize("place_of_fault", [1, 2])
def test_a_step_that_fails_leaves_schema_and_rows_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place_of_fault: int
) -> None:
    place = _old_store(tmp_path)
    before = dump(place, "sqlite_schema", *OLD)
    whole = schema.statements

    def broken(script: str) -> list[str]:
        found = whole(script)
        return [*found[:place_of_fault], "UPDATE area SET name = 'half'", "INSERT INTO nowhere VALUES (1)"]

    monkeypatch.setattr(schema, "statements", broken)
    with pytest.raises(driver.Error):
        schema.move_forward(place)
    assert dump(place, "sqlite_schema", *OLD) == before
    assert schema.read_version(place) == 1
    monkeypatch.undo()
    assert schema.move_forward(place) == list(schema.STEPS[1:])


@pytest.mark.parametrize(
    "harm",
    ["DELETE FROM area", "UPDATE area SET parent_id = 99"],
    ids=["loses rows", "breaks references"],
)
def test_a_step_that_harms_rows_is_rolled_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    place = _old_store(tmp_path)
    before = dump(place, "sqlite_schema", *OLD)
    monkeypatch.setattr(schema, "statements", lambda _script: [harm])
    with pytest.raises(StoreUnusable):
        schema.move_forward(place)
    assert dump(place, "sqlite_schema", *OLD) == before


def test_no_backup_no_step(tmp_path: Path) -> None:
    place = _old_store(tmp_path)

    def no_disk() -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        schema.move_forward(place, before=no_disk)
    assert schema.read_version(place) == 1


def test_two_at_once_take_each_step_once(tmp_path: Path) -> None:
    place = _old_store(tmp_path)
    gate = threading.Barrier(2)
    took: list[list[str]] = []

    def meet() -> None:
        gate.wait()

    def move() -> None:
        took.append(schema.move_forward(place, before=meet))

    both = [threading.Thread(target=move) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    # Which of the two takes a step is chance; that each is taken once is not.
    assert sorted(took[0] + took[1]) == list(schema.STEPS[1:])
    assert schema.read_version(place) == schema.LATEST
