"""Who could stand at a post on a day, and where a member could: the rules of duty, asked beforehand."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from gridctl.core.duty_rules import Demand, broken
from gridctl.core.post_views import stands_on
from gridctl.services import people, posts
from gridctl.services.boards import Letters
from gridctl.services.duty_people import Ground, People, on_day, stint, stint_at
from gridctl.services.office import Office
from gridctl.store import people as people_rows
from gridctl.store import rosters as roster_rows
from gridctl.store import turns as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class MemberOffer:
    """A member who could stand at a post: how many turns they have around the day, and which rules forbid it."""

    member: str
    name: str
    tier: str
    turns: int
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostOffer:
    """A post that a member could stand at: how many it lacks, and which rules forbid it."""

    post: int
    duty: str
    area_name: str
    place: str | None
    shift: str
    letter: str
    missing: int
    against: tuple[str, ...]


def members_for(office: Office, post: int, day: str) -> list[MemberOffer]:
    """Return all members for a post on a day: first those whom no rule forbids it, those with few turns first."""
    on = on_day(office, day)
    with office.store.read() as work:
        where = posts.by_number(work, post)
        ground = Ground(office, work, work.now)
        known, seat = People(ground, on, on), _seat(work, ground, where, on)
        found = [
            MemberOffer(
                member.code,
                member.name,
                member.tier,
                len(known.turns.get(member.id, ())),
                _against(known, member, where, seat),
            )
            for member in people_rows.present_members(work)
        ]
    return sorted(found, key=lambda one: (len(one.against), one.turns, one.member))


def posts_for(office: Office, member: str, day: str) -> list[PostOffer]:
    """Return the posts that are open on a day for a member: first those without a rule against, that lack most."""
    on = on_day(office, day)
    with office.store.read() as work:
        who = people.find_member(work, member)
        ground = Ground(office, work, work.now)
        known = People(ground, on, on, [who.id])
        letters = Letters(office, work)
        open_ = [
            one
            for one in roster_rows.open_posts(work, None, on.isoformat(), on.isoformat())
            if stands_on(one, on.isoformat())
        ]
        there = Counter(
            row.post_id
            for row in rows.at_posts(work, [one.id for one in open_], on.isoformat(), on.isoformat())
        )
        found = [
            PostOffer(
                one.id,
                one.duty,
                one.area_name,
                one.place,
                one.shift,
                letters.of(one.area_id, one.shift),
                max(0, one.least - there[one.id]),
                _against(known, who, one, _seat(work, ground, one, on)),
            )
            for one in open_
        ]
    return sorted(found, key=lambda one: (len(one.against), -one.missing))


def _seat(work: Work, ground: Ground, post: Any, on: date) -> Demand:  # noqa: ANN401
    """Return what a post asks for on a day, with who is there already."""
    day = on.isoformat()
    room = post.best - len(rows.at_posts(work, [post.id], day, day))
    return ground.demand(post, room, {row.member_id for row in rows.beside(work, post, day)})


def _against(known: People, member: Any, post: Any, seat: Demand) -> tuple[str, ...]:  # noqa: ANN401
    """Return the codes of the rules that a turn of a member at a post would break on the day of `known`."""
    day = known.since
    found = broken(
        stint_at(known.ground.office, post, day),
        [stint(row) for row in known.turns.get(member.id, ())],
        known.who(member),
        seat,
        known.ground.lifted(post.area_id, day, day),
    )
    return tuple(str(one.rule) for one in found)
