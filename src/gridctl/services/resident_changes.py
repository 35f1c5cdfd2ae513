"""What becomes of a resident: edit, move, die, need something."""

from collections.abc import Mapping
from typing import Any

from gridctl.core.days import read_day
from gridctl.core.errors import N_, BadInput, Conflict
from gridctl.core.needs import Tag
from gridctl.core.private import refuse_masked_part
from gridctl.core.resident_views import NeedView, ResidentView
from gridctl.core.residents import NewNeed, Particulars
from gridctl.core.text import clean_line
from gridctl.core.words import ResidentStatus
from gridctl.services import homes, needs, resident_fields, residents
from gridctl.services import resident_search as index
from gridctl.services.office import Office
from gridctl.services.place_names import own_area
from gridctl.store import residents as rows
from gridctl.store.unit import Work


def edit(office: Office, name: str, given: Particulars, version: int | None = None) -> ResidentView:
    """Change what is given; "" empties a field. Conflict where the row is no longer at `version`."""
    if not any(given.given()):
        raise BadInput(N_("nothing to change was given"), hint=N_("see: gridctl resident edit --help"))
    with office.store.begin() as work:
        row = residents.find_known(work, name)
        if version is not None and version != row.version:
            raise Conflict(
                N_("resident {number} has changed since: version {now}, not {version}"),
                hint=N_("look again: gridctl resident show {number}"),
                number=row.id,
                now=row.version,
                version=version,
            )
        values = resident_fields.columns_of(office, work, given, row)
        new = {field: value for field, value in values.items() if value != getattr(row, field)}
        if not new:
            return residents.view_of(office, work, row.id)
        return _changed(office, work, row, "resident.edit", new)


def move(office: Office, name: str, home: str, on: str | None = None) -> ResidentView:
    """Let a resident live in another home from a day on; who had left is back."""
    with office.store.begin() as work:
        row = residents.find_known(work, name)
        back = {"status": str(ResidentStatus.LIVING), "left_on": None, "address": None}
        found = homes.find(work, home, own_area(office, work))
        values = {"home_id": found.id, "came_on": _day(office, on)} | back
        return _changed(office, work, row, "resident.move", values)


def move_out(office: Office, name: str, to: str | None = None, on: str | None = None) -> ResidentView:
    """Note that a resident has left, where to and when. The home stays as the one they lived in."""
    with office.store.begin() as work:
        row = residents.find_known(work, name)
        values: dict[str, Any] = {"status": str(ResidentStatus.LEFT), "left_on": _day(office, on)}
        if to:
            refuse_masked_part(to, "--to")
            values["address"] = clean_line(to, "--to") or None
        return _changed(office, work, row, "resident.move", values)


def died(office: Office, name: str, on: str) -> ResidentView:
    """Note a death; the needs of the dead are over."""
    with office.store.begin() as work:
        row = residents.find_known(work, name)
        day = _day(office, on)
        rows.end_needs(work, row.id, day)
        values = {"status": str(ResidentStatus.DEAD), "left_on": day}
        return _changed(office, work, row, "resident.died", values)


def need(office: Office, name: str, new: NewNeed, *, over: bool = False) -> tuple[ResidentView, Tag]:
    """Note a mark of a resident, or let it end; also return the mark as it is kept."""
    with office.store.begin() as work:
        row = residents.find_known(work, name)
        tag = (needs.end if over else needs.note)(office, work, row.id, new)
        index.refresh(work, [row.id])
        return residents.view_of(office, work, row.id), tag


def needs_of(office: Office, name: str) -> tuple[NeedView, ...]:
    """Return the marks of a resident, those that hold before those that are over."""
    with office.store.read() as work:
        row = residents.find_known(work, name)
        return residents.needs_of(office, work, row.id)


def _day(office: Office, text: str | None) -> str:
    today = office.now().date()
    return read_day(text, "--on", today, ahead=False) if text else today.isoformat()


def correct(office: Office, work: Work, number: int, given: Mapping[str, str]) -> None:
    """Change fields of a resident within a unit of work; a phone goes before those that are known."""
    row = residents.find_known(work, str(number))
    plain: dict[str, Any] = {name: value for name, value in given.items() if name != "phone"}
    if "phone" in given:
        known = [one for one in (row.phone, *(row.phones or ())) if one]
        plain["phones"] = tuple(dict.fromkeys([given["phone"], *known]))
    values = resident_fields.columns_of(office, work, Particulars(**plain), row)
    new = {field: value for field, value in values.items() if value != getattr(row, field)}
    if new:
        _changed(office, work, row, "resident.edit", new)


def _changed(office: Office, work: Work, row: Any, action: str, values: dict[str, Any]) -> ResidentView:  # noqa: ANN401
    """Change the columns of a resident, with the ledger's entry and the search index."""
    rows.change(work, row.id, row.version, values)
    work.log(action, "resident", row.id, resident_fields.in_ledger(work, row.id, values))
    index.refresh(work, [row.id])
    return residents.view_of(office, work, row.id)
