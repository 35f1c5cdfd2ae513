"""What is told of a day's duty: one text for the group, and one for each who stands somewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gridctl.core.errors import N_, NotFound
from gridctl.core.post_views import stands_on
from gridctl.core.telling import Role, TellKind
from gridctl.core.telling_views import DayTold, Person, PostTold, Telling
from gridctl.core.times import parse_date
from gridctl.services import areas, duty_news, people, rosters
from gridctl.services.duty_people import stint_at
from gridctl.services.office import Office
from gridctl.store import people as people_rows
from gridctl.store import rosters as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Wanted:
    """The duty of a day (none: today), in a shift, in an area and all below it."""

    day: str | None = None
    shift: str | None = None
    area: str | None = None


def for_group(office: Office, wanted: Wanted) -> DayTold:
    """Return who stands where on a day, and where somebody is missing; names of members alone."""
    on = parse_date(wanted.day, office.now().date()) if wanted.day else office.now().date()
    day = on.isoformat()
    with office.store.read() as work:
        node = areas.find(work, wanted.area) if wanted.area else None
        found, shifts = _turns(office, work, wanted, day)
        there: dict[int, list[Any]] = {}
        for row in found:
            there.setdefault(row.post_id, []).append(row)
        posts = [
            post
            for post in rows.open_posts(work, node.id if node else None, day, day)
            if stands_on(post, day) and (shifts is None or post.shift in shifts)
        ]
        mine = people.me(work)
        staff = duty_news.Calls(work).of(node.id) if node else Person()
        own = Person(mine.code, mine.name, mine.phone or "") if mine else Person()
        told = [_post(office, post, on, there.get(post.id, ())) for post in posts]
        return DayTold(
            date=on,
            area=node.code if node else None,
            where=node.name if node else office.settings.name,
            shift=shifts[0] if shifts else None,
            posts=tuple(sorted(told, key=lambda one: (one.start, one.end))),
            call=staff if staff.code else own,
            lang=office.settings.lang,
        )


def for_members(
    office: Office, wanted: Wanted, names: Sequence[str], *, everybody: bool = False
) -> list[Telling]:
    """Put a text with their turns of the day into the outbox for each of some members, and return the texts.

    With `everybody` for all who stand somewhere. NotFound for somebody who has no duty then.
    """
    on = parse_date(wanted.day, office.now().date()) if wanted.day else office.now().date()
    with office.store.begin() as work:
        found, _shifts = _turns(office, work, wanted, on.isoformat())
        ids: dict[int, list[int]] = {}
        for row in found:
            ids.setdefault(row.member_id, []).append(row.id)
        chosen = [people.find_member(work, name) for name in names]
        missing = next((one for one in chosen if one.id not in ids), None)
        if missing is not None:
            raise NotFound(
                N_("{name} has no duty then"),
                hint=N_("see what there is: gridctl duty list --member {code}"),
                name=missing.name,
                code=missing.code,
            )
        if everybody:
            chosen = [people_rows.by_id(work, number) for number in ids]
        told = [turn for one in chosen for turn in ids[one.id]]
        duty_news.tell(work, told, TellKind.SHIFT_SHARED)
        for one in chosen:
            work.log("duty.share", "member", one.id, {"turns": ids[one.id]})
        return list(_tellings(office, work, chosen, ids))


def _turns(office: Office, work: Work, wanted: Wanted, day: str) -> tuple[list[Any], Sequence[str] | None]:
    """Return the turns of a day that count, and the shifts (codes) that were asked for."""
    query = rosters.Query(area=wanted.area, day=day, shift=wanted.shift)
    asked = rosters.wanted(office, work, query, states=rows.LIVE_STATES)
    return list(work.execute(rows.listing(asked))), asked.shifts


def _post(office: Office, post: Any, on: date, there: Sequence[Any]) -> PostTold:  # noqa: ANN401
    stint = stint_at(office, post, on)
    return PostTold(
        start=office.moment_of(stint.start),
        end=office.moment_of(stint.end),
        duty=post.duty,
        shift=post.shift,
        area=post.area_name,
        place=post.place or "",
        who=tuple(row.name for row in there),
        missing=max(0, post.least - len(there)),
    )


def _tellings(
    office: Office, work: Work, chosen: Sequence[Any], ids: dict[int, list[int]]
) -> Iterator[Telling]:
    known = duty_news.turns_told(office, work, [one for row in chosen for one in ids[row.id]])
    calls = duty_news.Calls(work)
    for row in chosen:
        turns = duty_news.in_order(ids[row.id], known)
        yield Telling(
            id=0,
            kind=str(TellKind.SHIFT_SHARED),
            role=str(Role.MEMBER),
            to=Person(row.code, row.name, row.phone or ""),
            lang=row.lang or office.settings.lang,
            matter=None,
            call=calls.of(turns[0].area_id, row.code),
            reason="",
            created_at=office.now(),
            told_at=None,
            told_by=None,
            turns=turns,
        )
