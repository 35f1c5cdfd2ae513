"""How much each agreement says: a Fellegi-Sunter model, learnt from the pairs themselves without labels.

Each pair is of one of three kinds: twins (one person twice), neighbours (two who share home, phone or
family) and strangers. Fields are taken as independent within a kind; what makes those of a family alike is
the kind itself. For what belongs to one person alone (given name, birth date, identity number) neighbours
are like strangers. Expectation-maximisation (Dempster, Laird and Rubin 1977; Winkler 1988) finds how often
each level occurs in each kind; beliefs about people and their slips stand in for data where it is scarce.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from gridctl.core.twin_evidence import BITS, CLASH, FIELDS, LEVELS, OTHER, PART, SAME

Shares = tuple[float, ...]

# What is believed before any data is seen: shares of SAME, CLOSE, PART, OTHER, CLASH within a kind.
_TWINS: Mapping[str, Shares] = {
    "given": (0.75, 0.12, 0.06, 0.07),
    "family": (0.80, 0.10, 0.04, 0.06),
    "born": (0.86, 0.07, 0.03, 0.04),
    "identity": (0.86, 0.09, 0.02, 0.028, 0.002),
    "phones": (0.70, 0.10, 0.0, 0.20),
    "home": (0.75, 0.07, 0.08, 0.10),
    "street": (0.70, 0.20, 0.04, 0.06),
    "place": (0.65, 0.20, 0.05, 0.10),
    "number": (0.80, 0.10, 0.0, 0.10),
    "suburb": (0.80, 0.12, 0.02, 0.06),
    "postcode": (0.83, 0.09, 0.0, 0.08),
    "state": (0.93, 0.0, 0.0, 0.07),
    "sex": (0.98, 0.0, 0.0, 0.02),
}
_STRANGERS: Mapping[str, Shares] = {
    "given": (0.004, 0.006, 0.04, 0.95),
    "family": (0.02, 0.005, 0.025, 0.95),
    "born": (0.00004, 0.0003, 0.005, 0.99),
    "identity": (0.000001, 0.00001, 0.0001, 0.5, 0.5),
    "phones": (0.0001, 0.0001, 0.0, 0.999),
    "home": (0.001, 0.002, 0.05, 0.947),
    "street": (0.001, 0.005, 0.05, 0.944),
    "place": (0.001, 0.005, 0.03, 0.964),
    "number": (0.02, 0.15, 0.0, 0.83),
    "suburb": (0.005, 0.005, 0.02, 0.97),
    "postcode": (0.005, 0.02, 0.0, 0.975),
    "state": (0.25, 0.0, 0.0, 0.75),
    "sex": (0.5, 0.0, 0.0, 0.5),
}
# Of those who share a home; what is not here is as among strangers.
_NEIGHBOURS: Mapping[str, Shares] = {
    "family": (0.45, 0.01, 0.02, 0.52),
    "phones": (0.30, 0.02, 0.0, 0.68),
    "home": (0.90, 0.03, 0.05, 0.02),
    "street": (0.85, 0.10, 0.02, 0.03),
    "place": (0.75, 0.15, 0.03, 0.07),
    "number": (0.85, 0.05, 0.0, 0.10),
    "suburb": (0.90, 0.06, 0.01, 0.03),
    "postcode": (0.92, 0.04, 0.0, 0.04),
    "state": (0.97, 0.0, 0.0, 0.03),
}
_SIBLINGS: Shares = (0.004, 0.006, 0.15, 0.84)  # names of one generation share a character
# Every 80th birth is of twins (Hellin's rule), and a pair of one home is seldom one of siblings.
_BORN_TOGETHER = 0.005
_BELIEF = 30.0  # how many pairs a belief is worth
_ROUNDS, _SETTLED = 40, 1e-4
_HOPELESS = -9.0  # log odds at the beginning below which a pair stays a pair of strangers
_TINY = 1e-12
_LARGE = 500.0  # beyond it exp() has no answer


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pairs: its share of all pairs, and the share of each level of each field in it."""

    share: float
    levels: Mapping[str, Shares]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt; all that follows from a pattern comes from here."""

    twins: Kind
    neighbours: Kind
    strangers: Kind

    def weight(self, field: str, level: int) -> float:
        """Return the natural log of how much likelier a level is among twins than among strangers."""
        return log(self.twins.levels[field][level] / self.strangers.levels[field][level])

    def log_odds(self, pattern: int, rarity: Mapping[str, float] | None = None) -> float:
        """Return the log odds that a pattern is one of twins.

        `rarity` is, for a field that agrees, the log of how much rarer than usual its value is.
        """
        twins, neighbours, _ = _kinds(self, pattern)
        for field, log_rarity in (rarity or {}).items():
            twins += log_rarity
            neighbours += log_rarity if field in _NEIGHBOURS else 0.0
        return twins - log(1.0 + exp(min(neighbours, _LARGE)))

    def usual(self, field: str) -> float:
        """Return the chance that two strangers agree in a field."""
        return self.strangers.levels[field][SAME]


_PLACES = tuple((BITS * place, field) for place, field in enumerate(reversed(FIELDS)))


def learn(candidates: Mapping[int, int], others: Mapping[int, int], scale: float) -> Weights:
    """Return the weights learnt from counted patterns.

    `candidates` are all pairs that share a key, `others` a sample of the pairs that share none, each of
    which stands for `scale` pairs. Others count as strangers.
    """
    total = sum(candidates.values()) + scale * sum(others.values())
    fixed = _Counts()
    for pattern, count in others.items():
        fixed.add(pattern, count * scale)
    everybody = _Counts(fixed)
    for pattern, count in candidates.items():
        everybody.add(pattern, count)
    weights = _first(everybody, total)
    active: dict[int, int] = {}
    for pattern, count in candidates.items():
        if max(_kinds(weights, pattern)[:2]) > _HOPELESS:
            active[pattern] = count
        else:
            fixed.add(pattern, count)
    for _ in range(_ROUNDS):
        before, weights = weights, _better(weights, active, fixed, total)
        if abs(log(weights.twins.share / before.twins.share)) < _SETTLED:
            break
    return weights


class _Counts:
    """Weighted counts of the levels of each field."""

    def __init__(self, start: "_Counts | None" = None) -> None:
        self.sums: dict[str, list[float]] = {
            f: list(start.sums[f]) if start else [0.0] * LEVELS for f in FIELDS
        }
        self.all: float = start.all if start else 0.0

    def add(self, pattern: int, count: float) -> None:
        self.all += count
        for place, field in _PLACES:
            self.sums[field][pattern >> place & LEVELS - 1] += count

    def shares(self, field: str, belief: Shares, strength: float) -> Shares:
        """Return the share of each level where the field is known, mended by what is believed."""
        known = self.sums[field][1:]
        whole = sum(known) + strength
        padded = (*belief, *[0.0] * (len(known) - len(belief)))
        return (
            1.0,
            *((count + strength * b + _TINY) / whole for count, b in zip(known, padded, strict=True)),
        )


def _first(everybody: _Counts, total: float) -> Weights:
    strangers = {f: everybody.shares(f, _STRANGERS[f], _BELIEF) for f in FIELDS}
    nobody = _Counts()
    # One person in twenty entered twice, one neighbour each: where the search begins, not where it ends.
    people = (2.0 * total) ** 0.5 + 1.0
    return _weights(nobody, nobody, strangers, (0.05 * people / total, people / total))


def _weights(
    twins: _Counts, neighbours: _Counts, strangers: Mapping[str, Shares], shares: tuple[float, float]
) -> Weights:
    near = {
        f: neighbours.shares(f, _NEIGHBOURS[f], _BELIEF) if f in _NEIGHBOURS else strangers[f] for f in FIELDS
    }
    born = [share * (1 - _BORN_TOGETHER) for share in strangers["born"]]
    born[1] += _BORN_TOGETHER
    near["born"] = tuple(born)
    near["given"] = _siblings(strangers["given"], neighbours.shares("given", _SIBLINGS, _BELIEF))
    same = {f: twins.shares(f, _TWINS[f], _BELIEF) for f in FIELDS}
    same["identity"] = _capped(same["identity"])
    rest = max(1.0 - sum(shares), 0.01)
    return Weights(Kind(shares[0], same), Kind(shares[1], near), Kind(rest, strangers))


def _siblings(strangers: Shares, learnt: Shares) -> Shares:
    """Return how given names agree within a family: a part more often than among strangers, no more."""
    ours = list(strangers)
    rest, parts = strangers[PART] + strangers[OTHER], learnt[PART] / (learnt[PART] + learnt[OTHER])
    ours[PART], ours[OTHER] = rest * parts, rest * (1 - parts)
    return tuple(ours)


def _capped(identity: Shares) -> Shares:
    """Return the shares of twins with no more clashes than are believed: those that are found may be siblings."""
    ours = list(identity)
    ours[CLASH] = min(ours[CLASH], _TWINS["identity"][CLASH - 1])
    return tuple(ours)


def _kinds(weights: Weights, pattern: int) -> tuple[float, float, float]:
    """Return the log odds of twins and neighbours against strangers, and of strangers themselves (0)."""
    twins = log(weights.twins.share / weights.strangers.share)
    neighbours = log(weights.neighbours.share / weights.strangers.share)
    for place, field in _PLACES:
        level = pattern >> place & LEVELS - 1
        if level:
            stranger = weights.strangers.levels[field][level]
            twins += log(weights.twins.levels[field][level] / stranger)
            neighbours += log(weights.neighbours.levels[field][level] / stranger)
    return twins, neighbours, 0.0


def _better(weights: Weights, active: Mapping[int, int], fixed: _Counts, total: float) -> Weights:
    twins, neighbours, strangers = _Counts(), _Counts(), _Counts(fixed)
    for pattern, count in active.items():
        odds = _kinds(weights, pattern)
        top = max(odds)
        parts = [exp(one - top) for one in odds]
        whole = sum(parts)
        for counts, one in zip((twins, neighbours, strangers), parts, strict=True):
            counts.add(pattern, count * one / whole)
    learnt = {f: strangers.shares(f, _STRANGERS[f], _BELIEF) for f in FIELDS}
    return _weights(twins, neighbours, learnt, ((twins.all + 0.1) / total, (neighbours.all + 0.1) / total))
