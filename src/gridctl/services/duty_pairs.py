"""Who should work together or apart, and limits that a leader lifts for some days."""

from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.numbers import read_number
from gridctl.core.presence_views import LiftView, PairView
from gridctl.core.text import clean_line
from gridctl.core.uid import uuid7
from gridctl.core.weekdays import read_days
from gridctl.core.words import Tier
from gridctl.services import areas, people
from gridctl.services.duty_wishes import HEAVIEST, USUAL
from gridctl.services.office import Office
from gridctl.store import duty_terms as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class NewPair:
    """Two members who should work together or apart; as a rule, or as a wish of a weight (1 to 10)."""

    one: str
    other: str
    together: bool
    rule: bool = False
    weight: str | None = None


def add_pair(office: Office, new: NewPair) -> PairView:
    """Note a pair; Refused for one and the same member, or where the two are a pair already."""
    weight = read_number(new.weight, "--weight", 1, HEAVIEST) if new.weight else USUAL
    with office.store.begin() as work:
        one, other = people.find_member(work, new.one), people.find_member(work, new.other)
        work.about("member", one.id)
        if one.id == other.id:
            raise Refused(N_("a pair is two people"), hint=N_("name two members"), error="same_member")
        there = rows.pair_of(work, one.id, other.id)
        if there is not None:
            raise Refused(
                N_("the two are a pair already: pair {number}"),
                hint=N_("part it first: gridctl duty pair remove {number}"),
                error="paired_already",
                number=there.id,
            )
        low, high = sorted((one.id, other.id))
        values = {
            "one_id": low,
            "other_id": high,
            "together": new.together,
            "rule": new.rule,
            "weight": weight,
            "created_at": work.now,
        }
        number = rows.add_pair(work, values)
        kept = {"members": [one.code, other.code], "together": new.together, "rule": new.rule}
        work.log("pair.add", "pair", number, kept | {"weight": weight})
        return _pair(work, number)


def pairs(office: Office, member: str | None = None) -> list[PairView]:
    """Return the pairs by their members, all or those that one is in."""
    with office.store.read() as work:
        number = people.find_member(work, member).id if member else None
        return [_pair_view(row) for row in work.execute(rows.pairs(number))]


def remove_pair(office: Office, number: int) -> PairView:
    """Part a pair."""
    with office.store.begin() as work:
        work.about("pair", number)
        gone = _pair(work, number)
        rows.remove_pair(work, number)
        work.log("pair.remove", "pair", number, {"members": [gone.member, gone.other]})
        return gone


def _pair(work: Work, number: int) -> PairView:
    row = work.execute(rows.pairs().where(rows.P.id == number)).first()
    if row is None:
        raise NotFound(
            N_("there is no pair {number}"),
            hint=N_("see what there is: gridctl duty pair list"),
            number=number,
        )
    return _pair_view(row)


def _pair_view(row: Any) -> PairView:  # noqa: ANN401
    return PairView(
        row.id,
        row.member,
        row.name,
        row.other,
        row.other_name,
        bool(row.together),
        bool(row.rule),
        row.weight,
    )


@dataclass(frozen=True, slots=True)
class NewLift:
    """A leader lifts the limits of hours and rest; no area means everywhere."""

    leader: str | None
    from_on: str | None
    until_on: str | None
    why: str | None
    area: str | None = None


def add_lift(office: Office, new: NewLift) -> LiftView:
    """Lift the limits of hours and rest for some days; Refused unless a member of tier leader does it."""
    why = clean_line(new.why or "", "--why", longest=200)
    if not why:
        raise BadInput(N_("it is not said why"), hint=N_("--why REASON"), error="no_reason")
    first, last = read_days(new.from_on, new.until_on, office.now().date(), until=None)
    with office.store.begin() as work:
        leader = people.find_member(work, new.leader) if new.leader else people.needed_me(work)
        work.about("member", leader.id)
        if leader.tier != Tier.LEADER:
            raise Refused(
                N_("{member} may not lift limits of hours and rest: only a leader may"),
                hint=N_("name the leader who decided it: --by LEADER"),
                error="no_leader",
                member=f"{leader.code} {leader.name}",
            )
        area = areas.find(work, new.area) if new.area else None
        values = {
            "uid": uuid7(work.now),
            "area_id": area.id if area else None,
            "leader_id": leader.id,
            "from_on": first,
            "until_on": last,
            "why": why,
            "created_at": work.now,
        }
        number = rows.add_lift(work, values)
        kept = {
            "leader": leader.code,
            "area": area.code if area else None,
            "from_on": first,
            "until_on": last,
        }
        work.log("lift.add", "lift", number, kept, why)
        return _lift(office, work, number)


def lifts(office: Office, *, everything: bool = False) -> list[LiftView]:
    """Return the lifts that hold today or later, or all, by their days."""
    today = office.now().date().isoformat()
    with office.store.read() as work:
        return [
            _lift_view(row, today) for row in work.execute(rows.lifts(since=None if everything else today))
        ]


def end_lift(office: Office, number: int) -> LiftView:
    """End a lift before its last day; Refused where it has ended."""
    with office.store.begin() as work:
        work.about("lift", number)
        _lift(office, work, number)
        if not rows.end_lift(work, number):
            raise Refused(
                N_("lift {number} has ended already"),
                hint=N_("see what holds: gridctl duty lift list"),
                error="already_ended",
                number=number,
            )
        work.log("lift.end", "lift", number, {})
        return _lift(office, work, number)


def _lift(office: Office, work: Work, number: int) -> LiftView:
    row = work.execute(rows.lifts().where(rows.L.id == number)).first()
    if row is None:
        raise NotFound(
            N_("there is no lift {number}"),
            hint=N_("see what there is: gridctl duty lift list"),
            number=number,
        )
    return _lift_view(row, office.now().date().isoformat())


def _lift_view(row: Any, today: str) -> LiftView:  # noqa: ANN401
    over = row.ended_at is not None or row.until_on < today
    status = "ended" if over else ("running" if row.from_on <= today else "planned")
    return LiftView(row.id, status, row.area, row.leader, row.name, row.from_on, row.until_on, row.why)
