"""Handing a request to somebody: assign, accept, refuse, take back, escalate; down to a desk and up again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.core.desks import level_of
from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.requests import Act
from gridctl.core.text import clean_line
from gridctl.core.views import RequestView
from gridctl.core.words import AreaKind, Level, StepKind, Tier, Urgency
from gridctl.services import areas, desks, people, steps
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.people import Holder, NewMember
from gridctl.services.steps import Change, Doing, Row
from gridctl.store import areas as area_rows
from gridctl.store import life as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class To:
    """Whom a request is given to: one of a member or team, somebody new (``NAME PHONE``), or a desk.

    `helpers` are members who help the holder (协办).
    """

    name: str | None = None
    helpers: tuple[str, ...] = ()
    newcomer: str | None = None
    desk: str | None = None

    def __post_init__(self) -> None:
        """Refuse none and several: BadInput."""
        if sum(one is not None for one in (self.name, self.newcomer, self.desk)) != 1:
            raise BadInput(
                N_("say to whom: one of --to, --helper and --desk"),
                hint=N_("gridctl request assign 412 --to 李建国"),
            )


@dataclass(slots=True)
class Handed:
    """What came of it: the requests, and the code of a volunteer who was not known until now."""

    views: list[RequestView]
    newcomer: str | None = None


def assign(office: Office, numbers: Sequence[int], to: To, act: Act, *, dry_run: bool = False) -> Handed:
    """Give requests to a member, a team or a desk, all of them or none."""
    handed = Handed([])
    doing = Doing(StepKind.ASSIGN, act, lambda office, work, row: _given(office, work, row, to, handed))
    handed.views = steps.take_each(office, numbers, doing, dry_run=dry_run)
    return handed


def giving(to: To, act: Act) -> Doing:
    """Give a request to somebody, as one step of a larger unit of work."""
    return Doing(StepKind.ASSIGN, act, lambda office, work, row: _given(office, work, row, to, Handed([])))


def _given(office: Office, work: Work, row: Row, to: To, handed: Handed) -> Change:
    if to.desk is not None:
        return _to_desk(work, row, to.desk)
    holder = (
        _newcomer(office, work, row, to.newcomer) if to.newcomer else people.find_holder(work, to.name or "")
    )
    handed.newcomer = holder.code if holder.is_new else handed.newcomer
    helpers = [people.find_member(work, name) for name in to.helpers]
    rows.end_help(work, row.id)
    for helper in helpers:
        if helper.id != holder.member_id:
            rows.help_with(work, row.id, helper.id)
    detail: dict[str, Any] = {"to": holder.code}
    if helpers:
        detail["with"] = [helper.code for helper in helpers]
    values = {"holder_member_id": holder.member_id, "holder_team_id": holder.team_id, "accepted_at": None}
    return Change(values | {"desk_id": _desk_of(work, row)}, detail)


def _desk_of(work: Work, row: Row) -> int | None:
    """Return the desk that a request stands at; one from before desks were kept gets its own now."""
    if row.desk_id is not None:
        return int(row.desk_id)
    return desks.home_desk(work, row.area_id, Level(row.level))


def _newcomer(office: Office, work: Work, row: Row, text: str) -> Holder:
    """Take whoever has just answered in the chat as a volunteer of the request's area."""
    words = clean_line(text, "--helper", longest=80).split()
    phone = ""
    if len(words) > 1 and any(char.isdigit() for char in words[-1]):
        phone = check_phone(words.pop(), office.settings.country, "--helper")
    known = people.known_by(work, " ".join(words), phone)
    if known is not None:
        return Holder(known.code, member_id=known.id)
    area = area_rows.by_id(work, row.area_id) if row.area_id is not None else None
    new = NewMember(" ".join(words), Tier.VOLUNTEER, None, area.code if area else None, phone or None)
    code, member_id = people.insert_new(work, new, area.id if area else None)
    return Holder(code, member_id=member_id, is_new=True)


def _to_desk(work: Work, row: Row, name: str) -> Change:
    """Hand it down (or over) to the desk of an area: nobody of that desk has it yet."""
    desk = areas.find(work, name)
    if desk.id == row.desk_id and row.holder is None:
        raise Refused(
            N_("request {number} stands at that desk already"),
            hint=N_("give it to somebody there: gridctl request assign {number} --to MEMBER"),
            error="same_desk",
            number=row.id,
        )
    rows.end_help(work, row.id)
    back = _code_of(work, row.desk_id)
    values = {
        "holder_member_id": None,
        "holder_team_id": None,
        "accepted_at": None,
        "desk_id": desk.id,
        "level": str(level_of(AreaKind(desk.kind))),
    }
    return Change(values, {"desk": desk.code} | ({"from_desk": back} if back else {}))


def _code_of(work: Work, area_id: int | None) -> str | None:
    return None if area_id is None else str(area_rows.by_id(work, area_id).code)


def accept(act: Act) -> Doing:
    """Say that whoever has it takes it on (a desk's receipt 签收, a member's yes)."""

    def prepare(_office: Office, work: Work, row: Row) -> Change:
        if row.accepted_at is not None:
            raise Refused(
                N_("request {number} was accepted already"),
                hint=N_("next: gridctl request start {number}"),
                error="accepted_already",
                number=row.id,
            )
        return Change({"accepted_at": work.now})

    return Doing(StepKind.ACCEPT, act, prepare)


def refuse(act: Act, *, taken_back: bool = False) -> Doing:
    """Give it back to the desk, or take it back from whoever has it (`taken_back`)."""

    def prepare(_office: Office, work: Work, row: Row) -> Change:
        rows.end_help(work, row.id)
        values = {"holder_member_id": None, "holder_team_id": None, "accepted_at": None}
        detail: dict[str, Any] = {"holder": row.holder} if row.holder else {}
        return Change(values, detail | ({"taken_back": True} if taken_back else {}))

    return Doing(StepKind.REFUSE, act, prepare)


def escalate(act: Act, auto: Mapping[str, Any] | None = None) -> Doing:
    """Move it up one level, to that level's desk (上报); the pack may add time.

    `auto` says which missed deadlines took it up where nobody did.
    """

    def prepare(office: Office, work: Work, row: Row) -> Change:
        level, desk = desks.needed_above(work, row)
        rows.end_help(work, row.id)
        values = {
            "level": str(level),
            "desk_id": desk,
            "holder_member_id": None,
            "holder_team_id": None,
            "accepted_at": None,
        }
        detail: dict[str, Any] = {"level": str(level), "desk": _code_of(work, desk), **(auto or {})}
        if row.holder:
            detail["holder"] = row.holder
        return Change(values, detail | _longer(office, work, row))

    return Doing(StepKind.ESCALATE, act, prepare)


def _longer(office: Office, work: Work, row: Row) -> dict[str, Any]:
    """Return what the pack adds to the time of a request that goes up; a deadline of the sender's stays."""
    pack = Packs(work, office.settings.pack_hash).by_hash(row.pack_hash)
    rule = pack.clocks.escalation.get(Urgency(row.urgency))
    if rule is None or rule.add is None or row.given_due is not None:
        return {}
    return {"add": rule.add}
