"""Proof-reading: two people visit the same targets, and how often they differ tells how good the records are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

Z = 1.959963984540054
"""The normal deviate of a two-sided interval of 95 %."""
OUTCOME = "outcome"
"""What came of the visit is compared like an item."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one of two people recorded of a target."""

    outcome: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of some compared values differ."""

    compared: int
    differ: int

    @property
    def rate(self) -> float | None:
        """The share that differs, to four places; None where nothing was compared."""
        return round(self.differ / self.compared, 4) if self.compared else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval of 95 % around the share; None where nothing was compared."""
        return wilson(self.differ, self.compared) if self.compared else None


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the interval of 95 % around the share `hits` / `of`, to four places.

    The score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927), 209-212. It holds for few records and for none
    that differ, too.
    """
    share, square = hits / of, Z * Z
    middle = share + square / (2 * of)
    spread = Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = ((middle + sign * spread) / (1 + square / of) for sign in (-1, 1))
    return round(max(0.0, low), 4), round(min(1.0, high), 4)


def same(first: Any, second: Any) -> bool:  # noqa: ANN401
    """Tell whether two answers mean the same; blanks and case of texts do not matter."""
    if isinstance(first, str) and isinstance(second, str):
        return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()
    return bool(first == second)


class Comparing:
    """Counts in how many targets, and in which items, two people differ. `differences` names each one."""

    def __init__(self, items: Sequence[str]) -> None:
        """Compare these items, and what came of the visits."""
        self._counts: dict[str, list[int]] = {item: [0, 0] for item in (OUTCOME, *items)}
        self._records = [0, 0]
        self.differences: list[tuple[str, str, Any, Any]] = []

    def add(self, target: str, one: Reading, other: Reading) -> None:
        """Compare what two people recorded of a target; an item that neither answered is not compared."""
        before = len(self.differences)
        self._item(target, OUTCOME, one.outcome, other.outcome)
        for item in [*self._counts][1:]:
            first, second = one.answers.get(item), other.answers.get(item)
            if first is not None or second is not None:
                self._item(target, item, first, second)
        self._records[0] += 1
        self._records[1] += len(self.differences) > before

    def _item(self, target: str, item: str, first: Any, second: Any) -> None:  # noqa: ANN401
        count = self._counts[item]
        count[0] += 1
        if not same(first, second):
            count[1] += 1
            self.differences.append((target, item, first, second))

    @property
    def records(self) -> Rate:
        """How many targets both have read, and in how many they differ in anything."""
        return Rate(*self._records)

    def items(self) -> Iterator[tuple[str, Rate]]:
        """Yield each item that was compared at all, with its rate."""
        for item, count in self._counts.items():
            if count[0]:
                yield item, Rate(*count)
