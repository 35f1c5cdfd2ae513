"""A few turns of duty in the demo community, given by hand: a whole plan takes a solver's time."""

import sqlite3
from pathlib import Path

from gridctl.services import turns
from gridctl.services.office import open_office
from gridctl.services.turns import Hand

TODAY, TOMORROW = "2021-12-17", "2021-12-18"
MIDDLE_GATE = "2"
"""The gate of the first grid from 14:00 to 22:00, which runs while the clock of the demo stands."""
GIVEN = (
    ("LCY1", MIDDLE_GATE, TODAY),
    ("LF1", "4", TODAY),
    ("CX1", "1", TOMORROW),
    ("HDS1", "7", TOMORROW),
)
"""Member, post, day."""


def rostered(store: Path) -> Path:
    """Give the turns; return the store."""
    with open_office(store) as office:
        for member, post, day in GIVEN:
            turns.assign(office, member, post, day, Hand())
    return store


def rename(store: Path, table: str, key: str, code: str, name: str) -> None:
    """Give something a name behind the services' back, as a damaged or hostile file would."""
    with sqlite3.connect(store) as conn:
        conn.execute(f"UPDATE {table} SET name = ? WHERE {key} = ?", (name, code))
