"""What follows from a visit: requests, needs that are set or end, a changed record, a home that never answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gridctl.core import answers as answered
from gridctl.core.checklists import Checklist, TargetKind
from gridctl.core.pack_values import OTHER, Label
from gridctl.core.rounds import KNOCKS, Effects, VisitOutcome
from gridctl.core.times import iso
from gridctl.core.words import Channel, Urgency
from gridctl.services.office import Office
from gridctl.services.round_loading import label_of
from gridctl.store import visits as rows
from gridctl.store.unit import Work

_UNANSWERED = Label(
    "Twice nobody answered at a home with somebody who needs care: find out how they are",
    "两次敲门无人应答，户内有重点关照人员，请核实情况",
)
_CARE = "care"


@dataclass(frozen=True, slots=True)
class Cause:
    """A visit that something may follow from. `at` is UTC ms, `by` who made it where that is not who types."""

    office: Office
    work: Work
    checklist: Checklist
    target: Any
    seq: int
    outcome: VisitOutcome
    at: int
    by: str | None


def follow(cause: Cause, given: Mapping[str, answered.Answer]) -> Effects:
    """Do what follows from the answers of a visit, and from knocks that nobody answered."""
    requests = []
    lang = cause.office.settings.lang
    for one in answered.raised(cause.checklist, given, lang):
        text = one.rule.text.text(lang).replace("{answer}", one.answer)
        number = _raise(cause, one.item.code, text, one.rule.category, one.rule.urgency)
        requests += [number] if number is not None else []
    if cause.outcome is VisitOutcome.NO_ANSWER and (number := _unanswered(cause, lang)) is not None:
        requests.append(number)
    needs, unplaced = _marks(cause, given)
    unplaced += _fields(cause, given)
    return Effects(tuple(requests), tuple(needs), tuple(unplaced))


def _raise(cause: Cause, item: str | None, text: str, category: str, urgency: Urgency | None) -> int | None:
    """Raise one request, unless the same item of this target has one that is open; return its number."""
    from gridctl.core.requests import NewRequest  # start-up: most visits raise nothing
    from gridctl.services import requests
    from gridctl.services.packs import Packs

    work, office, target = cause.work, cause.office, cause.target
    if rows.raised_of(work, target.id, item):
        return None
    place = _place(work, target, TargetKind(cause.checklist.target))
    applied = Packs(work, office.settings.pack_hash).in_force(target.area_id, cause.at)
    known = {one.code for one in applied.pack.categories}
    told = cause.checklist.target in {TargetKind.COMPOUND, TargetKind.MEMBER}
    new = NewRequest(
        text[:500],
        category=category if category in known else OTHER,
        urgency=urgency,
        channel=Channel.PATROL,
        name=target.name,
        details=label_of(target) if told else None,
        at=iso(office.moment_of(cause.at)),
        by=cause.by,
        home=place.get("home"),
        building=place.get("building"),
        point=place.get("point"),
        area=place.get("area"),
        resident=place.get("resident"),
    )
    number = requests.add_in(office, work, new).number
    rows.note_raised(
        work,
        {
            "round_id": target.round_id,
            "target_id": target.id,
            "visit_seq": cause.seq,
            "item": item,
            "request_id": number,
        },
    )
    return number


def _place(work: Work, target: Any, kind: TargetKind) -> dict[str, str]:  # noqa: ANN401
    """Return where a request of a target belongs, by the options of a new request."""
    found: dict[str, str] = {}
    if target.home:
        found["home"] = target.home
    elif kind is TargetKind.BUILDING:
        found["building"] = target.thing
    elif kind is TargetKind.POINT:
        found["point"] = target.thing
    elif target.area_id is not None:
        from gridctl.store import areas  # start-up: few targets are no homes

        found["area"] = areas.by_id(work, target.area_id).code
    if target.resident_id is not None and target.person:
        found["resident"] = str(target.resident_id)
    return found


def _unanswered(cause: Cause, lang: str) -> int | None:
    """Raise a request where nobody answered twice at a home with a need that has not ended."""
    knocks = [one for one in rows.valid(cause.work, cause.target.id) if one.outcome == VisitOutcome.NO_ANSWER]
    if len(knocks) < KNOCKS or not rows.needs(cause.work, cause.target):
        return None
    return _raise(cause, None, _UNANSWERED.text(lang), _CARE, Urgency.URGENT)


def _people(cause: Cause) -> list[int]:
    """Return whom the answers are about: the resident, or those who live in the home."""
    if cause.target.resident_id is not None:
        return [cause.target.resident_id]
    return rows.living(cause.work, cause.target.home_id) if cause.target.home_id is not None else []


def _marks(cause: Cause, given: Mapping[str, answered.Answer]) -> tuple[list[str], list[str]]:
    """Set and end needs; one that is set finds its person only where one alone lives there."""
    found = answered.marks(cause.checklist, given)
    if not found:
        return [], []
    from gridctl.core.residents import NewNeed  # start-up: few answers set needs
    from gridctl.services import needs, resident_search
    from gridctl.store import residents

    who = _people(cause)
    done, unplaced = [], []
    for mark in found:
        having = [one for one in who if residents.open_need(cause.work, one, mark.need) is not None]
        if mark.ends:
            for one in having:
                needs.end(cause.office, cause.work, one, NewNeed(mark.need))
            done += [f"-{mark.need}"] if having else []
        elif len(who) == 1 or having:
            needs.note(cause.office, cause.work, (having or who)[0], NewNeed(mark.need))
            done.append(f"+{mark.need}")
        else:
            unplaced.append(mark.need)
    resident_search.refresh(cause.work, who)
    return done, unplaced


def _fields(cause: Cause, given: Mapping[str, answered.Answer]) -> list[str]:
    """Change a resident's record; return the fields that nobody alone could be found for."""
    wanted = answered.fields(cause.checklist, given)
    if not wanted:
        return []
    who = _people(cause)
    if len(who) != 1:
        return sorted(wanted)
    from gridctl.services import resident_changes  # start-up: few answers change a record

    resident_changes.correct(cause.office, cause.work, who[0], wanted)
    return []
