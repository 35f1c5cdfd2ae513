"""What a further list says of somebody who is known: blanks are filled, needs added, nothing is emptied.

What is filled and differs stays as it is and is reported, except in the fields that a profile lets a later
list win. A further phone is kept beside the first, a further remark as a line of its own; a day that is known
more exactly replaces the vaguer one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

PLAIN = (
    "name",
    "kind",
    "status",
    "sex",
    "identity",
    "home_id",
    "registered_home_id",
    "registered_address",
    "address",
    "household",
    "relation",
    "contact_name",
    "contact_phone",
)
DAYS = ("birth_date", "came_on", "left_on")
COLUMNS = (*PLAIN, *DAYS, "phone", "phones", "notes", "facts")
"""What a row of a list can say of a resident, needs aside."""


TO_BE_MADE = -1
"""The number of a home that landing will make."""


@dataclass(slots=True)
class Merged:
    """The columns that change with their new values, the marks to add, and the columns that differ."""

    values: dict[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything is new."""
        return bool(self.values or self.needs)


def merge(
    row: Mapping[str, Any], known: Mapping[str, Any], marks: Collection[str], later_wins: Collection[str]
) -> Merged:
    """Return what `row` adds to `known`, who has the open `marks`."""
    found = Merged()
    differs: list[str] = []
    for name in (*PLAIN, *DAYS):
        new, old = row[name], known[name]
        if new is None or new == old:
            continue
        if old is None or name in later_wins or (name in DAYS and str(new).startswith(str(old))):
            found.values[name] = new
        elif not (name in DAYS and str(old).startswith(str(new))):
            differs.append(name.removesuffix("_id"))
    if row.get("home"):
        # A home that is still to be made is filled in like any other, and never taken for another one.
        if known["home_id"] is None:
            found.values["home_id"] = TO_BE_MADE
        else:
            differs.append("home")
    _phones(row, known, found)
    differs += _facts(row, known, found)
    _notes(row, known, found)
    if found.values.get("status") == "living" and known["left_on"] and row["left_on"] is None:
        found.values["left_on"] = None  # who is back has not left
    found.needs = tuple(tag for tag in row["needs"] or () if tag not in marks)
    found.differs = tuple(differs)
    return found


def _phones(row: Mapping[str, Any], known: Mapping[str, Any], found: Merged) -> None:
    told = [row["phone"], *(row["phones"] or ())]
    here = [known["phone"], *(known["phones"] or ())]
    new = [number for number in told if number and number not in here]
    if not new:
        return
    if known["phone"] is None:
        found.values["phone"] = new.pop(0)
    if new:
        found.values["phones"] = [*(known["phones"] or ()), *new]


def _facts(row: Mapping[str, Any], known: Mapping[str, Any], found: Merged) -> list[str]:
    told, here = row["facts"] or {}, known["facts"] or {}
    new = {name: value for name, value in told.items() if name not in here}
    if new:
        found.values["facts"] = here | new
    return ["facts"] if any(here.get(name, value) != value for name, value in told.items()) else []


def _notes(row: Mapping[str, Any], known: Mapping[str, Any], found: Merged) -> None:
    told, here = row["notes"], known["notes"]
    if told and told not in (here or ""):
        found.values["notes"] = f"{here}\n{told}" if here else told
