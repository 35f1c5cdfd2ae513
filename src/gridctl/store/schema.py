"""The schema's number, and the steps that move it forward (TRUST.md 5 and 8)."""

import sqlite3
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from gridctl.core.errors import N_, StoreUnusable
from gridctl.store import placing
from gridctl.store.boundary import boundary, damaged, not_a_store
from gridctl.store.connecting import APPLICATION_ID, connect, exists_already
from gridctl.store.engine import begin_immediate

STEPS = (
    "0001_base",
    "0002_reports",
    "0003_places_people",
    "0004_resident_search",
    "0005_report_index",
    "0006_search",
    "0007_places_more",
    "0008_persons",
    "0009_life",
    "0010_members",
    "0011_telling",
    "0012_heartbeat",
    "0013_needs",
    "0014_orders",
    "0015_points",
    "0016_inbox",
    "0017_duty",
    "0018_duty_news",
    "0019_rounds",
    "0020_supplies",
    "0021_rounds_more",
    "0022_report_runs",
    "0023_delivery",
)
LATEST = len(STEPS)
MAGIC = b"SQLite format 3\0"
REPLACED = "replaced"
"""The folder beside a store that keeps the ones a restore took the place of."""


def refuse_unfit(path: Path) -> None:
    """Refuse what is missing, foreign, newer or not yet moved forward, and never touch it."""
    version = read_version(path)
    refuse_newer(path, version)
    if version < LATEST:
        raise StoreUnusable(
            N_("the store {path} has version {version}; this gridctl needs version {latest}"),
            hint=N_("move it forward (a backup is made first): gridctl store migrate"),
            error="store_older",
            path=path,
            version=version,
            latest=LATEST,
        )


def refuse_newer(path: Path, version: int) -> None:
    """Refuse a store that a newer gridctl wrote."""
    if version > LATEST:
        raise StoreUnusable(
            N_("the store {path} has version {version}; this gridctl knows versions up to {latest}"),
            hint=N_("use the newer gridctl that wrote it"),
            error="store_newer",
            path=path,
            version=version,
            latest=LATEST,
        )


def read_version(path: Path) -> int:
    """Return the schema's number; StoreUnusable for a missing or foreign file.

    The file's header tells, unless a write-ahead log beside it may hold a newer one. A newer file is
    not even opened: that could move its log into it.
    """
    with boundary(path):
        if not path.exists():
            raise _missing(path)
        header = b""
        if path.is_file():
            with path.open("rb") as file:
                header = file.read(100)
    if header[:16] != MAGIC or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise not_a_store(path)
    version = int.from_bytes(header[60:64], "big")
    log = path.with_name(path.name + "-wal")
    if version > LATEST or not log.exists() or not log.stat().st_size:
        return version
    with boundary(path):
        raw = connect(path)
        try:
            return int(raw.execute("PRAGMA user_version").fetchone()[0])
        finally:
            raw.close()


def _missing(path: Path) -> StoreUnusable:
    """Return the error for no file; one that an interrupted restore set aside is named."""
    kept = sorted((path.parent / REPLACED).glob("*.db"), key=lambda one: one.stat().st_mtime)
    mine = [one for one in kept if one.name.startswith(f"{path.stem}-")]
    if mine:
        return StoreUnusable(
            N_("there is no store at {path}; a restore that was interrupted left it at {kept}"),
            hint=N_("put it back: gridctl store restore {kept}; or restore a backup"),
            error="no_store",
            path=path,
            kept=mine[-1],
        )
    return StoreUnusable(
        N_("there is no store at {path}"), hint=N_("make one: gridctl init"), error="no_store", path=path
    )


def create(path: Path, fill: Callable[[Path], None]) -> None:
    """Make a store at `path` with the newest schema, by the same steps that move old ones forward.

    It is made under another name, `fill` writes its first rows, and then it takes its place whole;
    a file that is there already is never touched (StoreUnusable).
    """
    with boundary(path):
        if path.exists():
            raise exists_already(path)
        making = placing.making_of(path)
    try:
        with boundary(path):
            raw = connect(making, create=True)
            try:
                raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                for number in range(1, LATEST + 1):
                    _step(raw, number)
            finally:
                raw.close()
        fill(making)
        with boundary(path):
            placing.put(making, path)
    finally:
        placing.drop(making)


def move_forward(path: Path, *, before: Callable[[], None] = lambda: None) -> list[str]:
    """Take the steps that `path` lacks, each in one transaction; return their names.

    `before` is called once if there is anything to do, and makes the verified backup.
    """
    version = read_version(path)
    refuse_newer(path, version)
    if version == LATEST:
        return []
    before()
    with boundary(path):
        raw = connect(path)
        try:
            numbers = range(version + 1, LATEST + 1)
            return [STEPS[number - 1] for number in numbers if _step(raw, number)]
        finally:
            raw.close()


def _step(raw: sqlite3.Connection, number: int) -> bool:
    """Take one step in one transaction; False where another process has taken it meanwhile."""
    name = STEPS[number - 1]
    script = resources.files("gridctl.store.migrations").joinpath(f"{name}.sql").read_text(encoding="utf-8")
    raw.execute("PRAGMA foreign_keys = OFF")
    begin_immediate(raw, lambda: None)
    try:
        now = int(raw.execute("PRAGMA user_version").fetchone()[0])
        if now >= number:
            raw.execute("ROLLBACK")
            return False
        counts = _counts(raw)
        for statement in statements(script):
            raw.execute(statement)
        if raw.execute("PRAGMA foreign_key_check").fetchone() or _lost(counts, _counts(raw)):
            raise damaged(Path(raw.execute("PRAGMA database_list").fetchone()[2]))
        raw.execute(f"PRAGMA user_version = {number}")
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    finally:
        raw.execute("PRAGMA foreign_keys = ON")
    return True


def statements(script: str) -> list[str]:
    """Split a script into statements; a trigger's body stays whole."""
    found: list[str] = []
    text = ""
    for line in script.splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            found.append(text.strip())
            text = ""
    if text.strip():
        raise AssertionError  # a step that ends in the middle of a statement
    return found


def _counts(raw: sqlite3.Connection) -> dict[str, int]:
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def _lost(before: dict[str, int], after: dict[str, int]) -> bool:
    """Tell whether a table that is still there has fewer rows than before."""
    return any(after[name] < rows for name, rows in before.items() if name in after)
