"""Stores in a temporary folder with a clock that a test moves by hand."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from gridctl.core.times import to_ms
from gridctl.services import storekeeping
from gridctl.services.areas import NewArea, add
from gridctl.services.office import Office, open_office
from gridctl.services.storekeeping import NewStore
from gridctl.store.connecting import connect

START = datetime.fromisoformat("2021-12-06T08:00:00+08:00")
"""A Monday morning."""


@dataclass(slots=True)
class Hand:
    """A clock that stands until it is moved."""

    ms: int = to_ms(START)

    def __call__(self) -> int:
        """Tell the time in UTC milliseconds."""
        return self.ms

    def set(self, text: str) -> None:
        """Set it to an ISO time with offset."""
        self.ms = to_ms(datetime.fromisoformat(text))

    def go(self, **span: float) -> None:
        """Move it on, or back with a negative span, such as ``hours=2``."""
        self.ms += timedelta(**span) // timedelta(milliseconds=1)


@cache
def _template(zone: str, pack: str) -> Path:
    """Make a store once; copying it is faster than making another."""
    from gridctl.core.words import AreaKind

    place = Path(mkdtemp(prefix="gridctl-test-")) / "grid.db"
    hand = Hand()
    storekeeping.init(place, NewStore(timezone=zone, pack=pack), clock=hand)
    with open_office(place, clock=hand) as office:
        for code, kind, parent in (
            ("BX", AreaKind.TOWN, None),
            ("HL", AreaKind.COMMUNITY, "BX"),
            ("HL1", AreaKind.GRID, "HL"),
            ("HL2", AreaKind.GRID, "HL"),
            ("DS", AreaKind.COMMUNITY, "BX"),
        ):
            add(office, NewArea(code, f"area {code}", kind, parent))
    return place


def make(folder: Path, *, zone: str = "Asia/Shanghai", pack: str = "routine") -> Path:
    """Make a store with a town of two communities, one of them with two grids; return its path."""
    place = folder / "grid.db"
    shutil.copy(_template(zone, pack), place)
    return place


@contextmanager
def office_at(
    folder: Path, *, hand: Hand | None = None, zone: str = "Asia/Shanghai", pack: str = "routine"
) -> Iterator[Office]:
    """Make a store and open it."""
    with open_office(make(folder, zone=zone, pack=pack), clock=hand or Hand()) as office:
        yield office


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store without the services between."""
    found = connect(path)
    try:
        yield found
    finally:
        found.close()


def dump(path: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of some tables, in the order of their first column."""
    with raw(path) as conn:
        return {name: conn.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in tables}


def faults(office: Office) -> dict[str, int]:
    """Return what `store check` finds wrong; empty in a sound store."""
    return {one.about: one.faults for one in storekeeping.check(office) if one.faults}
