"""The days of a plan and where it is for."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Which days, and where: an area (None: everywhere) with all below it."""

    first: date
    days: int
    area_id: int | None = None

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last day as the store keeps them."""
        return self.first.isoformat(), self.last.isoformat()

    def day(self, number: int) -> date:
        """Return a day by its number, counted from the first."""
        return self.first + timedelta(days=number)

    def number(self, day: str) -> int:
        """Return the number of a day, counted from the first."""
        return (date.fromisoformat(day) - self.first).days
