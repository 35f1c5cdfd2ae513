"""The board of a roster: members by days, with the letters of their shifts, and the posts that lack somebody."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.post_views import clock_of, stands_on
from gridctl.core.roster_views import BoardCell, BoardGap, BoardRow, BoardView, ShiftKey
from gridctl.core.times import HOUR_MS, parse_date
from gridctl.services import areas, rosters
from gridctl.services.duty_people import Ground
from gridctl.services.office import Office
from gridctl.store import rosters as rows
from gridctl.store.unit import Work

WEEK = 7
MOST_DAYS = 92
"""A board of more than a quarter of a year is no board."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which board: so many days from a day on (none: a week from today), of an area and all below it.

    `everybody`: also the members of the area who have no duty in these days.
    """

    start: str | None = None
    days: int = WEEK
    area: str | None = None
    everybody: bool = False


def board(office: Office, wanted: Wanted) -> BoardView:
    """Return a board; BadInput for too many days."""
    if not 1 <= wanted.days <= MOST_DAYS:
        raise BadInput(
            N_("a board has 1 to {most} days"), hint=N_("make several: --from D --days N"), most=MOST_DAYS
        )
    today = office.now().date()
    first = parse_date(wanted.start, today) if wanted.start else today
    days = [first + place * _DAY for place in range(wanted.days)]
    with office.store.read() as work:
        node = areas.find(work, wanted.area) if wanted.area else None
        letters = Letters(office, work)
        posts = rows.open_posts(work, node.id if node else None, days[0].isoformat(), days[-1].isoformat())
        numbers = None if node is None else rows.posts_below(work, node.id)
        span = rows.Wanted(posts=numbers, since=days[0].isoformat(), until=days[-1].isoformat())
        found = rows.board_turns(work, span)
        people = rows.board_members(
            work, {row.member_id for row in found}, node.id if node and wanted.everybody else None
        )
        lines = _rows(found, people, letters, rosters.Standings(work))
        gaps = _gaps(posts, days, Counter((row.post_id, row.on_date) for row in found), letters)
        return BoardView(
            area=node.code if node else None,
            days=tuple(day.isoformat() for day in days),
            shifts=tuple(_keys([*found, *posts], letters)),
            rows=tuple(lines),
            gaps=tuple(gaps),
        )


class Letters:
    """What stands for a shift on a board: its letter in the pack in force, else the first one of its code."""

    def __init__(self, office: Office, work: Work) -> None:
        """Read which packs are in force."""
        self._ground = Ground(office, work, work.now)
        self._known: dict[tuple[int, str], str] = {}

    def of(self, area_id: int, shift: str) -> str:
        """Return the letter of a shift at an area."""
        key = (area_id, shift)
        if key not in self._known:
            found = self._ground.rules(area_id).shift(shift)
            self._known[key] = found.letter if found else shift[:1].upper()
        return self._known[key]


def _keys(used: Iterable[Any], letters: Letters) -> list[ShiftKey]:
    """Return what the letters of turns and posts stand for, by when the shifts begin; without hours that differ."""
    hours: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for row in used:
        hours.setdefault((row.shift, letters.of(row.area_id, row.shift)), set()).add((row.starts, row.ends))
    keys = [
        ShiftKey(code, letter, *(map(clock_of, min(times)) if len(times) == 1 else ("", "")))
        for (code, letter), times in hours.items()
    ]
    return sorted(keys, key=lambda one: (one.start, one.shift))


def _rows(
    found: Sequence[Any], people: Sequence[Any], letters: Letters, standings: rosters.Standings
) -> list[BoardRow]:
    by_member: dict[int, list[Any]] = {}
    for row in found:
        by_member.setdefault(row.member_id, []).append(row)
    return [
        BoardRow(
            member=one.code,
            name=one.name,
            hours=round(sum(row.end_at - row.start_at for row in mine) / HOUR_MS, 1),
            nights=sum(bool(row.night) for row in mine),
            turns=tuple(
                BoardCell(
                    id=row.id,
                    date=row.on_date,
                    shift=row.shift,
                    letter=letters.of(row.area_id, row.shift),
                    duty=row.duty,
                    post=row.post_id,
                    state=str(standings.of(row)),
                )
                for row in mine
            ),
        )
        for one in people
        for mine in (by_member.get(one.id, []),)
    ]


def _gaps(
    posts: Sequence[Any], days: Sequence[date], there: Counter[tuple[int, str]], letters: Letters
) -> list[BoardGap]:
    gaps = []
    for post in posts:
        missing = {}
        for day in filter(partial(stands_on, post), map(date.isoformat, days)):
            short = post.least - there[post.id, day]
            if short > 0:
                missing[day] = short
        if missing:
            gaps.append(
                BoardGap(
                    post=post.id,
                    duty=post.duty,
                    area=post.area,
                    area_name=post.area_name,
                    place=post.place,
                    shift=post.shift,
                    letter=letters.of(post.area_id, post.shift),
                    standby=bool(post.standby),
                    missing=missing,
                )
            )
    return sorted(gaps, key=lambda one: one.standby)
