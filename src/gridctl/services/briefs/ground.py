"""What the sections of a brief have in common: the office, the period, and what was known of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gridctl.core.brief_views import Cells, Column, Reading
from gridctl.core.times import Period, iso
from gridctl.services.office import Office
from gridctl.store.briefs.ground import Span
from gridctl.store.unit import Work

LISTED = 20
"""So many rows of a table that could be long are told; the others are counted."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One period of a brief, while it is read.

    `work` reads the present, `then` what was known at the end of the span (the same where that is now). `requests`
    are the figures of a return, `before` those of the period before where they were read. `long`: the period is of
    several days. `everything` lists what is else counted.
    """

    office: Office
    work: Work
    then: Work
    period: Period
    span: Span
    area_id: int | None
    area: str | None
    requests: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    long: bool = False
    everything: bool = False

    def time(self, ms: int | None) -> str | None:
        """Return a stored time as ISO text in the zone of the store."""
        return None if ms is None else iso(self.office.moment_of(ms))

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day (ISO) that the period touches by the clock on the wall."""
        last = self.office.moment_of(self.span.end - 1)
        return self.period.start.date().isoformat(), last.date().isoformat()


Reader = Callable[[Ground], Reading]


def share(part: float, whole: float) -> float | None:
    """Return a share to four places; None of nothing."""
    return round(part / whole, 4) if whole else None


def counts(*keys: str) -> tuple[Column, ...]:
    """Return columns of numbers."""
    return tuple(Column(key) for key in keys)


def words(*keys: str) -> tuple[Column, ...]:
    """Return columns of words."""
    return tuple(Column(key, Cells.WORDS) for key in keys)


def picked(rows: Iterable[Any], *names: str) -> tuple[tuple[Any, ...], ...]:
    """Return some columns of rows."""
    return tuple(tuple(getattr(row, name) for name in names) for row in rows)
