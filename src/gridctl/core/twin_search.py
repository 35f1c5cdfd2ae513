"""The search for people who were entered twice: block, compare, learn, judge, and put in groups."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random

from gridctl.core.twin_blocks import Blocks
from gridctl.core.twin_evidence import SAME, Compare, comparer, levels
from gridctl.core.twin_groups import groups, within
from gridctl.core.twin_traits import Traits, traits_of
from gridctl.core.twin_weights import Weights, learn
from gridctl.core.twins import Alike, Person, Twin

_SAMPLE = 60_000  # pairs of strangers that are looked at; rarer agreements are learnt from the candidates
_FEW = 500  # people among whom all pairs are looked at
_LARGE = 500.0
_RAREST = 12.0  # log odds that rare values may add at most: who has less than that to go is not looked at


@dataclass(slots=True)
class Compared:
    """The pairs that share a key, by their places, each with its pattern."""

    first: "array[int]"
    second: "array[int]"
    patterns: "array[int]"

    def counts(self) -> Counter[int]:
        """Return how often each pattern occurs."""
        return Counter(self.patterns)


class Judge:
    """Weighs a pair by what was learnt and by how common its values are."""

    def __init__(self, people: Sequence[Traits], compare: Compare, weights: Weights) -> None:
        """Count the values of all people."""
        self._people, self._compare, self.weights = people, compare, weights
        self._counts: Mapping[str, Counter[object]] = {
            field: Counter(getattr(traits, field) for traits in people) for field in _COUNTED
        }
        self._counts["phones"].update(phone for traits in people for phone in traits.phones)
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
        counts = self._counts[field]
        if field == "phones":
            return min((counts[phone] for phone in one.phones if phone in two.phones), default=0)
        value = getattr(one, field)
        return counts[value] if value == getattr(two, field) else 0


_COUNTED = (
    "given", "family", "born", "identity", "phones", "home", "street", "place", "number", "suburb", "postcode",
)  # fmt: skip


def search(people: Iterable[Person], alike: Alike, most: int | None = None) -> list[Twin]:
    """Return likely twins, the likeliest first; `most` limits their number."""
    persons = list(people)
    traits = [traits_of(person) for person in persons]
    compare = comparer(alike)
    blocks = Blocks(traits)
    compared = compare_all(traits, blocks, compare)
    counts = compared.counts()
    others, scale = strangers(traits, blocks, compare, len(compared.patterns))
    judge = Judge(traits, compare, learn(counts, others, scale))
    links = list(likely(compared, counts, traits, judge))
    known = {(a, b): odds for odds, a, b in links}
    twins = []
    for group in groups(links, judge.log_odds):
        for i, a in enumerate(group):
            for b in group[i + 1 :]:
                if (a, b) not in known:
                    known[a, b] = judge.log_odds(a, b)
        for a, b, odds, through in within(group, known):
            twins.append(Twin(persons[a].id, persons[b].id, 1 / (1 + exp(-min(max(odds, -_LARGE), _LARGE))), ()))
    twins.sort(key=lambda t: -t.score)
    return twins[:most]


def compare_all(people: Sequence[Traits], blocks: Blocks, compare: Compare) -> Compared:
    """Compare all pairs that share a key."""
    found = Compared(array("L"), array("L"), array("Q"))
    for place, one in enumerate(people):
        partners = blocks.partners(place)
        found.first.extend([place] * len(partners))
        found.second.extend(partners)
        found.patterns.extend([compare(one, people[other]) for other in partners])
    return found


def strangers(
    people: Sequence[Traits], blocks: Blocks, compare: Compare, candidates: int
) -> tuple[Counter[int], float]:
    """Return patterns of pairs that share no key, counted, and for how many pairs each of them stands."""
    size = len(people)
    if size <= _FEW:
        pairs = [(a, b) for a in range(size) for b in range(a)]
    else:
        draw = Random(size)  # noqa: S311  (a sample that is the same each time; no secret)
        pairs = [(draw.randrange(size), draw.randrange(size)) for _ in range(_SAMPLE)]
    apart = [(a, b) for a, b in pairs if a != b and not blocks.meet(a, b)]
    rest = size * (size - 1) / 2 - candidates
    return Counter(compare(people[a], people[b]) for a, b in apart), rest / max(len(apart), 1)


def likely(
    compared: Compared, counts: Counter[int], people: Sequence[Traits], judge: Judge
) -> Iterable[tuple[float, int, int]]:
    """Yield the pairs that are rather twins than not, with their log odds."""
    promising = {pattern for pattern in counts if judge.weights.log_odds(pattern) > -_RAREST}
    for place, pattern in enumerate(compared.patterns):
        if pattern in promising:
            a, b = compared.first[place], compared.second[place]
            odds = judge.of(pattern, people[a], people[b])
            if odds > 0:
                yield odds, a, b
