"""`request paste`: a chat's text becomes drafts in the inbox, at once and whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gridctl.core.chat_drafts import Draft, Skipped, draft_all
from gridctl.core.chat_paste import Message, read_paste
from gridctl.core.errors import N_, BadInput
from gridctl.core.inbox_views import DraftView, PasteView, SignUpRow, SkippedRow
from gridctl.core.pack import Pack
from gridctl.core.pack_values import OTHER
from gridctl.core.private import Sight
from gridctl.core.sign_lists import Entry, entries_of
from gridctl.core.times import parse_date, to_ms
from gridctl.core.understanding import Understood, Wish
from gridctl.core.words import InboxStatus
from gridctl.services import areas, inbox
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.place_names import find_building, own_area
from gridctl.services.reading import Doors, read, with_reading
from gridctl.store import homes as home_rows
from gridctl.store import inbox as rows
from gridctl.store.unit import Work

LONGEST = 1_000_000
"""Characters; a whole year of a group is pasted in parts."""
SUMMARY = 500
WHOLE = 20_000


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the chat belongs, as far as it was said."""

    building_id: int | None
    area_id: int | None
    pack: Pack


@dataclass(frozen=True, slots=True)
class _Drafted:
    """What became of the messages, before anything is kept."""

    where: _Where
    drafts: list[Draft]
    skipped: tuple[SkippedRow, ...]
    known: int
    signups: tuple[SignUpRow, ...]


def paste(
    office: Office,
    text: str,
    *,
    building: str | None = None,
    area: str | None = None,
    day: str | None = None,
    dry_run: bool = False,
) -> PasteView:
    """Read a chat's text and put its drafts into the inbox; what is old enough there loses its texts.

    Messages that were pasted before are known again. Who signed up for a shift is only told, of `day` where the
    list names none: `sign_ups.store` stores them. `dry_run` only tells of drafts too.
    """
    if len(text) > LONGEST:
        raise BadInput(N_("that is too much for one paste"), hint=N_("paste it in parts of a day or so"))
    messages = read_paste(text, office.now().date())
    if not messages:
        raise BadInput(
            N_("there is nothing to read"),
            hint=N_("copy the messages first: gridctl request paste FILE, or pipe them in"),
        )
    if dry_run:
        with office.store.read() as work:
            made = _draft(office, work, messages, building, area, day)
            views = tuple(_dry(office, work, one, made.where) for one in made.drafts)
            return PasteView(views, made.skipped, made.known, dry_run=True, signups=made.signups)
    with office.store.begin() as work:
        made = _draft(office, work, messages, building, area, day)
        numbers = [_keep(office, work, one, made.where) for one in made.drafts]
        inbox.purge_in(office, work)
        if messages:
            work.log("inbox.paste", "inbox", "new", {"messages": len(messages), "drafts": len(numbers)})
        views = tuple(inbox.views(office, work, rows.of(work, numbers)))
        return PasteView(views, made.skipped, made.known, dry_run=False, signups=made.signups)


def waiting_of(office: Office, text: str) -> list[DraftView]:
    """Return the drafts of a chat's text that nobody has decided on, the most urgent first, old ones too.

    So a paste that broke off half-way goes on where it stood.
    """
    rest, entries = entries_of(list(read_paste(text, office.now().date())))
    keys = [one.key for one in (*rest, *(entry.message for entry in entries))]
    with office.store.read() as work:
        found = rows.of(work, sorted(set(rows.known(work, keys).values())))
        return inbox.views(office, work, [row for row in found if row.status == InboxStatus.WAITING])


def _draft(
    office: Office,
    work: Work,
    messages: Sequence[Message],
    building: str | None,
    area: str | None,
    day: str | None,
) -> _Drafted:
    near = own_area(office, work)
    given = areas.find(work, area).id if area else None
    place = find_building(work, building, given or near) if building else None
    own = given or (place.area_id if place else None)
    pack = with_reading(Packs(work, office.settings.pack_hash).in_force(own or near, work.now).pack)
    where = _Where(place.id if place else None, own, pack)
    doors = Doors(work, own or near, building_id=where.building_id, within=given)
    rest, entries = entries_of(list(messages))
    fresh, again = _fresh(work, [*rest, *(one.message for one in entries)])
    listed = [one for one in entries if any(one.message is other for other in fresh)]
    chat = fresh[: len(fresh) - len(listed)]
    drafts, skipped = draft_all(chat, listed, pack, _Reader(office, pack, doors), doors)
    signed = _signed(office, work, entries, own or near, day)
    lines = {one.line for one in signed}
    told = sorted([*skipped, *again], key=lambda one: one.line)
    left = tuple(_row(pack, one) for one in told if one.line not in lines)
    return _Drafted(where, drafts, left, len(again), signed)


def _signed(
    office: Office, work: Work, entries: Sequence[Entry], area_id: int | None, day: str | None
) -> tuple[SignUpRow, ...]:
    """Return who signed up for a shift on the lists of a chat."""
    if not entries:
        return ()
    from gridctl.services import sign_ups  # start-up: most chats hold no list

    return sign_ups.rows_of(
        office, work, entries, area_id, parse_date(day, office.now().date()) if day else None
    )


def _row(pack: Pack, one: Skipped) -> SkippedRow:
    """Return what is shown of a message that became no draft; nothing of what may be confidential."""
    hit = pack.telling(one.text)
    closed = one.why == "known" or (hit is not None and pack.category(hit.value).confidential)
    return SkippedRow(one.line, one.why, "" if closed else one.text)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the messages with the words of one pack."""

    office: Office
    pack: Pack
    doors: Doors

    def __call__(self, text: str) -> Understood:
        return read(self.office, text, self.pack, self.doors, Wish())


def _fresh(work: Work, messages: Sequence[Message]) -> tuple[list[Message], list[Skipped]]:
    """Part what is new from what was pasted before, or stands twice in this paste."""
    keys = [one.key for one in messages]
    seen = set(rows.known(work, keys))
    fresh, again = [], []
    for key, one in zip(keys, messages, strict=True):
        if key in seen:
            again.append(Skipped(one.line, "known", one.text))
        else:
            seen.add(key)
            fresh.append(one)
    return fresh, again


def _keep(office: Office, work: Work, draft: Draft, where: _Where) -> int:
    values = _columns(office, work, draft, where)
    return rows.add(
        work,
        values
        | {
            "status": str(InboxStatus.WAITING),
            "sender": draft.sender or None,
            "text": draft.text[:WHOLE],
            "pasted_at": work.now,
            "pasted_by": work.actor.operator,
            "version": 1,
        },
        draft.keys,
    )


def _columns(office: Office, work: Work, draft: Draft, where: _Where) -> dict[str, object]:
    code = draft.category or OTHER
    home = home_rows.get(work, draft.door.id) if draft.door else None
    return {
        "summary": draft.summary[:SUMMARY],
        "name": draft.name,
        "phone": draft.phone,
        "home_id": home.id if home else None,
        "building_id": home.building_id if home else where.building_id,
        "area_id": home.in_area if home else where.area_id,
        "category": code,
        "urgency": str(draft.urgency),
        "confidence": round(100 * draft.confidence),
        "confidential": where.pack.category(code).confidential,
        "received_at": _received(office, draft.at, work.now),
    }


def _received(office: Office, at: datetime | None, now: int) -> int:
    """Return when a message came in (UTC ms): as it says, unless that is unknown or lies ahead."""
    if at is None:
        return now
    return min(now, to_ms(at.replace(tzinfo=office.zone)))


def _dry(office: Office, work: Work, draft: Draft, where: _Where) -> DraftView:
    values = _columns(office, work, draft, where)
    code = str(values["category"])
    home = draft.door.id if draft.door else None
    twins = rows.twins(work, [home]) if home is not None else {}
    return DraftView(
        id=None,
        status=str(InboxStatus.WAITING),
        summary=draft.summary[:SUMMARY],
        home=draft.door.label if draft.door else None,
        name=draft.name,
        phone=draft.phone,
        category=code,
        urgency=str(draft.urgency),
        confidence=draft.confidence,
        twins=tuple(twins.get((home, code), ())) if home is not None else (),
        sender=draft.sender or None,
        emergency=inbox.emergency(office, where.pack, str(draft.urgency), code),
        confidential=bool(values["confidential"]),
        sight=Sight.CLOSED if values["confidential"] else Sight.MASKED,
    )
