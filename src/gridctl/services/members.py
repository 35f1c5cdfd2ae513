"""Members: add, edit, list and show them, and post them to further areas."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.core.days import read_day
from gridctl.core.errors import N_, BadInput, Conflict, NotFound, Refused
from gridctl.core.ground import degrees, read_position
from gridctl.core.member_views import MemberDetail, MemberRow, PostingView
from gridctl.core.members import Particulars, check_days, read_capacity, read_lang, read_skills
from gridctl.core.text import clean_line
from gridctl.core.times import local, parse_date, to_ms
from gridctl.core.words import Tier
from gridctl.services import areas, people
from gridctl.services.named import fitting
from gridctl.services.office import Office
from gridctl.store import postings as rows
from gridctl.store.unit import Work

_PERSONAL = frozenset({"name", "phone"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which members to list: in an area and all below it, of a tier, with a skill, from a unit, there on a day.

    `words` are parts of code, name, pinyin, role or phone; all must fit.
    """

    area: str | None = None
    tier: Tier | None = None
    skill: str | None = None
    unit: str | None = None
    at: str | None = None
    words: str = ""


def add(office: Office, new: people.NewMember, given: Particulars) -> MemberDetail:
    """Add a member with all that is told of them; Refused where the code is taken."""
    with office.store.begin() as work:
        more = _columns(office, work, given)
        number, _kept = people.insert_member(office, work, new, more)
        return detail(office, work, number)


def edit(office: Office, name: str, given: Particulars, version: int | None = None) -> MemberDetail:
    """Change what is given; "" empties a field. Conflict where the row is no longer at `version`."""
    if given.is_empty():
        raise BadInput(N_("nothing to change was given"), hint=N_("see: gridctl member edit --help"))
    with office.store.begin() as work:
        row = people.find_member(work, name)
        work.about("member", row.id)
        if version is not None and version != row.version:
            raise Conflict(
                N_("{code} has changed since: version {now}, not {version}"),
                hint=N_("look at it again and repeat the command"),
                code=row.code,
                now=row.version,
                version=version,
            )
        values = _columns(office, work, given, row)
        new = {field: value for field, value in values.items() if value != getattr(row, field)}
        if new:
            rows.change(work, row.id, row.version, new)
            work.log("member.edit", "member", row.id, _in_ledger(work, row, new))
        return detail(office, work, row.id)


def _columns(office: Office, work: Work, given: Particulars, row: Any = None) -> dict[str, Any]:  # noqa: ANN401
    """Return the columns that follow from what was said; `row` is the member as they are now."""
    today = office.now().date()
    country = office.settings.country
    readers: dict[str, tuple[str | tuple[str, ...] | None, Callable[[Any], Any]]] = {
        "name": (given.name, people.needed),
        "tier": (given.tier, lambda word: str(Tier(word))),
        "area_id": (given.area, lambda word: areas.find(work, word).id if word else None),
        "phone": (given.phone, lambda word: check_phone(word, country, "--phone") if word else None),
        "role": (given.role, lambda word: clean_line(word, "--role", longest=100) or None),
        "sending_unit": (given.unit, lambda word: clean_line(word, "--unit", longest=100) or None),
        "skills": (given.skills, lambda words: read_skills(words, "--skill")),
        "capacity": (given.capacity, lambda word: read_capacity(word, "--capacity")),
        "deputy_id": (given.deputy, lambda word: _deputy(work, word, row)),
        "from_on": (given.from_on, lambda word: read_day(word, "--from", today) if word else None),
        "lang": (given.lang, lambda word: read_lang(word, "--lang")),
        "until_on": (given.until_on, lambda word: read_day(word, "--until", today) if word else None),
    }
    found = {field: read(said) for field, (said, read) in readers.items() if said is not None}
    if given.position is not None:
        position = read_position(given.position, "--position") or (None, None)
        found |= dict(zip(("latitude", "longitude"), position, strict=True))
    check_days(*(found.get(field, getattr(row, field, None)) for field in ("from_on", "until_on")))
    return found


def _deputy(work: Work, name: str, row: Any) -> int | None:  # noqa: ANN401
    if not name:
        return None
    number = int(people.find_member(work, name).id)
    if row is not None and number == row.id:
        raise Refused(N_("nobody is their own deputy"), hint=N_("name somebody else"), error="own_deputy")
    return number


def _in_ledger(work: Work, row: Any, new: dict[str, Any]) -> dict[str, object]:  # noqa: ANN401
    """Return changes as the ledger keeps them: [before, after], names and phones as salted hashes."""
    return {
        field: [
            work.salted("member", row.id, one) if field in _PERSONAL else one
            for one in (getattr(row, field), value)
        ]
        for field, value in new.items()
    }


def place(office: Office, name: str, area: str, since: str | None = None) -> MemberDetail:
    """Post a member to an area beside their own, from now or a time on; Refused where they work there."""
    with office.store.begin() as work:
        row = people.find_member(work, name)
        work.about("member", row.id)
        node = areas.find(work, area)
        lasting = [one.area_id for one in rows.of_member(work, row.id) if one.until_at is None]
        if node.id == row.area_id or node.id in lasting:
            raise Refused(
                N_("{code} works in {area} already"),
                hint=N_("see: gridctl member show {code}"),
                error="posted_already",
                code=row.code,
                area=node.code,
            )
        rows.add(work, row.id, node.id, office.when(since, future=True))
        work.log("member.place", "member", row.id, {"area": node.code})
        return detail(office, work, row.id)


def unplace(office: Office, name: str, area: str | None = None, until: str | None = None) -> MemberDetail:
    """End a member's posting to an area, or all of them, now or at a time; NotFound where there is none.

    One that has not begun never begins.
    """
    with office.store.begin() as work:
        row = people.find_member(work, name)
        work.about("member", row.id)
        node = areas.find(work, area) if area else None
        lasting = [one for one in rows.of_member(work, row.id) if one.until_at is None]
        ending = [one for one in lasting if node is None or one.area_id == node.id]
        if not ending:
            raise _not_posted(row, node)
        moment = office.when(until, future=True)
        if until and any(moment < one.from_at for one in ending):
            raise BadInput(N_("a posting cannot end before it begins"), hint=N_("give a later time"))
        for one in ending:
            rows.end(work, one.id, max(moment, one.from_at))
        work.log("member.unplace", "member", row.id, {"areas": [one.area for one in ending]})
        return detail(office, work, row.id)


def _not_posted(row: Any, node: areas.Node | None) -> NotFound:  # noqa: ANN401
    own = node is not None and node.id == row.area_id
    return NotFound(
        N_("{code} is not posted to {area}") if node else N_("{code} is not posted anywhere"),
        hint=N_("it is their own area; change it: gridctl member edit {code} --area AREA")
        if own
        else N_("see: gridctl member show {code}"),
        code=row.code,
        area=node.code if node else "",
    )


def listing(office: Office, wanted: Wanted) -> Iterator[MemberRow]:
    """Yield the members by their codes; who is posted to an area counts as working there."""
    with office.store.read() as work:
        query = rows.members()
        now = office.now()
        start = end = to_ms(now)
        if wanted.at:
            day = parse_date(wanted.at, now.date())
            query = query.where(rows.there_on(day.isoformat()))
            start, end = (to_ms(_midnight(office, day + timedelta(days=more))) for more in (0, 1))
        if wanted.area:
            query = query.where(rows.works_in(areas.find(work, wanted.area).id, start, max(end, start + 1)))
        if wanted.tier:
            query = query.where(rows.M.tier == str(wanted.tier))
        if wanted.unit:
            unit = clean_line(wanted.unit, "--unit")
            query = query.where(rows.M.sending_unit.contains(unit, autoescape=True))
        if wanted.skill:
            query = query.where(rows.has_skill(clean_line(wanted.skill, "--skill")))
        words = clean_line(wanted.words, "WORDS")
        found = work.execute(query)
        for row in fitting(found.all(), words) if words else found:
            yield _row(row)


def _midnight(office: Office, day: date) -> datetime:
    return local(day, time(), office.zone)


def show(office: Office, name: str) -> MemberDetail:
    """Return one member with postings, teams, how many open requests they hold, and their colour."""
    from gridctl.services import signal_of  # start-up: lists of members have no colours

    with office.store.read() as work:
        number = people.find_member(work, name).id
        signal, reasons = signal_of.of_member(office, work, number)
        return replace(detail(office, work, number), signal=signal, signal_reasons=reasons)


def _row(row: Any) -> MemberRow:  # noqa: ANN401
    return MemberRow(
        id=row.id,
        code=row.code,
        name=row.name,
        tier=row.tier,
        area=row.area,
        phone=row.phone,
        role=row.role,
        sending_unit=row.sending_unit,
        skills=tuple(row.skills or ()),
        capacity=row.capacity,
        deputy=row.deputy,
        from_on=row.from_on,
        until_on=row.until_on,
    )


def detail(office: Office, work: Work, number: int) -> MemberDetail:
    """Return one member with postings, teams and how many open requests they hold, within a unit of work."""
    row = rows.member(work, number)
    plain = _row(row)
    return MemberDetail(
        **{name: getattr(plain, name) for name in MemberRow.__slots__},
        postings=tuple(
            PostingView(one.area, office.moment_of(one.from_at), office.moment(one.until_at))
            for one in rows.of_member(work, number)
        ),
        teams=tuple(rows.teams_of(work, number)),
        open_requests=rows.count_held(work, number),
        version=row.version,
        lang=row.lang,
        latitude=degrees(row.latitude),
        longitude=degrees(row.longitude),
    )
