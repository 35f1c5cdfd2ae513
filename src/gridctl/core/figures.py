"""The figures of a return: what is counted, by what, and the equation that always holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gridctl.core.words import Urgency

COUNTED = ("received", "reopened", "cancelled", "merged", "solved_on_spot", "assigned", "resolved", "closed")
"""Steps within the period, by what they are called in a return."""

STANDING = ("open_before", "open", "overdue")
"""What stands at a moment: before the period, at its end, and past its deadline at the end."""

MARKED = ("late", "imported")
"""Steps of the period that were typed late (for a time before it), and that came with a file."""

DIMENSIONS = ("category", "area", "channel", "urgency")
"""What each figure is broken down by."""

_RANKS = {str(urgency): rank for rank, urgency in enumerate(Urgency)}
"""The order of urgencies in a return: the most urgent first. All else goes by its code."""

ALL = (
    "open_before",
    "received",
    "reopened",
    "cancelled",
    "merged",
    "late",
    "imported",
    "solved_on_spot",
    "assigned",
    "resolved",
    "closed",
    "open",
    "overdue",
)
"""All of them, in the order of the JSON output."""


_BACK = {"open": 1, "closed": 1, "cancelled": 1, "merged": 1, "received": -1, "reopened": -1}

Group = str | int | None
"""A code, the number of an area, or None for what has none."""

Cell = tuple[str, Group, str, int]
"""A dimension, a group of it, a figure and its number."""


@dataclass(slots=True)
class Tally:
    """The figures of one group (or of all), and the hours that its closed requests took."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ALL, 0))
    hours: list[float] = field(default_factory=list)

    def add(self, figure: str, number: int) -> None:
        """Add to one figure."""
        self.counts[figure] += number

    def holds(self) -> bool:
        """Tell whether the equation of DESIGN.md holds: what came in went out or is open."""
        c = self.counts
        came = c["open_before"] + c["received"] + c["reopened"]
        return came == c["closed"] + c["cancelled"] + c["merged"] + c["open"]

    def as_dict(self) -> dict[str, Any]:
        """Return the figures with the keys of the JSON output; hours to two places, None without any."""
        spent = sorted(self.hours)
        return {
            **self.counts,
            "hours_to_close": {"median": _rounded(rank(spent, 50)), "p90": _rounded(rank(spent, 90))},
        }


def in_order(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return figures as they were stored with their keys in the order of the JSON output."""
    groups = [f"by_{name}" for name in DIMENSIONS]
    head = {name: figures[name] for name in (*ALL, "hours_to_close") if name in figures}
    since = {"since_operation": figures["since_operation"]} if "since_operation" in figures else {}
    rows = {
        group: [
            {one: row[one], **in_order(row)} for row in figures[group] for one in (group.removeprefix("by_"),)
        ]
        for group in groups
        if group in figures
    }
    return head | since | rows


def _rounded(hours: float | None) -> float | None:
    return None if hours is None else round(hours, 2)


def rank(ordered: list[float], percent: int) -> float | None:
    """Return the nearest-rank percentile of sorted values: the smallest with `percent` % at or below it."""
    if not ordered:
        return None
    place = -(-percent * len(ordered) // 100)
    return ordered[max(place, 1) - 1]


def gather(
    cells: Iterable[Cell], spent: Iterable[Mapping[str, Any]], areas: Mapping[int, str]
) -> dict[str, Any]:
    """Return the figures of all, and by each dimension, from counted cells.

    `spent` holds the four dimensions and `hours`, one for each request that was closed; `areas` the codes
    of the areas' numbers. The total is the sum over the last dimension, which every request has.
    """
    total = Tally()
    groups: dict[str, dict[Group, Tally]] = {name: defaultdict(Tally) for name in DIMENSIONS}
    for dimension, group, figure, number in cells:
        groups[dimension][group].add(figure, number)
        if dimension == DIMENSIONS[-1]:
            total.add(figure, number)
    for row in spent:
        total.hours.append(row["hours"])
        for name in DIMENSIONS:
            groups[name][row[name]].hours.append(row["hours"])
    found = total.as_dict()
    for name in DIMENSIONS:
        named = _named(groups[name], areas)
        ordered = sorted(named, key=lambda one: (one is None, _RANKS.get(one or "", 0), one or ""))
        found[f"by_{name}"] = [{name: one, **named[one].as_dict()} for one in ordered]
    return found


def _named(groups: Mapping[Group, Tally], areas: Mapping[int, str]) -> dict[str | None, Tally]:
    """Return groups by their codes; a code that was given again after its area was removed is one group."""
    found: dict[str | None, Tally] = defaultdict(Tally)
    for one, tally in groups.items():
        whole = found[areas[one] if isinstance(one, int) else one]
        for figure, number in tally.counts.items():
            whole.add(figure, number)
        whole.hours += tally.hours
    return found


def before(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yield what stood open before a period, from what stood open after it and what came and went in it."""
    for dimension, group, figure, number in cells:
        sign = _BACK.get(figure)
        if sign:
            yield dimension, group, "open_before", sign * number
