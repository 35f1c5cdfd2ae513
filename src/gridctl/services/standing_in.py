"""A deputy steps in: open requests and turns of duty of whoever is away go over, as far as the rules allow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gridctl.core.copy_views import LeftOut
from gridctl.core.errors import Refused
from gridctl.core.telling import TellKind
from gridctl.core.words import UNRESOLVED, Status
from gridctl.services import duty_news, leaving, posts, steps
from gridctl.services.clockwork import Books
from gridctl.services.office import Office
from gridctl.services.turns import Desk, Hand
from gridctl.store import leaving as held_rows
from gridctl.store import people as people_rows
from gridctl.store import presence as rows
from gridctl.store import rosters
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class StoodIn:
    """What went over: the numbers of requests and of the deputy's new turns, and the turns that no rule allows."""

    requests: tuple[int, ...] = ()
    taken: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def hand_over(office: Office, work: Work, absence: Any) -> StoodIn:  # noqa: ANN401
    """Let the deputy of an absence (its row) take over, and tell both.

    Turns of its days go over at once; requests when it begins, for until then somebody is there to do them.
    """
    going = people_rows.by_id(work, absence.member_id)
    deputy = people_rows.by_id(work, absence.deputy_id)
    begun = absence.from_on <= office.now().date().isoformat() <= absence.until_on
    requests = _requests(office, work, going, deputy) if begun else ()
    taken, left = _turns(office, work, absence, going, deputy)
    if begun:
        rows.note_handed(work, absence.id)
    moved = {"to": deputy.code, "requests": list(requests), "turns": list(taken)}
    if requests or taken:
        work.log("absence.stand_in", "absence", absence.id, moved)
    return StoodIn(requests, taken, left)


def _requests(office: Office, work: Work, going: Any, deputy: Any) -> tuple[int, ...]:  # noqa: ANN401
    books = Books.of(office, work)
    moved = []
    for one in held_rows.held(work, going.id):
        if Status(one.status) in UNRESOLVED:
            steps.step(office, work, one.id, leaving.handing_over(going, deputy), books)
            moved.append(int(one.id))
    return tuple(moved)


def _turns(
    office: Office,
    work: Work,
    absence: Any,  # noqa: ANN401
    going: Any,  # noqa: ANN401
    deputy: Any,  # noqa: ANN401
) -> tuple[tuple[int, ...], tuple[LeftOut, ...]]:
    desk = Desk(office, work, Hand())
    wanted = rosters.Wanted(
        member_id=going.id,
        since=absence.from_on,
        until=absence.until_on,
        ends_after=work.now,
        states=("published", "offered"),
    )
    gone, taken, left = [], [], []
    for row in work.execute(rosters.listing(wanted)).all():
        if row.checked_in_at is not None:
            continue
        post, day = posts.by_number(work, row.post_id), date.fromisoformat(row.on_date)
        try:
            number = desk.give(deputy, post, day, {row.id}, action="absence.stand_in")
        except Refused as error:
            left.append(LeftOut(row.id, row.member, row.name, row.post_id, row.duty, row.shift, error.code))
            continue
        desk.take_away(row, action="absence.stand_in")
        gone.append(int(row.id))
        taken.append(number)
    duty_news.tell(work, gone, TellKind.SHIFT_TAKEN_AWAY)
    duty_news.tell(work, taken, TellKind.SHIFT_GIVEN)
    return tuple(taken), tuple(left)


def begun(office: Office, work: Work, most: int) -> list[tuple[Any, StoodIn]]:
    """Let the deputies of absences that have begun by now take over; return each absence with what went over."""
    today = office.now().date().isoformat()
    return [(row, hand_over(office, work, row)) for row in rows.to_hand_over(work, today, most)]
