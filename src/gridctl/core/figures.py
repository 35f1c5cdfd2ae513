"""The figures of a return: what is counted, by what, and the equation that always holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

COUNTED = ("received", "reopened", "cancelled", "merged", "solved_on_spot", "assigned", "resolved", "closed")
"""Steps within the period, by what they are called in a return."""

STANDING = ("open_before", "open", "overdue")
"""What stands at a moment: before the period, at its end, and past its deadline at the end."""

MARKED = ("late", "imported")
"""Steps of the period that were typed late (for a time before it), and that came with a file."""

DIMENSIONS = ("category", "area", "channel", "urgency")
"""What each figure is broken down by."""

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
        group: [{one: row[one], **in_order(row)} for row in figures[group] for one in (group.removeprefix("by_"),)]
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


def gather(rows: Iterable[Mapping[str, Any]], spent: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the figures of all, and by each dimension, from grouped rows.

    `rows` hold the four dimensions, `figure` and `number`; `spent` the four dimensions and `hours`, one
    for each request that was closed.
    """
    total = Tally()
    groups: dict[str, dict[str | None, Tally]] = {name: {} for name in DIMENSIONS}
    for row in rows:
        total.add(row["figure"], row["number"])
        for name in DIMENSIONS:
            groups[name].setdefault(row[name], Tally()).add(row["figure"], row["number"])
    for row in spent:
        total.hours.append(row["hours"])
        for name in DIMENSIONS:
            groups[name].setdefault(row[name], Tally()).hours.append(row["hours"])
    found = total.as_dict()
    for name in DIMENSIONS:
        ordered = sorted(groups[name], key=lambda one: (one is None, one or ""))
        found[f"by_{name}"] = [{name: one, **groups[name][one].as_dict()} for one in ordered]
    return found
