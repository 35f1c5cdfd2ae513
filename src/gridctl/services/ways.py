"""The price of each way, from what requests need and who could take them: nearness and fitness, each once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from gridctl.core.suggesting import BEST, READY, Need, Taker, blocks, fitness, nearness, score, suits

Row = list[int | None]


def way(want: Iterable[Need], taker: Taker, *, skills_needed: bool, best: int = BEST) -> int | None:
    """Return the price of going for all of these, the dearest of them; None where one of them cannot be.

    `best` are the points that make it free.
    """
    dearest = 0
    for need in want:
        found = suits(need, taker, skills_needed=skills_needed)
        if blocks(found):
            return None
        dearest = max(dearest, best - score(found))
    return dearest


def all_ways(wants: Iterable[frozenset[Need]], takers: Sequence[Taker], *, skills_needed: bool) -> list[Row]:
    """Return `way` for each want and taker.

    Thousands live at some hundred places and have some dozen skills: each place is held against each place
    once, and each skill against each skill. Where somebody is on duty, what is free takes more points.
    """
    best = BEST + READY if any(one.on_duty for one in takers) else BEST
    near = _Rows([_place(one) for one in takers], lambda need, taker: nearness(need, taker).points)
    fit = _Rows(
        [_rest(one) for one in takers], lambda need, taker: _fit(need, taker, skills_needed=skills_needed)
    )
    desks = [place for place, one in enumerate(takers) if one.kind == "desk"]
    found = []
    for want in wants:
        rows = [_joined(near.of(_where(need)), fit.of(_what(need)), best) for need in want]
        row = (
            rows[0]
            if len(rows) == 1
            else [None if None in each else max(each) for each in zip(*rows, strict=True)]
        )
        for place in desks:  # for a desk the place tells whether it can be
            row[place] = way(want, takers[place], skills_needed=skills_needed, best=best)
        found.append(row)
    return found


def _joined(near: Row, fit: Row, best: int) -> Row:
    return [
        None if points is None else max(0, best - points - (away or 0))
        for away, points in zip(near, fit, strict=True)
    ]


def _fit(need: Need, taker: Taker, *, skills_needed: bool) -> int | None:
    found = fitness(need, taker, skills_needed=skills_needed)
    return None if blocks(found) else score(found)


class _Rows:
    """Values of a need for every taker, asked for once for each pair of different ones."""

    def __init__(self, takers: list[Taker], value: Callable[[Need, Taker], int | None]) -> None:
        self._kinds: dict[Taker, int] = {}
        self._kind_of = [self._kinds.setdefault(one, len(self._kinds)) for one in takers]
        self._value = value
        self._known: dict[Need, Row] = {}

    def of(self, need: Need) -> Row:
        """Return the values for one need, in the order of the takers."""
        if need not in self._known:
            values = [self._value(need, taker) for taker in self._kinds]
            self._known[need] = [values[kind] for kind in self._kind_of]
        return self._known[need]


def _where(need: Need) -> Need:
    return Need(need.path, need.buildings, need.position)


def _what(need: Need) -> Need:
    return replace(need, path=(), buildings=frozenset(), position=None)


def _place(taker: Taker) -> Taker:
    return Taker("", paths=taker.paths, buildings=taker.buildings, position=taker.position)


def _rest(taker: Taker) -> Taker:
    return replace(taker, paths=(), buildings=frozenset(), position=None)
