"""News of turns of duty: who has to hear of them, and whom they can call; facts alone, `present` words them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gridctl.core.duty_news import left_to_tell
from gridctl.core.telling import Receiver, Role, TellKind
from gridctl.core.telling_views import Person, TurnTold
from gridctl.services import people
from gridctl.services.office import Office
from gridctl.store import duty_news as rows
from gridctl.store import rosters
from gridctl.store.unit import Work

_TO_DESKS = frozenset({TellKind.SHIFT_OFFERED, TellKind.STAND_BY})
"""News that go to the desk of the area where nobody is named."""


def tell(work: Work, turn_ids: Iterable[int], kind: str, to: Sequence[int] = ()) -> None:
    """Keep that somebody has to hear of turns of duty: one text for each, however many turns it is about.

    `kind` is one of `core.telling.DUTY`. Whom: the members (numbers) in `to`; else each turn's own member, or the
    desk of its area for what is offered and for what needs somebody to step in. Whoever types knows it already.
    """
    news = TellKind(kind)
    mine = people.me(work)
    found: dict[Receiver, list[int]] = {}
    for row in rows.turns(work, turn_ids):
        for receiver in _receivers(row, news, to):
            found.setdefault(receiver, []).append(row.id)
    if mine is not None:
        found.pop(Receiver(Role.MEMBER, mine.id), None)
    written = []
    for receiver, ids in found.items():
        waiting = rows.untold(work, receiver)
        heard = rows.heard(work, receiver, ids) if waiting and news is TellKind.SHIFT_TAKEN_AWAY else ()
        left = left_to_tell(news, ids, waiting, heard)
        for number, kept in left.shrunk.items():
            rows.keep(work, number, kept)
        if left.fresh:
            written.append((str(news), receiver, left.fresh))
    rows.write(work, written)


def _receivers(row: Any, kind: TellKind, to: Sequence[int]) -> list[Receiver]:  # noqa: ANN401
    if to:
        return [Receiver(Role.MEMBER, one) for one in to]
    if kind in _TO_DESKS:
        return [Receiver(Role.DESK, row.area_id)]
    return [Receiver(Role.MEMBER, row.member_id)]


def turns_told(office: Office, work: Work, ids: Iterable[int]) -> dict[int, TurnTold]:
    """Return what texts about turns of duty are made of, by the turns' numbers."""
    return {
        row.id: TurnTold(
            id=row.id,
            start=office.moment_of(row.start_at),
            end=office.moment_of(row.end_at),
            duty=row.duty,
            shift=row.shift,
            area=row.area_name,
            area_id=row.area_id,
            place=row.place or "",
            who=Person(row.member, row.name, row.phone or ""),
        )
        for row in rosters.by_ids(work, ids)
    }


class Calls:
    """Whom somebody at a post can call: who works the desk of its area, else of the next one above."""

    def __init__(self, work: Work) -> None:
        """Keep what was found once."""
        self._work = work
        self._found: dict[int, list[Any]] = {}

    def of(self, area_id: int, but: str = "") -> Person:
        """Return whom to call at an area; `but` is the code of who is asking. Nobody is an empty person."""
        if area_id not in self._found:
            self._found[area_id] = rosters.staff_above(self._work, area_id)
        row = next((one for one in self._found[area_id] if one.code != but), None)
        return Person() if row is None else Person(row.code, row.name, row.phone or "")


def in_order(ids: Iterable[int], known: Mapping[int, TurnTold]) -> tuple[TurnTold, ...]:
    """Return the turns of a text as they come."""
    return tuple(sorted((known[one] for one in ids if one in known), key=lambda one: (one.start, one.id)))
