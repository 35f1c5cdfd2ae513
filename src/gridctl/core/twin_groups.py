"""Twins of twins: which entries belong together, where three or more may be one person."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

Pair = tuple[int, int]
LogOdds = Callable[[int, int], float]

_SURE = 12.0  # log odds are cut here: one contradiction must be able to outweigh several agreements
_LARGEST = 40  # more entries than these are not one person; two such groups stay apart


def groups(links: Iterable[tuple[float, int, int]], log_odds: LogOdds) -> list[list[int]]:
    """Return the groups of entries that are one person each, from pairs with their log odds.

    The likeliest pair comes first. Two groups become one where the pairs across them speak for it on
    average, so that one wrong link does not draw two people into one.
    """
    group_of: dict[int, list[int]] = {}
    known: dict[Pair, float] = {}
    ordered = sorted(links, key=lambda link: (-link[0], link[1], link[2]))
    for odds, a, b in ordered:
        known[_pair(a, b)] = odds
    for _, a, b in ordered:
        one, two = group_of.setdefault(a, [a]), group_of.setdefault(b, [b])
        if one is two or len(one) + len(two) > _LARGEST:
            continue
        across = [_known(x, y, known, log_odds) for x in one for y in two]
        if sum(max(-_SURE, min(_SURE, odds)) for odds in across) > 0:
            one += two
            for entry in two:
                group_of[entry] = one
    unique = {id(group): group for group in group_of.values()}
    return [sorted(group) for group in unique.values() if len(group) > 1]


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _known(a: int, b: int, known: dict[Pair, float], log_odds: LogOdds) -> float:
    pair = _pair(a, b)
    if pair not in known:
        known[pair] = log_odds(*pair)
    return known[pair]


def within(group: list[int], known: Mapping[Pair, float]) -> Iterator[tuple[int, int, float, bool]]:
    """Yield the pairs of a group with their log odds, and whether they are twins only through a third.

    Such a pair is as likely as the weaker step of the best way through one of the group.
    """
    for a, b in combinations(group, 2):
        direct = known[_pair(a, b)]
        through = max(
            (min(known[_pair(a, c)], known[_pair(c, b)]) for c in group if c not in {a, b}),
            default=direct,
        )
        yield a, b, max(direct, through), direct <= 0 < through
