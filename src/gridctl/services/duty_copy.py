"""A day of the roster repeated on another day, turn by turn, checked by the same rules as by hand."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gridctl.core.copy_views import CopyView, LeftOut
from gridctl.core.duty_rules import Rule
from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.post_views import stands_on
from gridctl.services import areas, posts
from gridctl.services.duty_news import tell
from gridctl.services.duty_people import on_day
from gridctl.services.office import Office
from gridctl.services.rehearsing import in_one_go
from gridctl.services.turns import Desk, Hand
from gridctl.store import areas as area_rows
from gridctl.store import turns as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Copying:
    """Which day is repeated on which (the next one unless told), at and below an area; drafts unless `publish`."""

    since: str
    to: str | None = None
    area: str | None = None
    publish: bool = False
    dry_run: bool = False


def copy(office: Office, asked: Copying) -> CopyView:
    """Repeat a day; what a rule forbids is left out and named. NotFound where nobody stands on that day."""
    source = on_day(office, asked.since)
    target = on_day(office, asked.to) if asked.to else source + timedelta(days=1)
    if source == target:
        raise BadInput(N_("a day cannot be repeated on itself"), hint=N_("name another day: --to DATE"))

    def do(work: Work) -> CopyView:
        found = _turns(work, asked, source)
        desk = Desk(office, work, Hand(draft=not asked.publish))
        members = rows.members(work, {row.member_id for row in found})
        made: list[int] = []
        left: list[LeftOut] = []
        for row in found:
            rule, number = _repeat(desk, row, members[row.member_id], target)
            if number is None:
                left.append(_left(row, members[row.member_id], rule))
            else:
                made.append(number)
        if asked.publish:
            tell(work, made, "shift_given")
        days = (source.isoformat(), target.isoformat())
        return CopyView(*days, len(made), tuple(map(desk.view, made)), tuple(left), asked.dry_run)

    return in_one_go(office, do, dry_run=asked.dry_run)


def _turns(work: Work, asked: Copying, source: date) -> list[Any]:
    """Return the rows of the turns of a day, drafts too, in an area and below it."""
    day = source.isoformat()
    found = rows.near(work, None, day, day, drafts=True)
    if asked.area:
        below = set(area_rows.numbers_below(work, areas.find(work, asked.area).id))
        found = [row for row in found if row.area_id in below]
    if not found:
        raise NotFound(
            N_("nobody stands anywhere on {date}"),
            hint=N_("see another day: gridctl duty list --date DATE"),
            date=day,
        )
    return found


def _repeat(desk: Desk, row: Any, member: Any, target: date) -> tuple[str, int | None]:  # noqa: ANN401
    """Give a turn once more on another day; return its number, or the rule that forbids it."""
    post = posts.by_number(desk.work, row.post_id)
    if post.removed_at is not None or not stands_on(post, target.isoformat()):
        return str(Rule.NOT_POSTED_DAYS), None
    if member.removed_at is not None:
        return str(Rule.LEFT), None
    try:
        return "", desk.give(member, post, target, action="turn.copy")
    except Refused as error:
        return error.code, None


def _left(row: Any, member: Any, rule: str) -> LeftOut:  # noqa: ANN401
    return LeftOut(row.id, member.code, member.name, row.post_id, row.duty, row.shift, rule)
