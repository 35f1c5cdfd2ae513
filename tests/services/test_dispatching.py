"""Issue 4, Dispatch, in made worlds: capacity, urgency, and every reason shown true by another count."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridctl.core.dispatch_views import DispatchView
from gridctl.core.members import Particulars
from gridctl.core.requests import Act, NewRequest
from gridctl.core.words import Tier, Urgency
from gridctl.services import dispatching, handing, members, people, requests
from gridctl.services.office import Office
from store.world import office_at

SKILLS = {"transport": {"driving"}, "utilities": {"repair"}, "noise": {"mediation"}, "other": set()}
TIERS = (Tier.OFFICER, Tier.VOLUNTEER, Tier.DISPATCHER)
RANK = {str(code): place for place, code in enumerate(Urgency)}


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the test made them."""

    code: str
    skills: frozenset[str]
    capacity: int
    away: bool
    goes_out: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the test made it."""

    number: int
    category: str
    urgency: str


@contextmanager
def world(seed: int) -> Iterator[tuple[Office, list[Person], list[Asked]]]:
    """Make a community with up to six members and ten requests, all at one desk."""
    rng = random.Random(seed)
    with TemporaryDirectory() as folder, office_at(Path(folder)) as office:
        there, asked = [], []
        for number in range(rng.randint(0, 6)):
            skills = frozenset(rng.sample(("driving", "repair", "mediation"), rng.randint(0, 2)))
            capacity, away, tier = rng.randint(0, 3), rng.random() < 0.2, rng.choice(TIERS)
            new = people.NewMember(f"人{number}", tier, f"M{number}", rng.choice(("HL1", "HL2", "HL")))
            told = Particulars(skills=tuple(skills) or None, capacity=str(capacity))
            if away:
                told = Particulars(skills=told.skills, capacity=told.capacity, until_on="2021-12-01")
            members.add(office, new, told)
            there.append(Person(f"M{number}", skills, capacity, away, tier is not Tier.DISPATCHER))
        for _each in range(rng.randint(0, 10)):
            category, urgency = rng.choice(sorted(SKILLS)), rng.choice(list(Urgency))
            made = requests.add(office, NewRequest("事情", "HL1", category=category, urgency=urgency)).view
            asked.append(Asked(made.id, category, str(urgency)))
        yield office, there, asked


def can(person: Person, one: Asked, there: list[Person]) -> bool:
    """Tell whether somebody could do something if they had room, as the rules say it in words."""
    noted = any(other.skills for other in there if other.goes_out)
    skilled = not (noted and SKILLS[one.category]) or bool(person.skills & SKILLS[one.category])
    return person.goes_out and not person.away and skilled


def held(view: DispatchView) -> Counter[str]:
    """Count what everybody gets."""
    return Counter(one.to for one in view.assigned)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000))
def test_nobody_gets_too_much_the_urgent_come_first_and_every_reason_is_true(seed: int) -> None:
    with world(seed) as (office, there, asked):
        plan = dispatching.plan(office, dispatching.Wanted("HL1"))
        view = dispatching.carry_out(office, plan, Act())
        by_code = {one.code: one for one in there}
        by_number = {one.number: one for one in asked}
        counts = held(view)
        assert view.skipped == ()
        told = [one.request for one in view.assigned] + [one.request for one in view.unassigned]
        assert sorted(told) == sorted(by_number)
        for code, count in counts.items():
            assert count <= by_code[code].capacity
        for given_ in view.assigned:
            assert can(by_code[given_.to], by_number[given_.request], there)
        for left in view.unassigned:
            one = by_number[left.request]
            outside = [person for person in there if person.goes_out]
            present = [person for person in outside if not person.away]
            able = [person for person in present if can(person, one, there)]
            expected = {
                "nobody_here": not outside,
                "all_absent": bool(outside) and not present,
                "no_skill": bool(present) and not able,
                "all_full": bool(able) and all(counts[who.code] >= who.capacity for who in able),
            }
            assert [why for why, holds in expected.items() if holds] == [left.why]
            for given_ in view.assigned:
                # Nobody less urgent has a place that this one could have.
                if can(by_code[given_.to], one, there):
                    assert RANK[by_number[given_.request].urgency] <= RANK[one.urgency]


def test_what_somebody_took_meanwhile_is_left_alone_and_said(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        members.add(office, people.NewMember("甲", Tier.OFFICER, "A", "HL1"), Particulars(capacity="2"))
        members.add(office, people.NewMember("乙", Tier.DISPATCHER, "B", "HL1"), Particulars())
        for _each in range(4):
            requests.add(office, NewRequest("事情", "HL1", category="other"))
        plan = dispatching.plan(office, dispatching.Wanted("HL1"))
        first, second = (one.request for one in plan.view.assigned)
        handing.assign(office, [first], handing.To("B"), Act())
        others = {one.request for one in plan.view.unassigned}
        handing.assign(office, [others.pop()], handing.To("A"), Act())
        handing.assign(office, [others.pop()], handing.To("A"), Act())
        view = dispatching.carry_out(office, plan, Act())
        assert [(one.request, one.why) for one in view.skipped] == [(first, "taken"), (second, "full")]
        assert (view.assigned, view.cost, view.dry_run) == ((), 0, False)
