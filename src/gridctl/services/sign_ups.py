"""Who signed up for a shift on a list in the chat: told first, then stored as members and wishes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.core.errors import BadInput, Refused
from gridctl.core.inbox_views import SignUpRow
from gridctl.core.sign_lists import Entry, SignUp, signups
from gridctl.core.sign_wishes import Days, Meant, meant
from gridctl.core.words import Tier
from gridctl.services import duty_wishes, people
from gridctl.services.duty_wishes import NewWish
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.store import areas as area_rows
from gridctl.store import people as rows
from gridctl.store.unit import Work


def rows_of(
    office: Office, work: Work, entries: Sequence[Entry], area_id: int | None, day: date | None
) -> tuple[SignUpRow, ...]:
    """Return who signs up for shifts by the entries of lists, each wish once; nothing is stored.

    Whom nobody knows would belong to the area; `day` is that of lists which name none.
    """
    today = office.now().date()
    found: dict[tuple[object, ...], SignUpRow] = {}
    for signed in signups(entries):
        row = _row(
            office, work, signed, area_id, Days(day.isoformat(), day.isoformat()) if day else None, today
        )
        if row is not None:
            found.setdefault(
                (row.name, row.phone, row.date, row.until_on, row.weekdays, row.shift, row.duty), row
            )
    return tuple(found.values())


def _row(
    office: Office, work: Work, signed: SignUp, area_id: int | None, usual: Days | None, today: date
) -> SignUpRow | None:
    phone = _phone(office, signed.phone)
    members = _members(work, signed.name, phone)
    member = members[0] if len(members) == 1 else None
    rules = rules_at(Packs(work, office.settings.pack_hash), member.area_id if member else area_id, work.now)
    wish = meant(signed, rules, signed.said_on or today)
    if wish is None:
        return None
    wish = replace(wish, days=wish.days or usual)
    days = wish.days or Days()
    row = SignUpRow(
        line=signed.line,
        name=signed.name,
        member=member.code if member else None,
        new=not members,
        date=days.first,
        shift=wish.shift,
        duty=wish.duty,
        status=_status(wish, members, today),
        until_on=days.last if days.last != days.first else None,
        weekdays=days.weekdays,
        phone=phone,
        area=None if members or area_id is None else area_rows.by_id(work, area_id).code,
        what=" ".join((*signed.when, *signed.what)),
    )
    if member is None or wish.days is None:
        return row
    values = duty_wishes.new_values(office, work, _wish_of(row, member.code), member, rules)
    there = duty_wishes.there_already(work, values)
    return row if there is None else replace(row, status="known", wish=there)


def _status(wish: Meant, members: Sequence[Any], today: date) -> str:
    if len(members) > 1:
        return "several"
    if wish.days is None:
        return "no_day"
    if wish.days.last is not None and wish.days.last < today.isoformat():
        return "past"
    return "new" if wish.sure or members else "unsure"


def _phone(office: Office, phone: str) -> str | None:
    """Return a phone as it is kept; what is none after all is left out."""
    try:
        return check_phone(phone, office.settings.country, "--phone") or None if phone else None
    except BadInput:
        return None


def _members(work: Work, name: str, phone: str | None) -> list[Any]:
    """Return the members who may be meant: of that phone, else of that code or name without another phone."""
    if phone:
        called = [row for row in rows.find_members(work, phone) if row.phone == phone]
        if called:
            return [row for row in called if row.name == name] or called
    return [row for row in rows.find_members(work, name) if not phone or row.phone in {None, phone}]


def _wish_of(row: SignUpRow, member: str) -> NewWish:
    """Return the wish of a sign-up; on any day where it names none."""
    return NewWish(
        member,
        wanted=True,
        from_on=row.date,
        until_on=row.until_on or row.date,
        weekdays=row.weekdays or (None if row.date else "daily"),
        shift=row.shift,
        duty=row.duty,
    )


def store(
    office: Office, found: Sequence[SignUpRow], lines: frozenset[int] | None = None
) -> tuple[SignUpRow, ...]:
    """Store what is new, each at once, so that a dropped line loses nothing; or those of `lines`, unsure ones too.

    Return all of them as they stand then. Whom nobody knew becomes a volunteer; a wish that somebody else has
    stored meanwhile is known.
    """
    taken = ("new",) if lines is None else ("new", "unsure")
    return tuple(
        _store(office, one) if one.status in taken and (lines is None or one.line in lines) else one
        for one in found
    )


def _store(office: Office, row: SignUpRow) -> SignUpRow:
    with office.store.begin() as work:
        members = _members(work, row.name, row.phone)
        if len(members) > 1:
            return replace(row, status="several", new=False)
        if members:
            member = members[0]
        else:
            new = people.NewMember(row.name, Tier.VOLUNTEER, area=row.area, phone=row.phone)
            member = rows.by_id(work, people.insert_member(office, work, new)[0])
        try:
            wish = duty_wishes.add_in(office, work, member, _wish_of(row, member.code))
        except Refused as fault:
            if fault.code != "wish_there":
                raise
            return replace(row, status="known", member=member.code, wish=int(str(fault.args_["number"])))
        return replace(row, status="stored", member=member.code, wish=wish)
