"""Help requests: take in, list, show."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from gridctl.checks.phones import check_phone
from gridctl.core.errors import N_, BadInput
from gridctl.core.life import count_time
from gridctl.core.private import Reveal as Reveal  # noqa: PLC0414  (pages of places take it from here)
from gridctl.core.private import Sight, refuse_masked_look
from gridctl.core.requests import NewRequest, first_level
from gridctl.core.text import clean_line, clean_page
from gridctl.core.times import parse_when, to_ms
from gridctl.core.uid import uuid7
from gridctl.core.views import AddedView, RequestRow, RequestView
from gridctl.core.words import Channel, Level, Origin, Status, StepKind, Urgency
from gridctl.services import areas, clockwork, desks, homes, people, request_twins, requesters
from gridctl.services.calendars import Calendars
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.place_names import find_building, own_area
from gridctl.services.request_rows import row_view
from gridctl.services.request_views import view_of
from gridctl.store import areas as area_rows
from gridctl.store import requests as rows
from gridctl.store.requests import Wanted
from gridctl.store.told import told_until
from gridctl.store.unit import Work

FEW = 20
"""So many rows may be revealed without saying why."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which requests to list; names as people write them. Without words or a status the open ones."""

    statuses: tuple[Status, ...] = ()
    everything: bool = False
    area: str | None = None
    category: str | None = None
    urgency: Urgency | None = None
    channel: Channel | None = None
    level: Level | None = None
    ref: str | None = None
    holder: str | None = None
    overdue: bool = False
    after: int | None = None
    limit: int | None = None
    words: str = ""
    home: str | None = None
    building: str | None = None
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """A request that was taken in, and what the clerk should hear about it.

    `guess` says what its words told of the category: found, none, or "" where it was given.
    """

    view: AddedView
    emergency: tuple[str, ...]
    guess: str
    new_holder: str | None
    same_ref: tuple[int, ...]


class AddedIn(NamedTuple):
    """The number of a request that was taken in within a unit of work, and what `Added` tells of it."""

    number: int
    emergency: tuple[str, ...]
    guessed: str
    new_holder: str | None
    same_ref: tuple[int, ...]


def add(office: Office, new: NewRequest) -> Added:
    """Take in one request, with its first step, its clocks and, where told, its holder."""
    with office.store.begin() as work:
        return added(office, work, add_in(office, work, new))


def added(office: Office, work: Work, found: AddedIn) -> Added:
    """Return what the clerk should hear about a request that was taken in, likely twins among it."""
    plain = view_of(office, work, found.number)
    values = {one.name: getattr(plain, one.name) for one in fields(plain)}
    twins = tuple(request_twins.likely(office, work, found.number))
    return Added(AddedView(**values, twins=twins), *found[1:])


def add_in(office: Office, work: Work, new: NewRequest) -> AddedIn:
    """Take in one request within a unit of work."""
    cleaned = _clean(new, office.settings.country)
    received = office.when(new.at)
    due = _due(office, new.due, received)
    asks = requesters.find(office, work, new)
    cleaned |= asks.reached(cleaned)
    packs = Packs(work, office.settings.pack_hash)
    applied = packs.in_force(asks.where.area_id, received)
    guess = None if new.category else applied.pack.guess(cleaned["summary"])
    code = new.category or guess or "other"
    category = applied.pack.find_category(code)
    urgency = new.urgency or applied.pack.guess_urgency(cleaned["summary"], category.code)
    level = first_level(new.channel)
    limit = applied.pack.limit(category.code, urgency, level)
    calendar = Calendars(office, work).of(applied.pack, limit.calendar, received, work.now)
    holder = people.find_holder(work, new.to) if new.to else None
    clock = clockwork.first_deadlines(limit, calendar, received, due, held=holder is not None)
    twins = rows.same_ref(work, cleaned["ref"]) if cleaned["ref"] else []
    number = rows.add(
        work,
        cleaned
        | {
            "uid": uuid7(work.now),
            "status": str(Status.ASSIGNED if holder else Status.NEW),
            "is_open": True,
            "level": str(level),
            "category": category.code,
            "urgency": str(urgency),
            "channel": str(new.channel),
            **asks.columns(),
            "anonymous": new.anonymous,
            "holder_member_id": holder.member_id if holder else None,
            "holder_team_id": holder.team_id if holder else None,
            "received_at": received,
            "recorded_at": work.now,
            **clock,
            "due_given": due is not None,
            "given_due": due,
            "desk_id": desks.home_desk(work, asks.where.area_id, level),
            "pack_hash": applied.hash,
            "rule": limit.rule,
            "on_spot": False,
            "confidential": category.confidential,
            "version": 1,
        },
    )
    by = people.done_by(work, new.by)
    counted = count_time(received, work.now, told_until(work))
    _first_steps(work, number, received, counted, by, holder, clock["due"])
    _log_new(work, number, cleaned, category.code, str(urgency), asks.where)
    requesters.note_needs(office, work, asks, new)
    numbers = applied.pack.emergency_numbers(office.settings.country, category.code)
    return AddedIn(
        number,
        numbers if urgency is Urgency.CRITICAL else (),
        "" if new.category else "found" if guess else "none",
        holder.code if holder and holder.is_new else None,
        tuple(twins),
    )


def _due(office: Office, text: str | None, received: int) -> int | None:
    """Read a deadline of the sender's own (UTC ms); one before the request came in is BadInput."""
    if not text:
        return None
    due = to_ms(parse_when(text, office.now()))
    if due < received:
        raise BadInput(
            N_("the deadline {due} lies before the request came in"),
            hint=N_("--due says until when it has to be done, --at when it came in"),
            due=text,
        )
    return due


def _clean(new: NewRequest, country: str) -> dict[str, Any]:
    summary = clean_line(new.summary, "SUMMARY")
    if not summary:
        raise BadInput(
            N_("a request needs a few words on what is wanted"), hint=N_("gridctl request add 'TEXT'")
        )
    name = clean_line(new.name, "--name", longest=80) if new.name else None
    if name:
        refuse_masked_look(name, "--name")
    if new.anonymous and (name or new.phone or new.resident):
        raise BadInput(
            N_("an anonymous request keeps no name and no phone"),
            hint=N_("leave out --name, --phone and --resident, or --anonymous"),
        )
    return {
        "summary": summary,
        "details": clean_page(new.details, "--details") or None if new.details else None,
        "name": name or None,
        "phone": check_phone(new.phone, country, "--phone") or None if new.phone else None,
        "ref": clean_line(new.ref, "--ref", longest=80) or None if new.ref else None,
    }


def _first_steps(
    work: Work,
    number: int,
    at: int,
    counted: int,
    by: str | None,
    holder: people.Holder | None,
    due: int | None,
) -> None:
    common = {
        "request_id": number,
        "at": at,
        "recorded_at": work.now,
        "counted_at": counted,
        "operator": work.actor.operator,
        "done_by": by,
        "origin": str(Origin.TYPED),
    }
    rows.add_step(work, common | {"kind": str(StepKind.RECEIVE), "status": str(Status.NEW)})
    if holder:
        detail = {"to": holder.code}
        rows.add_step(
            work, common | {"kind": str(StepKind.ASSIGN), "status": str(Status.ASSIGNED), "detail": detail}
        )
        from gridctl.services import telling  # start-up: most requests come in without a holder

        telling.given_at_intake(work, number, holder, by)
    rows.enter(work, number, Status.ASSIGNED if holder else Status.NEW, counted, due)


def _log_new(
    work: Work, number: int, cleaned: dict[str, Any], category: str, urgency: str, place: homes.Where
) -> None:
    changes: dict[str, object] = {
        "category": category,
        "urgency": urgency,
        "area": area_rows.by_id(work, place.area_id).code if place.area_id else None,
        "ref": cleaned["ref"],
        # Which door it was is as personal as who asked.
        "home": work.salted("request", number, place.home_id),
    }
    for field in ("summary", "details", "name", "phone"):
        changes[field] = work.salted("request", number, cleaned[field])
    work.log("request.add", "request", number, changes)


def show(office: Office, number: int, reveal: Reveal | None = None) -> RequestView:
    """Return one request; seeing it in full is a ledger entry."""
    with office.store.read() as work:
        found = view_of(office, work, number, reveal)
    if found.sight is Sight.FULL:
        with office.store.begin() as work:
            work.log("request.reveal", "request", number, {"rows": 1}, reveal.why if reveal else None)
    return found


def wanted(office: Office, work: Work, query: Query, *, reveal: bool = False) -> Wanted:
    """Turn names into numbers: which requests the store is to look for.

    Whoever asks for a home or a building is not told of the confidential ones there, unless they hold or
    reveal them: the list would say at which door they are.
    """
    near = own_area(office, work) if query.home or query.building else None
    holder = people.known_holder(work, query.holder) if query.holder else None
    category = None
    if query.category:
        category = Packs(work, office.settings.pack_hash).find_category(query.category)
    from gridctl.services.finding import read_query  # start-up: who takes a request in looks for none
    from gridctl.store.query import beyond, compile_query, order_of

    found = compile_query(work, read_query(office, work, query.words), work.now)
    further = () if query.after is None else (beyond(work, found.sort, query.after),)
    return Wanted(
        statuses=tuple(str(s) for s in query.statuses),
        open_only=not (query.statuses or query.everything or query.ref or query.words.strip()),
        area_id=areas.find(work, query.area).id if query.area else None,
        category=category,
        urgency=str(query.urgency) if query.urgency else None,
        channel=str(query.channel) if query.channel else None,
        level=str(query.level) if query.level else None,
        ref=query.ref,
        member_id=holder.member_id if holder else None,
        team_id=holder.team_id if holder else None,
        overdue_at=work.now if query.overdue else None,
        limit=query.limit,
        conditions=(*found.conditions, *further),
        match=found.match,
        order=tuple(order_of(found.sort, by_match=bool(found.match))),
        home_id=homes.find(work, query.home, near).id if query.home else None,
        building_id=find_building(work, query.building, near).id if query.building else None,
        open_to=None if reveal or not (query.home or query.building) else office.operator,
        skip=query.skip,
        any_void=rows.any_void(work),
    )


def listing(office: Office, query: Query, reveal: Reveal | None = None) -> Iterator[RequestRow]:
    """Yield the wanted requests, newest first unless the words say otherwise.

    Revealing more than 20 needs a reason; each is logged.
    """
    if reveal:
        _log_reveal(office, query, reveal)
    with office.store.read() as work:
        for row in work.execute(rows.listing(wanted(office, work, query, reveal=reveal is not None))):
            yield row_view(row, office.zone, work.now, full=reveal is not None)


def _log_reveal(office: Office, query: Query, reveal: Reveal) -> None:
    with office.store.begin() as work:
        search = wanted(office, work, query, reveal=True)
        number = rows.count(work, search)
        shown = min(number, search.limit or number)
        if shown > FEW and not reveal.why:
            raise BadInput(
                N_("{rows} rows would be revealed; more than {few} need a reason"),
                hint=N_("add --why 'REASON', or ask for fewer rows"),
                rows=shown,
                few=FEW,
            )
        work.log("request.reveal", "request", "list", {"rows": shown}, reveal.why)
