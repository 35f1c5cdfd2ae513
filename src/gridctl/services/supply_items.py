"""Things that are kept in stock: made, found by code or name, listed."""

from typing import Any

from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.nearest import nearest_few
from gridctl.core.supply_views import ItemView
from gridctl.core.text import clean_code, clean_line, code_key
from gridctl.core.uid import uuid7
from gridctl.services.office import Office
from gridctl.services.people import needed
from gridctl.store import supplies as rows
from gridctl.store.unit import Work

_LONGEST = 20


def add(office: Office, code: str, name: str, measure: str = "") -> ItemView:
    """Add a thing; Refused where its code is taken. `measure` is the unit that it is counted in."""
    with office.store.begin() as work:
        number = insert(work, clean_code(code, "CODE"), needed(name), measure)
        row = rows.item(work, number)
        return ItemView(number, row.code, row.name, row.measure, 0, 0)


def insert(work: Work, code: str, name: str, measure: str, batch: int | None = None) -> int:
    """Add a thing within a unit of work and return its number; Refused where its code is taken."""
    unit = clean_line(measure, "--unit", longest=_LONGEST)
    if any(char.isdecimal() for char in unit):
        raise BadInput(
            N_("a unit holds no number: {unit}"),
            hint=N_("write 袋, box, kg; or: 5kg bag as part of the name"),
            unit=unit,
        )
    if any(row.code_key == code_key(code) for row in rows.find_items(work, code)):
        raise Refused(
            N_("the code {taken} is taken"), hint=N_("choose another one"), error="code_taken", taken=code
        )
    values = {
        "uid": uuid7(work.now),
        "code": code,
        "code_key": code_key(code),
        "name": name,
        "measure": unit,
        "version": 1,
        "batch_id": batch,
        "created_at": work.now,
    }
    number = rows.add_item(work, values)
    work.log("supply.item.add", "supply_item", number, {"code": code, "name": name, "measure": unit})
    return number


def find(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the thing with this code or name; NotFound names the nearest, or Ambiguous."""
    wanted = clean_line(name, "CODE", longest=100)
    found = rows.find_items(work, wanted)
    if not found:
        near = nearest_few(wanted, [word for row in rows.items(work) for word in (row.code, row.name)])
        raise NotFound(
            N_("there is no such thing in stock: {name}"),
            hint=N_("nearest: {near}; all: gridctl supply item list")
            if near
            else N_("add it first: gridctl supply item add CODE NAME --unit UNIT"),
            name=wanted,
            near=", ".join(near),
        )
    if len(found) > 1:
        raise Ambiguous(
            N_("{name} fits several"),
            hint=N_("give the code of one of them: {codes}"),
            name=wanted,
            codes=", ".join(f"{row.code} {row.name}" for row in found),
        )
    return found[0]


def listing(office: Office) -> list[ItemView]:
    """Return all things by their codes, with what lies at all places together."""
    with office.store.read() as work:
        sums: dict[int, tuple[int, int]] = {}
        for row in rows.stock(work, "", work.now):
            before = sums.get(row.item_id, (0, 0))
            sums[row.item_id] = (before[0] + row.on_hand, before[1] + row.reserved)
        return [
            ItemView(row.id, row.code, row.name, row.measure, *sums.get(row.id, (0, 0)))
            for row in rows.items(work)
        ]
