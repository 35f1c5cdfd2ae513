"""Saved queries: an operator's own, and those that everybody shares."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.nearest import nearest
from gridctl.core.query import parse, to_text
from gridctl.core.text import clean_code, code_key
from gridctl.core.uid import uuid7
from gridctl.services.office import Office
from gridctl.store import saved_views as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query with a name; `owner` is the operator whose own it is, or nothing where all share it."""

    KIND: ClassVar[str] = "saved_view"
    id: int
    name: str
    query: str
    shared: bool
    owner: str | None
    at: datetime


def text_of(office: Office, work: Work, name: str, place: int) -> str:
    """Return the text of a saved query by its name: the operator's own, else the shared one."""
    row = rows.find(work, office.operator, code_key(name))
    if row is None:
        close = nearest(name, [one.name for one in rows.visible(work, office.operator)])
        raise NotFound(
            N_("character {place}: there is no saved query @{name}"),
            hint=N_("did you mean @{nearest}")
            if close
            else N_("see what there is: gridctl request view list"),
            place=place,
            name=name,
            nearest=close,
        )
    return str(row.query)


def save(office: Office, name: str, words: str, *, shared: bool = False) -> SavedView:
    """Save a query under a name, in the place of one that has it; saved queries inside it are written out."""
    called = clean_code(name.removeprefix("@"), "NAME")
    owner = "" if shared else office.operator
    with office.store.begin() as work:
        query = parse(words, lambda other, place: text_of(office, work, other, place))
        if not query:
            raise BadInput(
                N_("a saved query needs words"), hint=N_("gridctl request view save mine 'holder:me is:open'")
            )
        values = {
            "name": called,
            "query": to_text(query),
            "saved_by": office.operator,
            "saved_at": work.now,
        }
        row = rows.put(work, owner, code_key(called), values, uuid7(work.now))
        work.log(
            "view.save",
            "saved_view",
            row.id,
            {"name": called, "shared": shared, "query": work.salted("saved_view", row.id, row.query)},
        )
        return _view(office, row)


def listing(office: Office) -> list[SavedView]:
    """Return the operator's own saved queries and the shared ones, by name."""
    with office.store.read() as work:
        return [_view(office, row) for row in rows.visible(work, office.operator)]


def remove(office: Office, name: str) -> SavedView:
    """Forget a saved query: the operator's own, else the shared one of this name; NotFound for none."""
    key = code_key(name.removeprefix("@"))
    with office.store.begin() as work:
        row = rows.find(work, office.operator, key)
        if row is None:
            raise NotFound(
                N_("there is no saved query @{name}"),
                hint=N_("see what there is: gridctl request view list"),
                name=name.removeprefix("@"),
            )
        rows.remove(work, row.id)
        work.log("view.remove", "saved_view", row.id, {"name": row.name, "shared": not row.owner})
        return _view(office, row)


def _view(office: Office, row: Any) -> SavedView:  # noqa: ANN401
    return SavedView(
        row.id, row.name, row.query, not row.owner, row.owner or None, office.moment_of(row.saved_at)
    )
