"""Duty as a screen shows it: the board, where each of its turns is, who stands where now, what waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from gridctl.core.duties import LIVE
from gridctl.core.plan_views import PlanRow
from gridctl.core.roster_views import BoardView, EmptyPost
from gridctl.services import areas, boards, duty_watch, roster_plans, rosters
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import rosters as rows
from gridctl.store.unit import Work

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stand:
    """One turn as people speak of it: who is where from when to when, and how it stands (`core.attendance`)."""

    id: int
    member: str
    name: str
    phone: str | None
    duty: str
    area_name: str
    place: str | None
    shift: str
    start: datetime
    end: datetime
    state: str
    locked: bool
    standby: bool


@dataclass(frozen=True, slots=True)
class DutyPage:
    """The board of some days with its turns by number, those that run now, the posts that lack somebody now.

    These have names of areas where lists have codes. `doubles` are turns that run at the same time as another
    one of the same member. `draft` is the newest plan that nobody was told of yet.
    """

    board: BoardView
    turns: dict[int, Stand]
    running: tuple[Stand, ...]
    empty: tuple[EmptyPost, ...]
    doubles: frozenset[int]
    draft: PlanRow | None
    today: date


def page(office: Office, wanted: boards.Wanted) -> DutyPage:
    """Return what the screen of duty shows; BadInput for too many days."""
    board = boards.board(office, wanted)
    today = office.now().date()
    with office.store.read() as work:
        node = areas.find(work, wanted.area) if wanted.area else None
        posts = None if node is None else rows.posts_below(work, node.id)
        standings = rosters.Standings(work)
        found = _rows(work, posts, board.days[0], board.days[-1])
        near = rows.Wanted(
            posts=posts,
            since=(today - _DAY).isoformat(),
            until=today.isoformat(),
            ends_after=work.now,
            states=rows.LIVE_STATES,
        )
        running = [row for row in work.execute(rows.listing(near)) if row.start_at <= work.now]
        empty = duty_watch.now(office, work).empty
        return DutyPage(
            board=board,
            turns={row.id: _stand(office, row, standings) for row in found},
            running=tuple(_stand(office, row, standings) for row in running),
            empty=tuple(_named(work, one) for one in empty if posts is None or one.post in posts),
            doubles=frozenset(doubles(found)),
            draft=next((one for one in roster_plans.listing(office) if one.status == "draft"), None),
            today=today,
        )


def _named(work: Work, post: EmptyPost) -> EmptyPost:
    """Return an empty post with its area's name in place of the code."""
    area = area_rows.by_code(work, post.area)
    return post if area is None else replace(post, area=area.name)


def _rows(work: Work, posts: Sequence[int] | None, since: str, until: str) -> list[Any]:
    return list(work.execute(rows.listing(rows.Wanted(posts=posts, since=since, until=until))))


def _stand(office: Office, row: Any, standings: rosters.Standings) -> Stand:  # noqa: ANN401
    return Stand(
        id=row.id,
        member=row.member,
        name=row.name,
        phone=row.phone,
        duty=row.duty,
        area_name=row.area_name,
        place=row.place,
        shift=row.shift,
        start=office.moment_of(row.start_at),
        end=office.moment_of(row.end_at),
        state=str(standings.of(row)),
        locked=bool(row.locked),
        standby=bool(row.standby),
    )


def doubles(found: Iterable[Any]) -> set[int]:
    """Return the numbers of turns (rows) that run at the same time as another one of their member.

    A draft beside what is published is no double booking: it may take its place.
    """
    by_member: dict[tuple[int, bool], list[Any]] = {}
    for row in found:
        by_member.setdefault((row.member_id, row.state in LIVE), []).append(row)
    twice: set[int] = set()
    for mine in by_member.values():
        for one, other in pairwise(sorted(mine, key=lambda row: (row.start_at, row.end_at))):
            if other.start_at < one.end_at:
                twice |= {one.id, other.id}
    return twice
