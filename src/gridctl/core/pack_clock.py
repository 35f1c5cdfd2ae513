"""The clock part of a pack: working hours, what holds at a level, and what goes up by itself.

Each part reads itself back from the plain data of its JSON; all of it is empty in packs from before it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from gridctl.core.calendars import ALWAYS_CODE, WORKING_CODE, Hours
from gridctl.core.pack_values import Limit
from gridctl.core.times import HOUR_MS, MINUTE_MS
from gridctl.core.words import Level, Urgency

CALENDARS = (ALWAYS_CODE, WORKING_CODE)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STORE_COUNTRY, NO_COUNTRY = "store", "none"
_NINE_TO_FIVE: tuple[Hours, ...] = ((time(9), time(12)), (time(13), time(18)))


@dataclass(frozen=True, slots=True)
class Working:
    """The hours of each weekday from Monday on, and the country whose holidays are off.

    `holidays` is two letters, or ``store`` for the store's country, or ``none``.
    """

    week: tuple[tuple[Hours, ...], ...] = (*[_NINE_TO_FIVE] * 5, (), ())
    holidays: str = STORE_COUNTRY

    @property
    def day_ms(self) -> int:
        """How long the first working day of a week is: what ``1wd`` in a limit stands for."""
        return next((length_ms(hours) for hours in self.week if hours), 0)

    @property
    def week_ms(self) -> int:
        """How long a week is."""
        return sum(map(length_ms, self.week))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Working":
        """Read it back from JSON data."""
        return cls(
            tuple(
                tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in hours)
                for hours in data["week"]
            ),
            data["holidays"],
        )


def length_ms(hours: tuple[Hours, ...]) -> int:
    """Return how long the hours of one day are, on the clock of the wall."""
    return sum((_minutes(closes) or 1440) - _minutes(opens) for opens, closes in hours) * MINUTE_MS


def _minutes(clock: time) -> int:
    return clock.hour * (HOUR_MS // MINUTE_MS) + clock.minute


@dataclass(frozen=True, slots=True)
class Escalation:
    """What happens to requests of one urgency when their time runs out, and what going up adds. Times in ms.

    `overdue`, `unreached` and `unassigned` are how long after the limit to resolve, to respond or to assign
    was missed it goes up by itself; None: never. `again` is how long the desk above has until it goes up
    once more. Only from `levels` does anything go up by itself. `add` is what every escalation adds to the
    limit to resolve, unless the sender gave the deadline.
    """

    add: int | None = None
    overdue: int | None = None
    unreached: int | None = None
    unassigned: int | None = None
    again: int | None = None
    levels: tuple[Level, ...] = (Level.GRID, Level.COMMUNITY)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Escalation":
        """Read it back from JSON data."""
        return cls(**(dict(data) | {"levels": tuple(Level(one) for one in data["levels"])}))


@dataclass(frozen=True, slots=True)
class ClockRules:
    """Everything that a pack says of clocks beside the limits of urgencies and categories.

    `use` is the calendar of limits that name none; `levels` are limits of requests that come in at a level,
    and go before those of the pack, but behind those of a category.
    """

    use: str = ALWAYS_CODE
    working: Working = Working()
    levels: Mapping[Level, Mapping[Urgency, Limit]] = field(default_factory=dict)
    escalation: Mapping[Urgency, Escalation] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> "ClockRules":
        """Read them back from JSON data; a pack from before there were any has none."""
        if data is None:
            return cls()
        return cls(
            data["use"],
            Working.of(data["working"]),
            {Level(code): Limit.table(one) for code, one in data["levels"].items()},
            {Urgency(code): Escalation.of(one) for code, one in data["escalation"].items()},
        )
