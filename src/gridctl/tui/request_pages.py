"""The requests that a query asks for, page by page, as the table of a screen shows them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gridctl.core.errors import N_
from gridctl.core.words import Status, Urgency
from gridctl.present.i18n import _
from gridctl.present.titles import title
from gridctl.present.visible import visible
from gridctl.tui.desk import Desk
from gridctl.tui.widgets.window_table import Column, Key, Row

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.views import RequestRow
    from gridctl.services.office import Office
    from gridctl.services.requests import Query

SORTED_BY: Mapping[str, str] = {
    "id": "number",
    "urgency": "urgency",
    "due": "due",
    "received_at": "created",
}
"""Columns that the list can be ordered by, and the word of the query for each."""

_URGENT = {Urgency.CRITICAL: "red", Urgency.URGENT: "orange", Urgency.LOW: "dim"}
_STANDS = {
    Status.NEW: "yellow",
    Status.ASSIGNED: "blue",
    Status.WORKING: "blue",
    Status.RESOLVED: "green",
    Status.CLOSED: "dim",
    Status.CANCELLED: "dim",
    Status.MERGED: "dim",
}
OVERDUE = "!"
"""Stands before a deadline that is past, beside its colour."""


def columns() -> tuple[Column, ...]:
    """Return the columns of the table, titled in the language of texts."""
    return tuple(
        Column(key, _titled(key), width, sorts=key in SORTED_BY, **more)
        for key, width, more in (
            ("id", 5, {"right": True, "whole": True}),
            ("status", 8, {"tone": lambda code: _STANDS.get(Status(code), "")}),
            ("urgency", 8, {"spare": 1, "tone": lambda code: _URGENT.get(Urgency(code), "")}),
            ("due", 13, {"tone": lambda code: "red" if code else ""}),
            ("summary", 24, {"least": 14, "flex": 3}),
            ("category", 12, {"least": 8, "most": 18, "flex": 1, "spare": 6}),
            ("home", 12, {"least": 10, "most": 20, "flex": 1, "spare": 3}),
            ("area", 8, {"spare": 5}),
            ("holder", 8, {"spare": 2}),
            ("received_at", 12, {"spare": 7}),
        )
    )


def _titled(key: str) -> str:
    return _(N_("no.")) if key == "id" else title(key, "request")


def row_of(view: "RequestRow", now: datetime) -> Row:
    """Return one request as a row: labels, local times without what goes without saying, nothing unmasked."""
    from gridctl.present.shown import shown  # start-up: the first picture has no rows
    from gridctl.present.values import people_text

    values: dict[str, Any] = shown(view)
    due = short_time(view.due, now)
    texts = {
        **{key: visible(people_text(values[key], "request", key)) for key in _PLAIN},
        "due": f"{OVERDUE} {due}" if view.overdue else due,
        "received_at": short_time(view.received_at, now),
    }
    cells = tuple(texts[key] for key in _ORDER)
    return Row(
        view.id,
        cells,
        {"status": view.status, "urgency": view.urgency, "due": OVERDUE if view.overdue else ""},
    )


_ORDER = (
    "id",
    "status",
    "urgency",
    "due",
    "summary",
    "category",
    "home",
    "area",
    "holder",
    "received_at",
)
_PLAIN = tuple(key for key in _ORDER if key not in {"due", "received_at"})


def short_time(moment: datetime | None, now: datetime) -> str:
    """Return ``18:42`` for today, ``12-18 18:42`` for this year, the whole day for another one."""
    if moment is None:
        return ""
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    return f"{moment:%m-%d %H:%M}" if moment.year == now.year else f"{moment:%Y-%m-%d}"


class RequestPages:
    """The requests of one query. Its methods wait for the disk: a table calls them in threads."""

    def __init__(self, desk: Desk, words: str, area: str | None) -> None:
        """Keep what is asked for: the words of `request list`, and the area that the dashboard is limited to."""
        self._desk, self._words, self._area = desk, words, area
        self._behind: dict[int, int] = {}
        """By offset the number of the request before it: from there on a page costs the same everywhere."""

    def forget(self) -> None:
        """Forget where requests stood: somebody has written."""
        self._behind = {}

    def count(self) -> int:
        """Return how many there are."""

        def question(office: "Office") -> int:
            from gridctl.services import request_pages  # start-up: only once the store is open

            return request_pages.count(office, self._query())

        return self._desk.read(question)

    def page(self, offset: int, size: int) -> Sequence[Row]:
        """Return a page."""
        behind = self._behind
        near = max((known for known in list(behind) if known <= offset), default=0)

        def question(office: "Office") -> list[Row]:
            from gridctl.services import request_pages  # start-up: as above

            now, query = office.now(), self._query(behind.get(near))
            return [row_of(one, now) for one in request_pages.page(office, query, offset - near, size)]

        rows = self._desk.read(question)
        if rows:
            behind[offset + len(rows)] = int(rows[-1].key)
        return rows

    def place(self, key: Key) -> int | None:
        """Return where a request stands."""

        def question(office: "Office") -> int | None:
            from gridctl.services import request_pages  # start-up: as above

            return request_pages.place(office, self._query(), int(key))

        return self._desk.read(question)

    def next_up(self) -> tuple[int, int | None] | None:
        """Return the most urgent request that waits at the desk of whoever types, and its place in this list.

        The place is None where it is not in the list; all is None where nothing waits.
        """

        def question(office: "Office") -> int | None:
            from gridctl.services import desk_queue  # start-up: as above

            found = desk_queue.next_up(office)
            return found.id if found else None

        number = self._desk.read(question)
        return None if number is None else (number, self.place(number))

    def _query(self, after: int | None = None) -> "Query":
        from gridctl.services.requests import Query  # start-up: as above

        return Query(words=self._words, area=self._area, after=after)
