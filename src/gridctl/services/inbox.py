"""The inbox: what was pasted waits until somebody takes, changes, drops or leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.inbox_views import DraftView, PasteView, PurgeView
from gridctl.core.pack import Pack
from gridctl.core.pack_values import PurgeKind
from gridctl.core.private import Reveal, Sight, refuse_masked_look
from gridctl.core.requests import NewRequest
from gridctl.core.text import clean_line
from gridctl.core.times import DAY_MS, iso
from gridctl.core.understanding import Door
from gridctl.core.words import Channel, InboxStatus, Urgency
from gridctl.services import homes, requests
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.place_names import own_area
from gridctl.services.reading import resident_at
from gridctl.services.requests import AddedIn
from gridctl.store import inbox as rows
from gridctl.store.unit import Work

SHOWN = 200
USUAL_DAYS = 14
"""So long texts are kept where a pack says nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """What of a draft is to be said otherwise; None stays, an empty text clears."""

    summary: str | None = None
    home: str | None = None
    name: str | None = None
    phone: str | None = None
    category: str | None = None
    urgency: Urgency | None = None


def listing(office: Office, *, everything: bool = False) -> list[DraftView]:
    """Return the drafts that wait, the most urgent first; or the newest of all."""
    with office.store.read() as work:
        return views(office, work, rows.decided(work, SHOWN) if everything else rows.waiting(work))


def some(office: Office, numbers: Sequence[int]) -> list[DraftView]:
    """Return these drafts as they stand now, the most urgent first."""
    with office.store.read() as work:
        return views(office, work, rows.of(work, numbers))


def revealed(office: Office, paste: PasteView, why: str | None) -> PasteView:
    """Return a paste with its drafts in full, which is an entry of the ledger; many rows need a reason."""
    if len(paste.drafts) > requests.FEW and not why:
        raise BadInput(
            N_("{rows} rows would be revealed; more than {few} need a reason"),
            hint=N_("add --why 'REASON', or ask for fewer rows"),
            rows=len(paste.drafts),
            few=requests.FEW,
        )
    with office.store.begin() as work:
        work.log("inbox.reveal", "inbox", "list", {"rows": len(paste.drafts)}, why)
    drafts = tuple(replace(one, sight=Sight.FULL) for one in paste.drafts)
    return replace(paste, drafts=drafts)


def show(office: Office, number: int, reveal: Reveal | None = None) -> DraftView:
    """Return one draft with the messages that it came from; revealing it is an entry of the ledger."""
    if reveal:
        with office.store.begin() as work:
            load(work, number)
            work.log("inbox.reveal", "inbox", number, {"rows": 1}, reveal.why)
    with office.store.read() as work:
        return views(office, work, [load(work, number)], full=True, reveal=reveal is not None)[0]


def load(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of a draft; NotFound where there is none."""
    work.about("inbox", number)
    row = rows.get(work, number) if 0 < number < 1 << 62 else None
    if row is None:
        raise NotFound(
            N_("there is no draft {number} in the inbox"),
            hint=N_("see what there is: gridctl inbox list"),
            number=number,
        )
    return row


def _load_waiting(work: Work, number: int) -> Any:  # noqa: ANN401
    row = load(work, number)
    if row.status != InboxStatus.WAITING:
        if row.request_id is not None:
            raise Refused(
                N_("draft {number} became request {request} already"),
                hint=N_("see: gridctl request show {request}"),
                error="draft_decided",
                number=number,
                request=row.request_id,
            )
        raise Refused(
            N_("draft {number} was dropped or purged"),
            hint=N_("see what waits: gridctl inbox list"),
            error="draft_decided",
            number=number,
        )
    return row


def views(
    office: Office, work: Work, found: Sequence[Any], *, full: bool = False, reveal: bool = False
) -> list[DraftView]:
    """Return drafts as they may be seen; `full` gives the messages too. Confidential ones show no text."""
    pack = Packs(work, office.settings.pack_hash).default().pack
    twins = rows.twins(work, sorted({row.home_id for row in found if row.home_id is not None}))
    drafts = _alike([row for row in found if row.status == InboxStatus.WAITING])
    return [
        DraftView(
            id=row.id,
            status=row.status,
            summary=row.summary,
            home=row.home,
            name=row.name,
            phone=row.phone,
            category=row.category,
            urgency=row.urgency,
            confidence=row.confidence / 100,
            twins=tuple(one for one in twins.get((row.home_id, row.category), ()) if one != row.request_id),
            twin_drafts=tuple(one for one in drafts.get((row.home_id, row.category), ()) if one != row.id),
            area=row.area,
            sender=row.sender,
            received_at=office.moment_of(row.received_at),
            request=row.request_id,
            confidential=row.confidential,
            text=row.text if full else None,
            emergency=emergency(office, pack, row.urgency, row.category),
            sight=Sight.FULL if reveal else Sight.CLOSED if row.confidential else Sight.MASKED,
        )
        for row in found
    ]


def emergency(office: Office, pack: Pack, urgency: str, category: str | None) -> tuple[str, ...]:
    """Return whom to ring first where life is in danger."""
    if urgency != Urgency.CRITICAL:
        return ()
    return pack.emergency_numbers(
        office.settings.country, category if category and pack.knows(category) else None
    )


def _alike(found: Sequence[Any]) -> dict[tuple[int, str], list[int]]:
    alike: dict[tuple[int, str], list[int]] = {}
    for row in sorted(found, key=lambda one: int(one.id)):
        if row.home_id is not None and row.category:
            alike.setdefault((row.home_id, row.category), []).append(row.id)
    return alike


def take(office: Office, number: int, to: str | None = None) -> AddedIn:
    """Make a draft a request, in a transaction of its own."""
    with office.store.begin() as work:
        row = _load_waiting(work, number)
        added = requests.add_in(office, work, _request_of(office, work, row, to))
        values = {"status": str(InboxStatus.TAKEN), "request_id": added.number}
        rows.change(work, number, row.version, values | _decided(work))
        work.log("inbox.take", "inbox", number, {"request": added.number})
        return added


def _decided(work: Work) -> dict[str, Any]:
    return {"decided_at": work.now, "decided_by": work.actor.operator}


def _request_of(office: Office, work: Work, row: Any, to: str | None) -> NewRequest:  # noqa: ANN401
    resident = None
    if row.name and row.home_id is not None:
        resident = resident_at(work, Door(row.home_id, row.home), row.name)
    return NewRequest(
        row.summary,
        area=None if row.home_id is not None else row.area,
        category=row.category,
        urgency=Urgency(row.urgency),
        channel=Channel.CHAT,
        name=None if resident else row.name,
        phone=row.phone,
        at=iso(office.moment_of(row.received_at)),
        to=to,
        home=row.home,
        resident=str(resident) if resident else None,
    )


def drop(office: Office, numbers: Sequence[int]) -> list[DraftView]:
    """Drop drafts: they ask for nothing. All or none."""
    with office.store.begin() as work:
        for number in numbers:
            row = _load_waiting(work, number)
            rows.change(work, number, row.version, {"status": str(InboxStatus.DROPPED)} | _decided(work))
            work.log("inbox.drop", "inbox", number, {})
        return views(office, work, rows.of(work, numbers))


def change(office: Office, number: int, wanted: Change) -> DraftView:
    """Say something of a draft otherwise; the rules of a request hold for it."""
    with office.store.begin() as work:
        row = _load_waiting(work, number)
        values = _values(office, work, row, wanted)
        if values:
            rows.change(work, number, row.version, values)
            work.log("inbox.edit", "inbox", number, {"fields": sorted(values)})
        return views(office, work, [load(work, number)])[0]


def _values(office: Office, work: Work, row: Any, wanted: Change) -> dict[str, Any]:  # noqa: ANN401
    values: dict[str, Any] = {}
    if wanted.summary:
        values["summary"] = clean_line(wanted.summary, "--summary")
    if wanted.name is not None:
        refuse_masked_look(wanted.name, "--name")
        values["name"] = clean_line(wanted.name, "--name", longest=80) or None
    if wanted.phone is not None:
        values["phone"] = check_phone(wanted.phone, office.settings.country, "--phone") or None
    if wanted.home is not None:
        place = homes.place_of(office, work, home=wanted.home or None)
        values |= {"home_id": place.home_id, "building_id": place.building_id}
        values["area_id"] = place.area_id if place.home_id else row.area_id
    if wanted.category is not None:
        pack = (
            Packs(work, office.settings.pack_hash).in_force(values.get("area_id", row.area_id), work.now).pack
        )
        category = pack.find_category(wanted.category)
        values |= {"category": category.code, "confidential": category.confidential}
    if wanted.urgency is not None:
        values["urgency"] = str(wanted.urgency)
    return values


def days_kept(office: Office, work: Work) -> int:
    """Return how many days the pack lets pasted texts stay."""
    pack = Packs(work, office.settings.pack_hash).in_force(own_area(office, work), work.now).pack
    return next((one.days for one in pack.purge if one.kind is PurgeKind.INBOX), USUAL_DAYS)


def purge(office: Office, *, days: int | None = None, dry_run: bool = False) -> PurgeView:
    """Empty the texts of drafts that are older than the pack's days, decided or not."""
    if days is not None and days < 0:
        raise BadInput(N_("days cannot be negative"), hint=N_("--days 0 purges everything"))
    with office.store.begin() as work:
        return purge_in(office, work, days=days, everything=True, dry_run=dry_run)


def purge_in(
    office: Office, work: Work, *, days: int | None = None, everything: bool = False, dry_run: bool = False
) -> PurgeView:
    """Do so within a unit of work; without `everything` what nobody has decided on stays."""
    before = work.now - DAY_MS * (days_kept(office, work) if days is None else days)
    found = rows.past(work, before + (1 if days == 0 else 0), everything=everything)
    undecided = sum(row.status == InboxStatus.WAITING for row in found)
    if found and not dry_run:
        rows.purge(work, [row.id for row in found])
        work.log("inbox.purge", "inbox", "old", {"rows": len(found), "undecided": undecided})
    return PurgeView(len(found), undecided, dry_run)
