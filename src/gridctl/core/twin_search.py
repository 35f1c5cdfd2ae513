"""The search for people who were entered twice: block, compare, learn, judge, and put in groups."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from gridctl.core.twin_blocks import Blocks
from gridctl.core.twin_evidence import Compare, comparer
from gridctl.core.twin_groups import groups, within
from gridctl.core.twin_judge import Judge
from gridctl.core.twin_reasons import reasons
from gridctl.core.twin_traits import Traits, traits_of
from gridctl.core.twin_weights import learn
from gridctl.core.twins import Alike, Person, Twin

_SAMPLE = 60_000  # pairs of strangers that are looked at; rarer agreements are learnt from the candidates
_FEW = 350  # people among whom all pairs are looked at
_RAREST = 12.0  # log odds that rare values may add: a pattern with more to go is not weighed pair by pair
_LARGE = 500.0  # beyond it exp() has no answer


@dataclass(slots=True)
class Compared:
    """The pairs that share a key, by the places of their people, each with its pattern."""

    first: "array[int]"
    second: "array[int]"
    patterns: "array[int]"


def search(people: Iterable[Person], alike: Alike, most: int | None = None) -> list[Twin]:
    """Return the pairs that are rather one person than two, the likeliest first, at most `most` of them.

    Nothing is to be set: the weights are learnt from the people themselves, and a pair is named from
    even odds on. Some 100,000 people take under a minute and 400 MB.
    """
    persons = list(people)
    traits = [traits_of(person) for person in persons]
    compare = comparer(alike)
    blocks = Blocks(traits)
    compared = compare_all(traits, blocks, compare)
    counts = Counter(compared.patterns)
    others, scale = strangers(traits, blocks, compare, len(compared.patterns))
    judge = Judge(traits, compare, learn(counts, others, scale))
    links = list(likely(compared, counts, traits, judge))
    found = []
    for a, b, odds, through in _pairs(links, judge):
        why = reasons(
            traits[a], traits[b], compare(traits[a], traits[b]), judge.weights, alike, through=through
        )
        found.append((odds, Twin(persons[a].id, persons[b].id, _chance(odds), why)))
    found.sort(key=lambda one: -one[0])
    return [twin for _, twin in found[:most]]


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
    """Return the patterns of pairs that share no key, counted, and for how many pairs each of them stands."""
    size = len(people)
    pairs: Iterable[tuple[int, int]]
    if size <= _FEW:
        pairs = ((a, b) for a in range(size) for b in range(a))
    else:
        draw = Random(size)  # noqa: S311  (a sample, the same each time; no secret)
        pairs = ((draw.randrange(size), draw.randrange(size)) for _ in range(_SAMPLE))
    apart = [(a, b) for a, b in pairs if a != b and not blocks.meet(a, b)]
    rest = size * (size - 1) / 2 - candidates
    return Counter(compare(people[a], people[b]) for a, b in apart), rest / max(len(apart), 1)


def likely(
    compared: Compared, counts: Counter[int], people: Sequence[Traits], judge: Judge
) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs that are rather twins than not, with their log odds."""
    promising = {pattern for pattern in counts if judge.weights.log_odds(pattern) > -_RAREST}
    for place, pattern in enumerate(compared.patterns):
        if pattern in promising:
            a, b = compared.first[place], compared.second[place]
            odds = judge.of(pattern, people[a], people[b])
            if odds > 0:
                yield odds, a, b


def _pairs(links: list[tuple[float, int, int]], judge: Judge) -> Iterator[tuple[int, int, float, bool]]:
    """Yield all pairs of each group with their log odds, and whether they are twins only through a third."""
    known = {(a, b): odds for odds, a, b in links}
    for group in groups(links, judge.log_odds):
        for number, a in enumerate(group):
            for b in group[number + 1 :]:
                if (a, b) not in known:
                    known[a, b] = judge.log_odds(a, b)
        yield from within(group, known)


def _chance(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-_LARGE, min(_LARGE, log_odds))))
