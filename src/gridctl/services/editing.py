"""Editing what a request says; its clocks follow a changed category or urgency, by the pack that it has."""

from dataclasses import dataclass, fields
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.core.errors import N_, BadInput
from gridctl.core.pack_values import Limit
from gridctl.core.private import refuse_masked_look
from gridctl.core.requests import Act
from gridctl.core.text import clean_line, clean_page
from gridctl.core.words import Channel, Level, StepKind, Urgency
from gridctl.services import areas, desks
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.steps import Change, Doing, Row
from gridctl.store.unit import Work

PERSONAL = frozenset({"summary", "details", "name", "phone", "address"})


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be said otherwise; None stays, an empty text clears what may be empty."""

    summary: str | None = None
    details: str | None = None
    name: str | None = None
    phone: str | None = None
    address: str | None = None
    ref: str | None = None
    area: str | None = None
    category: str | None = None
    urgency: Urgency | None = None
    channel: Channel | None = None


def edit(wanted: Edit, act: Act) -> Doing:
    """Change some fields; BadInput where nothing would change, or a value is masked or cannot be."""

    def prepare(office: Office, work: Work, row: Row) -> Change:
        values = _texts(wanted, office.settings.country) | _place(work, row, wanted)
        if wanted.channel is not None:
            values["channel"] = str(wanted.channel)
        detail: dict[str, Any] = {}
        if wanted.category is not None or wanted.urgency is not None:
            values |= _kind(office, work, row, wanted, detail)
        values = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not values:
            raise BadInput(
                N_("nothing would change"),
                hint=N_("say what: gridctl request edit {number} --urgency urgent"),
                number=row.id,
            )
        logged = {
            name: [_told(work, row, name, getattr(row, name)), _told(work, row, name, value)]
            for name, value in values.items()
        }
        return Change(values, {**detail, "fields": sorted(values)}, logged)

    return Doing(StepKind.EDIT, act, prepare)


def _told(work: Work, row: Row, name: str, value: Any) -> Any:  # noqa: ANN401
    return work.salted("request", row.id, value) if name in PERSONAL else value


def _texts(wanted: Edit, country: str) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for one in fields(wanted):
        text = getattr(wanted, one.name)
        if one.name not in PERSONAL | {"ref"} or text is None:
            continue
        option = f"--{one.name}"
        if one.name in {"name", "phone"}:
            refuse_masked_look(text, option)
        clean = clean_page if one.name == "details" else clean_line
        cleaned[one.name] = (
            check_phone(text, country, option) if one.name == "phone" else clean(text, option)
        ) or None
    if "summary" in cleaned and cleaned["summary"] is None:
        raise BadInput(
            N_("a request needs a few words on what is wanted"), hint=N_("gridctl request add 'TEXT'")
        )
    return cleaned


def _place(work: Work, row: Row, wanted: Edit) -> dict[str, Any]:
    """Return the new area and, where nobody has handed it elsewhere, the desk that follows from it."""
    if wanted.area is None:
        return {}
    area = areas.find(work, wanted.area)
    old = desks.home_desk(work, row.area_id, Level(row.level))
    values: dict[str, Any] = {"area_id": area.id}
    if row.desk_id in {None, old}:
        values["desk_id"] = desks.home_desk(work, area.id, Level(row.level))
    return values


def _kind(office: Office, work: Work, row: Row, wanted: Edit, detail: dict[str, Any]) -> dict[str, Any]:
    """Return category, urgency and rule, and put the limits from now on into the step's `detail`."""
    packs = Packs(work, office.settings.pack_hash)
    pack_hash, pack = row.pack_hash, packs.by_hash(row.pack_hash)
    if wanted.category is not None and not pack.knows(wanted.category):
        own = packs.default()
        pack_hash, pack = own.hash, own.pack
    category = pack.find_category(wanted.category or row.category)
    urgency = wanted.urgency or Urgency(row.urgency)
    limit = pack.limit(category.code, urgency, Level(row.level))
    detail["limits"] = limits_of(limit, row, work.now)
    return {
        "category": category.code,
        "urgency": str(urgency),
        "confidential": category.confidential,
        "rule": limit.rule,
        "pack_hash": pack_hash,
    }


def limits_of(limit: Limit, row: Row, now: int) -> dict[str, Any]:
    """Return how a step says which limits hold from `now` (UTC ms) on, and by which rule they were before."""
    return {
        "respond": limit.respond_ms,
        "assign": limit.assign_ms,
        "accept": limit.accept_ms,
        "resolve": limit.resolve_ms,
        "calendar": limit.calendar,
        "known_at": now,
        "rule": limit.rule,
        "from": [row.pack_hash, row.rule],
    }
