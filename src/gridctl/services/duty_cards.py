"""The card of somebody on duty: where, when, what to do, with whom, whom to call."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from gridctl.core.errors import N_, NotFound
from gridctl.core.relief import NEAR_MS, Stand, around
from gridctl.core.roster_views import Beside, CardTurn, CardView
from gridctl.core.telling_views import Person
from gridctl.core.times import parse_date
from gridctl.services import people, rosters
from gridctl.services.duty_news import Calls
from gridctl.services.duty_people import Ground
from gridctl.services.office import Office
from gridctl.store import rosters as rows
from gridctl.store.unit import Work

_DAY = timedelta(days=1)


def card(office: Office, name: str | None, day: str | None = None) -> CardView:
    """Return the card of a member (None: of whoever types) for a day; without one for the next day with duty."""
    with office.store.read() as work:
        member = people.member_or_me(work, name)
        on = parse_date(day, office.now().date()).isoformat() if day else None
        found = _turns(work, member.id, on)
        if not found:
            raise NotFound(
                N_("{name} has no duty then"),
                hint=N_("see what there is: gridctl duty list --member {code}"),
                name=member.name,
                code=member.code,
            )
        ground, calls = Ground(office, work, work.now), Calls(work)
        return CardView(
            member=member.code,
            name=member.name,
            date=found[0].on_date,
            lang=member.lang or office.settings.lang,
            turns=tuple(_turn(office, ground, calls, row) for row in found),
        )


def _turns(work: Work, member_id: int, day: str | None) -> list[Any]:
    """Return the turns of a member on a day, or on the first one that has any which is not over."""
    if day is None:
        coming = rows.Wanted(member_id=member_id, ends_after=work.now, states=rows.LIVE_STATES, limit=1)
        first = work.execute(rows.listing(coming)).first()
        if first is None:
            return []
        day = str(first.on_date)
    wanted = rows.Wanted(member_id=member_id, since=day, until=day, states=rows.LIVE_STATES)
    return list(work.execute(rows.listing(wanted)))


def _turn(office: Office, ground: Ground, calls: Calls, row: Any) -> CardTurn:  # noqa: ANN401
    duty = ground.duty(row)
    near = _near(ground.work, row)
    found = around(_stand(row), map(_stand, near))
    known = {one.id: one for one in near}
    return CardTurn(
        id=row.id,
        date=row.on_date,
        shift=row.shift,
        start=office.moment_of(row.start_at),
        end=office.moment_of(row.end_at),
        duty=row.duty,
        area=row.area,
        area_name=row.area_name,
        place=row.place,
        state=str(rosters.Standings(ground.work).of(row)),
        checkin=row.checkin,
        actions=tuple({"en": one.en, "zh": one.zh} for one in duty.actions) if duty else (),
        before=_beside(office, known, found.before),
        after=_beside(office, known, found.after),
        beside=_beside(office, known, found.beside),
        call=_person(calls.of(row.area_id, row.member)),
    )


def _near(work: Work, row: Any) -> list[Any]:  # noqa: ANN401
    """Return the turns at the same area around the time of one."""
    day = date.fromisoformat(row.on_date)
    wanted = rows.Wanted(
        posts=rows.posts_at(work, row.area_id),
        since=(day - _DAY).isoformat(),
        until=(day + _DAY).isoformat(),
        ends_after=row.start_at - NEAR_MS - 1,
        states=rows.LIVE_STATES,
    )
    return list(work.execute(rows.listing(wanted)))


def _stand(row: Any) -> Stand:  # noqa: ANN401
    return Stand(
        row.id,
        row.member_id,
        row.post_id,
        row.duty,
        row.place or "",
        row.crew or "",
        row.start_at,
        row.end_at,
    )


def _beside(office: Office, known: dict[int, Any], ids: Sequence[int]) -> tuple[Beside, ...]:
    return tuple(
        Beside(
            member=row.member,
            name=row.name,
            phone=row.phone,
            duty=row.duty,
            start=office.moment_of(row.start_at),
            end=office.moment_of(row.end_at),
        )
        for row in (known[one] for one in ids)
    )


def _person(person: Person) -> dict[str, str] | None:
    return {"member": person.code, "name": person.name, "phone": person.phone} if person.code else None
