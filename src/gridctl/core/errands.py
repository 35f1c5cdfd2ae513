"""Several requests in one go: one run to the pharmacy, one walk up a stairwell, one look at a burst pipe."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridctl.core.desks import Place
from gridctl.core.times import HOUR_MS
from gridctl.core.words import AreaKind

FETCHED = frozenset({"medicine", "food"})
"""Categories for which somebody goes out to fetch something: one run serves a grid."""
SAME_EVENT_MS = 6 * HOUR_MS
"""Reports of one category from one place within so long are taken for one event."""
MOST = 12
"""So many requests at most make one go; all three are conventions of ours."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is looked at of a request; `place` is its building or point, where it has one.

    `rank` is how urgent it is (0 is most), `alone` keeps it apart, as what is confidential must be.
    """

    number: int
    category: str
    rank: int
    received_at: int
    path: tuple[Place, ...] = ()
    place: tuple[str, int] | None = None
    skills: tuple[str, ...] = ()
    alone: bool = False


def in_goes(calls: Sequence[Call]) -> list[tuple[Call, ...]]:
    """Return the requests by goes, the most urgent first in each and among them; none is left out."""
    groups: dict[tuple[object, ...], list[list[Call]]] = {}
    for call in sorted(calls, key=lambda one: (one.rank, one.received_at, one.number)):
        key, span = _key(call)
        goes = groups.setdefault(key, [])
        fitting = next((go for go in goes if _fits(go, call, span)), None)
        if fitting is None:
            goes.append([call])
        else:
            fitting.append(call)
    found = [tuple(go) for goes in groups.values() for go in goes]
    return sorted(found, key=lambda go: (go[0].rank, go[0].received_at, go[0].number))


def _key(call: Call) -> tuple[tuple[object, ...], int | None]:
    """Return what a go is known by, and within how long (ms) its requests must have come in."""
    kinds = {kind: number for number, kind in reversed(call.path)}
    if call.alone:
        return ("alone", call.number), None
    if call.category in FETCHED and AreaKind.GRID in kinds:
        return ("run", call.category, kinds[AreaKind.GRID]), None
    if AreaKind.STAIRWELL in kinds:
        return ("stairwell", kinds[AreaKind.STAIRWELL], call.skills), None
    if call.place is not None:
        return ("event", call.category, call.place), SAME_EVENT_MS
    return ("alone", call.number), None


def _fits(go: list[Call], call: Call, span: int | None) -> bool:
    times = [one.received_at for one in (*go, call)]
    return len(go) < MOST and (span is None or max(times) - min(times) <= span)
