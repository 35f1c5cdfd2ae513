"""How the rows of a format become plain ones before they are mapped: as they stand, or by Open311."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from gridctl.core.open311 import HELD, is_over, texts_of, unfolded, with_rest
from gridctl.core.text import plain_line, plain_page
from gridctl.core.words import Status
from gridctl.exchange.cells import Cell, plain_text

LONGEST_HOME = 200
"""A longer address is no door."""


class Reading(Protocol):
    """Turns the rows of a file into rows with the columns `header`."""

    @property
    def header(self) -> Sequence[str]:
        """The columns of the rows that come out."""

    def row(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Return one row."""


class Plain:
    """Rows as they stand."""

    def __init__(self, header: Sequence[str]) -> None:
        """Keep the header of the file."""
        self.header = header

    def row(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Return the row itself."""
        return cells


class GeoReport:
    """Service requests of GeoReport v2.

    A time of the last change is that of the end where the request is over; an address may be a door that is
    known; what has no field of ours goes below the details.
    """

    header = (
        "service_request_id",
        "status",
        "service_code",
        "description",
        "description (whole)",
        "requested_datetime",
        "updated_datetime",
        "updated_datetime (resolved)",
        "expected_datetime",
        "address",
        "address (long)",
    )

    def __init__(self, header: Sequence[str]) -> None:
        """Know the fields of the file."""
        self._names = [name.strip() for name in header]

    def row(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Return one service request as a plain row."""
        item = {name: plain_text(cell) for name, cell in zip(self._names, cells, strict=False) if name}
        said = item.get("description", "")
        texts = texts_of(said or item.get("service_name", "") or item.get("service_code", ""))
        status = unfolded(item.get("status", ""), item.get("status_notes", ""))
        address = item.get("address", "")
        door = len(address) <= LONGEST_HOME
        changed = item.get("updated_datetime", "")
        kept: dict[str, str | None] = {
            name: value for name, value in item.items() if value and name not in HELD
        }
        if address == plain_line(address):
            kept.pop("address", None)
        if said != (texts.whole or texts.summary):
            kept["description"] = said or None
        return (
            item.get("service_request_id", ""),
            status,
            plain_line(item.get("service_code", "")),
            texts.summary,
            with_rest(texts.whole, kept),
            item.get("requested_datetime", ""),
            changed if is_over(status) else "",
            changed if status == Status.RESOLVED else "",
            item.get("expected_datetime", ""),
            plain_line(address) if door else "",
            "" if door else plain_page(address),
        )


READINGS: Mapping[str, Callable[[Sequence[str]], Reading]] = {"plain": Plain, "open311": GeoReport}
"""By the name that a profile gives."""
