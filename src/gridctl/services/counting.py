"""How many requests there are of each kind: ``request list --by``."""

from dataclasses import make_dataclass
from functools import cache
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.nearest import nearest
from gridctl.core.query_words import FIELD_NAMES, GROUPS, Names, all_names, code_of
from gridctl.services.office import Office
from gridctl.services.requests import Query, wanted
from gridctl.store import requests as rows
from gridctl.store.query import GROUPS as COLUMNS

_NAMES: Names = {name: FIELD_NAMES[name] for name in GROUPS}


def read_groups(text: str) -> tuple[str, ...]:
    """Return the fields to count by, as `--by` gives them with commas between; BadInput names the nearest."""
    found: list[str] = []
    for word in text.replace("，", ",").split(","):
        known = code_of(word.strip(), _NAMES)
        if known is None:
            close = nearest(word, all_names(_NAMES))
            raise BadInput(
                N_("nothing can be counted by {name}"),
                hint=N_("did you mean --by {nearest}") if close else N_("possible: {known}"),
                error="no_field",
                name=word.strip(),
                nearest=close,
                known=", ".join(GROUPS),
            )
        found.append(known)
    return tuple(dict.fromkeys(found))


def counted(office: Office, query: Query, by: tuple[str, ...]) -> list[Any]:
    """Return the wanted requests counted by some fields, the most first: a view with those and `count`."""
    view = _view(by)
    with office.store.read() as work:
        found = rows.grouped(work, wanted(office, work, query), [COLUMNS[name] for name in by])
        return [view(*row) for row in found]


@cache
def _view(by: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Make the view of one choice of fields, so that JSON holds these and no others."""
    fields = [*((name, "str | None") for name in by), ("count", "int")]
    return make_dataclass("CountRow", fields, frozen=True, slots=True, namespace={"KIND": "request"})
