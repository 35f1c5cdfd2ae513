"""The judge of a pair: what was learnt of its pattern, and how common the values are in which it agrees."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from gridctl.core.twin_evidence import SAME, Compare, levels
from gridctl.core.twin_traits import Name, Traits
from gridctl.core.twin_weights import Weights

_COUNTED = (
    "given", "family", "born", "identity", "phones", "home", "street", "place", "number", "suburb", "postcode",
)  # fmt: skip


class Judge:
    """Weighs pairs of people by weights that were learnt; two 王 say less than two 欧阳 (Winkler 2000)."""

    def __init__(self, people: Sequence[Traits], compare: Compare, weights: Weights) -> None:
        """Count the values of all people, once for all pairs."""
        self.weights = weights
        self._people, self._compare = people, compare
        self._counts: Mapping[str, Counter[object]] = {
            field: Counter(_value(traits, field) for traits in people) for field in _COUNTED
        }
        self._counts["phones"].update(phone for traits in people for phone in traits.phones)
        # Of how many people a value is that says as much as the field does on average.
        self._usual = {field: max(len(people) * weights.usual(field), 1.0) for field in _COUNTED}

    def log_odds(self, a: int, b: int) -> float:
        """Return the log odds that two people, named by their places, are one."""
        one, two = self._people[a], self._people[b]
        return self.of(self._compare(one, two), one, two)

    def of(self, pattern: int, one: Traits, two: Traits) -> float:
        """Return the log odds of a pair whose pattern is known."""
        rarity = {}
        for field, level in levels(pattern):
            if level == SAME and field in self._counts:
                count = self._common(field, one, two)
                if count:
                    rarity[field] = log(self._usual[field] / max(count - 1, 1))
        return self.weights.log_odds(pattern, rarity)

    def _common(self, field: str, one: Traits, two: Traits) -> int:
        """Return how many people have the value that both have; 0 where fields are swapped in one."""
        counts = self._counts[field]
        if field == "phones":
            return min((counts[phone] for phone in one.phones if phone in two.phones), default=0)
        value = _value(one, field)
        return counts[value] if value == _value(two, field) else 0


def _value(traits: Traits, field: str) -> object:
    value = getattr(traits, field)
    return value.form if isinstance(value, Name) else value
