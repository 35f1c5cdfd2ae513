"""Times in files: read in the profile's zone, kept as UTC milliseconds.

A large file is read by halves: the day's midnight and the time of day are remembered apart, so a cell
costs two look-ups and a sum. Days on which the zone's offset changes are left to the careful way.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import DAY_MS, to_ms
from gridctl.exchange.cells import Cell, cut
from gridctl.exchange.columns import MEMO, Column, Read
from gridctl.exchange.date_forms import PLAIN, compile_form, from_serial, read_clock, read_day, read_offset
from gridctl.exchange.fields import Field, Value

MOVED = N_("a time that summer time skips, moved forward by the hour")
FROM_SERIAL = N_("a date read from its serial number")
_SLASHES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.*")


class _NotPlainError(Exception):
    """The careful way is needed."""


class _Halves(dict[str, int]):
    """Remembers milliseconds of a half; what cannot be read that way is never remembered."""

    def __init__(self, read: Callable[[str], int | None]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> int:
        value = self.read(text)
        if value is None:
            raise _NotPlainError
        if len(self) > MEMO:
            self.clear()
        self[text] = value
        return value


class TimeColumn(Column):
    """A time: text in one of the forms, a date cell, or, where the profile says so, a serial number."""

    def __init__(
        self,
        field: Field,
        header: str,
        changed: "Counter[tuple[str, str]]",
        formats: Sequence[str],
        zone: tzinfo,
        *,
        serial: bool = False,
    ) -> None:
        """Read `formats` (none: the forms that cannot be mistaken) as times in `zone`."""
        super().__init__(field, header, changed)
        forms = [form for form in map(compile_form, formats) if form is not None]
        self.forms = forms or list(PLAIN)
        self.formats = tuple(formats)
        self.zone = zone
        self.serial = serial
        self._days = _Halves(self._midnight)
        self._clocks = _Halves(self._clock)
        self._gap = "T" if formats and all("T" in form for form in formats) else " "

    def quick(self, cells: Sequence[str]) -> Read | None:
        """Read a batch by halves; None where a cell needs the careful way."""
        days, clocks, gap = self._days, self._clocks, self._gap
        try:
            if "" not in cells:
                halves = [cell.partition(gap) for cell in cells]
                return [days[day] + clocks[clock] for day, _, clock in halves]
            if self.field.required:
                return None
            values: Read = []
            for cell in cells:
                if cell:
                    day, _, clock = cell.partition(gap)
                    values.append(days[day] + clocks[clock])
                else:
                    values.append(None)
        except _NotPlainError:
            return None
        return values

    def _midnight(self, text: str) -> int | None:
        """Return the UTC milliseconds of a day's first moment; None on days when the offset changes."""
        for form in self.forms:
            match = form.day and form.day.fullmatch(text)
            day = read_day(match) if match else None
            if day is None:
                continue
            start, end = (datetime.combine(one, time(), self.zone) for one in (day, day + timedelta(days=1)))
            return to_ms(start) if to_ms(end) - to_ms(start) == DAY_MS and _exists(start) else None
        return None

    def _clock(self, text: str) -> int | None:
        for form in self.forms:
            match = form.clock and form.clock.fullmatch(text)
            clock = read_clock(match) if match else None
            if clock is not None:
                return clock
        return None

    def one(self, cell: Cell) -> Value:
        """Read one cell with care."""
        if isinstance(cell, datetime):
            return self._local(
                cell.date(), (cell - datetime.combine(cell.date(), time())) // timedelta(milliseconds=1)
            )
        if isinstance(cell, date):
            return self._local(cell, 0)
        if not isinstance(cell, str):
            return self._number(cell)
        text = self.narrow(cell)
        for form in self.forms:
            match = form.whole.fullmatch(text)
            if match is None:
                continue
            day, clock, offset = read_day(match), read_clock(match), read_offset(match)
            if day is None or clock is None:
                continue
            if offset is None:
                return self._local(day, clock)
            midnight = datetime.combine(
                day, time(), timezone(offset) if abs(offset) < timedelta(days=1) else UTC
            )
            return to_ms(midnight) + clock
        if self.serial and re.fullmatch(r"\d{5}(\.\d+)?", text):
            return self._number(float(text))
        raise self._unknown(text)

    def _number(self, cell: Cell) -> int:
        moment = None
        if self.serial and isinstance(cell, int | float) and not isinstance(cell, bool):
            moment = from_serial(cell)
        if moment is None:
            # YYYYMMDD, typed into a cell that was not formatted as text.
            if isinstance(cell, int | float) and re.fullmatch(
                r"(?:19|20|21)\d{6}\.0|(?:19|20|21)\d{6}", repr(cell)
            ):
                found = self.one(repr(cell).partition(".")[0])
                assert isinstance(found, int)  # noqa: S101  (a text that is not blank)
                return found
            raise BadInput(
                N_("{header}: {text} is a number, not a date"),
                hint=N_("format the cell as a date, or set serial = true under [dates] in a profile"),
                header=self.header,
                text=cut(str(cell)),
                error="not_a_time",
            )
        self.note(FROM_SERIAL)
        return self._local(moment.date(), (moment.hour * 3600 + moment.minute * 60 + moment.second) * 1000)

    def _local(self, day: date, clock: int) -> int:
        """Return the moment `clock` ms after midnight by the clocks of the zone.

        A time that comes twice is the first one; a time that is skipped moves forward by the gap.
        """
        wanted = datetime.combine(day, time()) + timedelta(milliseconds=clock)
        moment = wanted.replace(tzinfo=self.zone)
        if not _exists(moment):
            self.note(MOVED)
        return to_ms(moment)

    def _unknown(self, text: str) -> BadInput:
        if self.formats:
            hint = N_("this profile reads: {formats}")
        elif _SLASHES.fullmatch(text):
            hint = N_('which is the month? Say it in a profile: [dates] formats = ["%m/%d/%Y %H:%M"]')
        else:
            hint = N_("write it as 2021-12-17 18:00, or give its form under [dates] in a profile")
        return BadInput(
            N_("{header}: {text} is not a time in a known form"),
            hint=hint,
            header=self.header,
            text=cut(text),
            formats=", ".join(self.formats),
            error="not_a_time",
        )


def _exists(moment: datetime) -> bool:
    """Tell whether the zone's clocks ever showed `moment`."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(
        tzinfo=None
    )
