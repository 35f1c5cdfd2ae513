"""Turning up: check in and out, how turns were kept, and who may well not come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gridctl.core.attendance import EARLY_MS, OVERTIME_MS, at_risk, can_come, can_go, expected
from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.roster_views import AttendanceRow, RiskRow
from gridctl.core.times import DAY_MS, HOUR_MS, iso, parse_date
from gridctl.core.turn_view import TurnView
from gridctl.services import areas, people, posts, rosters
from gridctl.services.office import Office
from gridctl.store import attendance as rows
from gridctl.store import rosters as roster_rows
from gridctl.store import turns as turn_rows
from gridctl.store.unit import Work

PERIOD, AHEAD, HISTORY = 30, 7, 90
"""Days that attendance looks back on unless told, that at-risk turns are looked for in, and that make a history."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sign:
    """Who checks in or out: a member (none: who types), or all at a post without some; when, and who says so."""

    member: str | None = None
    post: str | None = None
    without: tuple[str, ...] = ()
    at: str | None = None
    by: str | None = None


Change = Callable[[Any, int], dict[str, Any]]


def check_in(office: Office, sign: Sign) -> list[TurnView]:
    """Note that somebody came, or gives a sign of life; Refused where they have no turn then."""
    return _signed(office, sign, "checkin", _coming)


def check_out(office: Office, sign: Sign) -> list[TurnView]:
    """Note that somebody goes; Refused where they had not come."""
    return _signed(office, sign, "checkout", lambda _row, at: {"checked_out_at": at})


def _coming(row: Any, at: int) -> dict[str, Any]:  # noqa: ANN401
    if row.checked_in_at is None:
        return {"checked_in_at": at, "no_show_at": None}
    return {"seen_at": max(at, row.seen_at or at)}


def _signed(office: Office, sign: Sign, what: str, change: Change) -> list[TurnView]:
    at = office.when(sign.at)
    if sign.without and not sign.post:
        raise BadInput(
            N_("--except belongs to --post"), hint=N_("write: gridctl duty checkin --post 3 --except M1")
        )
    with office.store.begin() as work:
        by = people.done_by(work, sign.by)
        found = (
            _of_post(work, sign, what, at) if sign.post else [_of_member(office, work, sign.member, what, at)]
        )
        for row in found:
            values = change(row, at)
            turn_rows.change(work, row.id, row.version, values)
            said = {"member": row.member, "at": iso(office.moment_of(at))}
            work.log(f"duty.{what}", "turn", row.id, said | ({"by": by} if by else {}))
        return [rosters.turn_view(office, work, row.id) for row in found]


def _of_member(office: Office, work: Work, name: str | None, what: str, at: int) -> Any:  # noqa: ANN401
    """Return the turn of a member that a sign belongs to."""
    known = people.member_or_me(work, name)
    work.about("member", known.id)
    near = rows.near(work, at - OVERTIME_MS, at + EARLY_MS, member=known.id)
    found = [rosters.signs(row) for row in near]
    if what == "checkin":
        place = expected(found, at)
    else:
        place = next((one for one in range(len(found)) if can_go(found[one], at)), None)
    if place is None:
        raise Refused(
            N_("{name} has no turn of duty at {time} to check in for")
            if what == "checkin"
            else N_("{name} has not checked in for a turn at {time}"),
            hint=N_("see their turns: gridctl duty list --member {code}"),
            error="no_turn",
            name=known.name,
            code=known.code,
            time=f"{office.moment_of(at):%m-%d %H:%M}",
        )
    return near[place]


def _of_post(work: Work, sign: Sign, what: str, at: int) -> list[Any]:
    """Return the turns at a post that a sign for all belongs to, without those who are named."""
    post = posts.find(work, str(sign.post))
    work.about("post", post.id)
    fits = can_come if what == "checkin" else can_go
    near = [
        row
        for row in rows.near(work, at - OVERTIME_MS, at + EARLY_MS, post=post.id)
        if fits(rosters.signs(row), at)
    ]
    first = [row for row in near if row.start_at <= at] or near
    if not first:
        raise Refused(
            N_("nobody has a turn of duty at post {post} then"),
            hint=N_("see who has: gridctl duty list"),
            error="no_turn",
            post=post.id,
        )
    absent = {people.find_member(work, name).id for name in sign.without}
    stray = absent - {row.member_id for row in first}
    if stray:
        raise NotFound(
            N_("{name} has no turn at post {post} then"),
            hint=N_("see who has: gridctl duty list"),
            name=people.heir_of(work, min(stray)).name,
            post=post.id,
        )
    return [row for row in first if row.member_id not in absent]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which attendance: from a day (none: thirty days ago) to another (none: today), of a member or an area."""

    since: str | None = None
    until: str | None = None
    member: str | None = None
    area: str | None = None
    by_area: bool = False


def listing(office: Office, wanted: Wanted) -> Iterator[AttendanceRow]:
    """Yield how turns were kept, whoever missed most first."""
    today = office.now().date()
    last = parse_date(wanted.until, today) if wanted.until else today
    first = parse_date(wanted.since, today) if wanted.since else last - PERIOD * _DAY
    if last < first:
        raise BadInput(N_("the period ends before it begins"), hint=N_("put the earlier time after --from"))
    with office.store.read() as work:
        found = rows.kept(
            work,
            first.isoformat(),
            last.isoformat(),
            member=people.find_member(work, wanted.member).id if wanted.member else None,
            posts=_posts(work, wanted.area),
            by_area=wanted.by_area,
        )
        for row in found:
            yield AttendanceRow(
                member=row.code,
                name=row.name,
                area=row.area,
                turns=row.turns,
                came=row.came,
                late=row.late,
                no_show=row.no_show,
                hours=round(row.worked_ms / HOUR_MS, 1),
                share=round(row.came / row.turns, 3) if row.turns else None,
            )


def not_kept(office: Office, area: str | None = None) -> list[str]:
    """Return the areas (codes) that had turns in the last days, but where nobody checks in at all."""
    with office.store.read() as work:
        return rows.unkept(work, _posts(work, area))


def _posts(work: Work, area: str | None) -> Sequence[int] | None:
    return roster_rows.posts_below(work, areas.find(work, area).id) if area else None


def risks(office: Office, *, until: str | None = None, area: str | None = None) -> list[RiskRow]:
    """Return the coming turns, up to a day (none: a week ahead), of who has a history of not turning up."""
    today = office.now().date()
    last: date = parse_date(until, today) if until else today + AHEAD * _DAY
    with office.store.read() as work:
        end = work.now + ((last - today).days + 1) * DAY_MS
        coming = [
            row for row in rows.coming(work, end, _posts(work, area)) if row.on_date <= last.isoformat()
        ]
        known = rows.histories(work, sorted({row.member_id for row in coming}), work.now - HISTORY * DAY_MS)
        return [
            RiskRow(
                id=row.id,
                date=row.on_date,
                shift=row.shift,
                start=office.moment_of(row.start_at),
                duty=row.duty,
                area=row.area,
                place=row.place,
                member=row.member,
                name=row.name,
                phone=row.phone,
                missed=missed,
                turns=turns,
            )
            for row in coming
            for missed, turns in (known.get(row.member_id, (0, 0)),)
            if at_risk(missed, turns)
        ]
