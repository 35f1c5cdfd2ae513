"""Stock comes in by a list: each row is a delivery, a thing that is new is made.

A row that was brought in before, word for word, is not booked again: a list of opening stock that is read twice
counts once. Taken back, a list leaves movements that go the other way; what was handed out since stays.
"""

from calendar import monthrange
from collections.abc import Iterator
from typing import Any

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.imports import BatchSpec, GoodRow
from gridctl.core.quantities import read_quantity
from gridctl.core.supplies import MoveKind
from gridctl.core.text import code_key
from gridctl.services import areas, supply_items
from gridctl.services.importing import RowImport, Staged
from gridctl.services.office import Office
from gridctl.services.supplies import Booking, come, write
from gridctl.services.supply_receivers import usual_place
from gridctl.services.supply_undo import take_back
from gridctl.store import batches, landing_stock
from gridctl.store import supplies as rows
from gridctl.store.unit import Work

_MONTH, _YEAR = len("2022-06"), len("2022")


class StockImport(RowImport):
    """A list of stock; things and places are looked up once each."""

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:
        """Get ready."""
        super().__init__(office, work, spec, number)
        self._office = office
        self._areas: dict[str, int] = {}
        self._things: dict[str, Any] = {}

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:  # noqa: ARG002
        """Return one staged row; BadInput or NotFound for what cannot be booked."""
        code, name, measure, quantity, place, source, expires_on = row.values
        known = self._thing(work, str(code))
        if known is None and not name:
            raise BadInput(
                N_("there is no such thing in stock: {name}"),
                hint=N_("give its name too, or add it first: gridctl supply item add CODE NAME --unit UNIT"),
                name=code,
            )
        counted = known.measure if known else str(measure or "")
        if known and measure and str(measure).casefold() != counted.casefold():
            raise BadInput(
                N_("{text}: it is counted in {measure}"),
                hint=N_("give the number alone, in that unit"),
                text=measure,
                measure=counted or "?",
            )
        return (
            self.number,
            row.line,
            b"f:" + row.fingerprint,
            row.fingerprint,
            uid,
            code,
            name,
            counted,
            read_quantity(str(quantity), counted),
            self._place(work, str(place or "")),
            source,
            _whole_day(str(expires_on)) if expires_on else None,
        )

    def _thing(self, work: Work, code: str) -> Any | None:  # noqa: ANN401
        key = code_key(code)
        if key not in self._things:
            found = [row for row in rows.find_items(work, code) if row.code_key == key]
            self._things[key] = found[0] if found else None
        return self._things[key]

    def _place(self, work: Work, place: str) -> int:
        if place not in self._areas:
            self._areas[place] = areas.find(work, place).id if place else usual_place(self._office, work)
        return self._areas[place]

    def problems(self, work: Work) -> dict[int, GridError]:
        """Return the lines that count a new thing in another unit than an earlier line."""
        found: dict[int, GridError] = {}
        for row, first in self._with_first(work):
            if row.measure != first.measure:
                found[row.line] = BadInput(
                    N_("{name} stands in line {other} already, with other values"),
                    hint=N_("give it the same unit in both"),
                    name=row.code,
                    other=first.line,
                )
        return found

    def _with_first(self, work: Work) -> Iterator[tuple[Any, Any]]:
        """Yield each staged row with the thing that is there, or else the first row that names it."""
        seen: dict[str, Any] = {}
        for row in landing_stock.staged(work, self.number):
            yield row, self._thing(work, row.code) or seen.setdefault(code_key(row.code), row)

    def outcomes(self, work: Work) -> dict[str, int]:
        """Return how many rows are new and how many were brought in before; a name is kept as it was first told."""
        landing_stock.leave_out(work, self.number, list(self.problems(work)))
        other = [row.line for row, first in self._with_first(work) if row.name and row.name != first.name]
        self.differs = {"name": other} if other else {}
        batches.number_twins(work, "stock", self.number)
        batches.match(work, "stock", self.number, self.spec.source)
        return batches.outcomes(work, "stock", self.number)

    def land(self, work: Work) -> int:
        """Book each new row as a delivery; a thing that is new is made."""
        batches.drop_same(work, "stock", self.number)
        landed = landing_stock.staged(work, self.number)
        for row in landed:
            found = [one for one in rows.find_items(work, row.code) if one.code_key == code_key(row.code)]
            item = (
                found[0]
                if found
                else rows.item(
                    work, supply_items.insert(work, row.code, row.name, row.measure or "", self.number)
                )
            )
            lot = {
                "item_id": item.id,
                "area_id": row.area_id,
                "source": row.source,
                "expires_on": row.expires_on,
            }
            parts = come(work, item, row.area_id, row.quantity, lot)
            more = {"batch_id": self.number, "source": row.source}
            booking = Booking(
                MoveKind.RECEIVE, item.id, row.area_id, row.quantity, parts, work.now, None, more
            )
            landing_stock.landed(work, row, write(work, booking), self.spec.source)
        return len(landed)

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the movements of a list that were taken back, or whose goods have gone since."""
        return landing_stock.touched(work, number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the movements back, all but the spared ones and those that were taken back already."""
        gone = [row for row in landing_stock.standing(work, batch.id) if row.id not in spared]
        for row in gone:
            take_back(work, row, work.now)
        landing_stock.forget_keys(work, [row.id for row in gone], batch.source)
        return len(gone)


def _whole_day(day: str) -> str:
    """Return the last day of a month or year that is known no closer."""
    if len(day) == _YEAR:
        return f"{day}-12-31"
    if len(day) == _MONTH:
        return f"{day}-{monthrange(int(day[:4]), int(day[5:]))[1]:02d}"
    return day
