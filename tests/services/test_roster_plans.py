"""Plans of rosters: whatever is kept keeps the rules, drafts replace drafts, publishing tells, reasons are said."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.core.duty_rules import LIFTED, Broken, broken
from gridctl.core.errors import BadInput, NotFound, Refused
from gridctl.core.words import Tier
from gridctl.services import outbox, people, roster_plans, rosters, turns
from gridctl.services.duty_people import Ground, People, stint
from gridctl.services.office import open_office
from gridctl.services.roster_plans import NewPlan
from gridctl.services.turns import Hand
from gridctl.store import posts as post_rows
from gridctl.store import turns as rows
from posts_world import DAY, add_absence, add_lift, add_pair, add_post, add_terms, add_wish

FIRST = date.fromisoformat(DAY)
SHIFTS = (("day", 480, 960, False), ("late", 960, 1320, False), ("night", 1320, 360, True))


@pytest.fixture
def desk(town: Run, alone: Path) -> Iterator[Any]:
    """Give an open Office on the town, with four more members of the first grid."""
    with open_office(alone) as opened:
        for number in range(4):
            new = people.NewMember(f"志愿者{number}", Tier.VOLUNTEER, f"V{number}", "HL-1")
            people.add_member(opened, new)
        yield opened


def planned(office: Any, days: int = 3, **more: Any) -> Any:  # noqa: ANN401
    """Plan some days of the community from the usual Monday on, with little work and a seed."""
    return roster_plans.plan(
        office, NewPlan(DAY, days, "HL", seconds=20, effort=more.pop("effort", 1), **more)
    )


def drafts(office: Any) -> list[Any]:  # noqa: ANN401
    """Return the planned turns."""
    with office.store.read() as work:
        found = rows.near(work, None, "2021-01-01", "2022-12-31", drafts=True)
        return [row for row in found if row.state == "draft"]


def illegal(office: Any) -> list[Any]:  # noqa: ANN401
    """Return what is against each planned turn beside all turns that stand: the rules of core alone, turn by turn."""
    with office.store.read() as work:
        every = rows.near(work, None, "2021-01-01", "2022-12-31", drafts=True)
        ground = Ground(office, work, work.now)
        known = People(ground, FIRST, FIRST + timedelta(days=7))
        members = rows.members(work, {row.member_id for row in every})
        heads = Counter((row.post_id, row.on_date) for row in every)
        places: dict[int, Any] = post_rows.some(work, {row.post_id for row in every})
        found: list[Broken] = []
        for row in every:
            if row.state != "draft":
                continue
            post: Any = post_rows.get(work, row.post_id)
            mates = {
                one.member_id
                for one in every
                if one.id != row.id
                and (one.duty, one.area_id, one.shift, one.on_date)
                == (row.duty, row.area_id, row.shift, row.on_date)
            }
            others = [stint(one) for one in every if one.member_id == row.member_id and one.id != row.id]
            demand = ground.demand(post, post.best - heads[row.post_id, row.on_date] + 1, mates)
            lifts = ground.lifted(post.area_id, known.since, known.until)
            against = broken(stint(row), others, known.who(members[row.member_id]), demand, lifts)
            # Turns under a lift may go beyond the limits; those of other days are held against each other alone.
            usual = [
                one
                for one in others
                if not any(
                    lift.holds(one.on)
                    for lift in ground.lifted(places[one.post].area_id, known.since, known.until)
                )
            ]
            alone = broken(stint(row), usual, known.who(members[row.member_id]), demand, lifts)
            found += [one for one in against if one.rule not in LIFTED or one in alone]
        return found


def make_world(office: Any, seed: int) -> None:  # noqa: ANN401
    """Make posts, absences, terms, pairs, lifts and turns that were given by hand, some against the rules."""
    rng = random.Random(seed)
    for _post in range(rng.randint(3, 6)):
        shift, starts, ends, night = rng.choice(SHIFTS)
        least = rng.randint(0, 2)
        add_post(
            office, rng.choice(("HL", "HL-1", "HL-2", "HL-1-1")), rng.choice(("patrol", "desk", "mediation")),
            shift=shift, starts=starts, ends=ends, night=night, least=least, best=least + rng.randint(0, 2),
            weekdays=rng.choice((127, 31, 96)), standby=rng.random() < 0.2,
        )  # fmt: skip
    for member in rng.sample(range(1, 9), 4):
        since = FIRST + timedelta(days=rng.randint(-1, 3))
        add_absence(
            office, member, since.isoformat(), (since + timedelta(days=rng.randint(0, 2))).isoformat()
        )
    for member in rng.sample(range(1, 9), 3):
        add_terms(
            office, member, week_hours=rng.choice((None, 16, 40)), rest_hours=rng.choice((None, 8, 12)),
            days_row=rng.choice((None, 1, 2)), nights_row=rng.choice((None, 1)),
            weekdays=rng.choice((None, 31, 85)), shifts=rng.choice((None, ["day"], ["late", "night"])),
        )  # fmt: skip
    one, other = sorted(rng.sample(range(1, 9), 2))
    add_pair(office, one, other, together=rng.random() < 0.3, rule=rng.random() < 0.7)
    if rng.random() < 0.3:
        add_lift(office, 1, DAY, "2021-12-24", rng.choice((None, "HL", "HL-1")))
    for code in rng.sample(("W1", "L1", "Z1", "V0", "V1"), 2):
        day = (FIRST + timedelta(days=rng.randint(-2, 5))).isoformat()
        turns.assign(office, code, "1", day, Hand(force=True, why="试", lock=rng.random() < 0.5))


@pytest.mark.parametrize("seed", range(10))
def test_any_plan_that_is_kept_keeps_the_rules(desk: Any, seed: int) -> None:  # noqa: ANN401
    make_world(desk, seed)
    found = planned(desk, days=4, effort=0.5)
    assert illegal(desk) == []
    assert found.filled + sum(one.missing for one in found.unfilled) == found.required
    published = roster_plans.publish(desk)
    assert published.left == ()
    assert drafts(desk) == []


def test_the_same_seed_and_effort_give_the_same_plan_again(desk: Any) -> None:  # noqa: ANN401
    make_world(desk, 3)
    first = planned(desk, seed=7)
    kept = [(row.member_id, row.post_id, row.on_date) for row in drafts(desk)]
    second = planned(desk, seed=7)
    assert [(row.member_id, row.post_id, row.on_date) for row in drafts(desk)] == kept
    assert (first.score, first.unfilled) == (second.score, second.unfilled)


def test_a_new_draft_replaces_the_old_one_and_leaves_what_is_locked(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1", least=2, best=2)
    locked = turns.assign(desk, "Z1", str(post), DAY, Hand(lock=True, draft=True))
    first = planned(desk)
    second = planned(desk)
    assert first.filled == second.filled == second.required == 6
    assert len(drafts(desk)) == 6
    assert locked.id in {row.id for row in drafts(desk)}
    standing = {one.id: one.status for one in roster_plans.listing(desk, everything=True)}
    assert standing == {first.id: "dropped", second.id: "draft"}
    assert roster_plans.drop(desk, second.id).status == "dropped"
    assert drafts(desk) == []
    with pytest.raises(Refused):
        roster_plans.drop(desk, second.id)


def test_what_is_told_stays_and_is_not_planned_again(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1", least=1, best=1)
    told = turns.assign(desk, "Z1", str(post), DAY, Hand())
    planned(desk)
    assert [row.on_date for row in drafts(desk)] == ["2021-12-21", "2021-12-22"]
    roster_plans.publish(desk)
    with desk.store.read() as work:
        assert rosters.turn_view(desk, work, told.id).state == "published"


def test_a_rehearsal_keeps_nothing(desk: Any) -> None:  # noqa: ANN401
    add_post(desk, "HL-1")
    assert planned(desk, dry_run=True).id is None
    assert (drafts(desk), roster_plans.listing(desk, everything=True)) == ([], [])


def test_publishing_tells_everybody_once_and_leaves_what_a_rule_forbids_by_now(desk: Any) -> None:  # noqa: ANN401
    add_post(desk, "HL-1", least=3, best=3)
    planned(desk)
    gone = drafts(desk)[0]
    add_absence(desk, gone.member_id, gone.on_date, gone.on_date)
    rehearsed = roster_plans.publish(desk, dry_run=True)
    found = roster_plans.publish(desk)
    assert (rehearsed.published, found.published) == (8, 8)
    assert [one["rules"] for one in found.left] == [["absent"]]
    told = [one for one in outbox.listing(desk, outbox.Query()) if one.kind == "shift_given"]
    assert len(told) == len({one.to.code for one in told}) == found.members
    with pytest.raises(NotFound):
        roster_plans.publish(desk)


def test_why_a_post_has_too_few_is_said_by_counts_and_ways_out(desk: Any) -> None:  # noqa: ANN401
    add_post(desk, "HL-1", skills=["sampling"])
    add_post(desk, "HL-2", "desk", least=20, best=20)
    found = planned(desk, days=1)
    skill, many = found.unfilled
    assert (skill.reasons["can"], skill.missing, skill.fix) == (0, 1, ({"fix": "skill"},))
    assert many.missing == 20 - (found.filled)
    assert sum(count for code, count in many.reasons.items() if code != "can") == many.reasons["can"]


def test_a_shift_that_is_longer_than_the_duty_may_be_done_is_said(desk: Any) -> None:  # noqa: ANN401
    add_post(desk, "HL-1", "visits", starts=0, ends=0)
    found = planned(desk, days=1)
    assert found.required == 1
    assert found.filled + sum(one.missing for one in found.unfilled) == 1


def test_turns_that_follow_the_days_count_for_the_hours_of_the_week(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1", least=1, best=2)
    add_terms(desk, 1, week_hours=40)
    for day in range(21, 26):
        turns.assign(desk, "W1", str(post), f"2021-12-{day}", Hand())
    found = planned(desk, days=1)
    assert (found.filled, found.left) == (1, ())
    assert {row.on_date for row in drafts(desk) if row.member_id == 1} == set()


def test_lifted_limits_let_people_work_beyond_them_and_name_who(desk: Any) -> None:  # noqa: ANN401
    add_post(desk, "HL-1", least=1, best=1)
    for member in range(1, 9):
        add_terms(desk, member, week_hours=8)
    for member in range(2, 9):
        add_absence(desk, member, DAY, "2021-12-31")
    assert planned(desk).filled == 1
    add_lift(desk, 1, DAY, "2021-12-22", "HL")
    found = planned(desk)
    assert found.filled == 3
    assert [(one["member"], one["rules"]) for one in found.beyond] == [("W1", ["week_hours"])]


def test_a_lift_for_some_of_the_days_fills_those_alone(desk: Any) -> None:  # noqa: ANN401
    add_post(desk, "HL-1", least=1, best=2)
    for member in range(1, 9):
        add_terms(desk, member, week_hours=8)
    for member in range(2, 9):
        add_absence(desk, member, DAY, "2021-12-31")
    add_lift(desk, 1, "2021-12-21", "2021-12-22", "HL-1")
    found = planned(desk, days=4)
    assert (found.required, found.filled, found.bound <= found.score) == (4, 3, True)
    assert {row.on_date for row in drafts(desk)} >= {"2021-12-21", "2021-12-22"}
    assert [(one["member"], one["rules"]) for one in found.beyond] == [("W1", ["week_hours"])]
    assert illegal(desk) == []
    assert roster_plans.publish(desk).left == ()


def test_help_comes_from_the_next_community_at_a_price(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1", least=1, best=1)
    planned(desk, days=1)
    assert [row.member_id for row in drafts(desk)] != [4]
    for member in (1, 2, 3, 5, 6, 7, 8):
        add_absence(desk, member, DAY, DAY)
    planned(desk, days=1)
    assert [(row.member_id, row.post_id) for row in drafts(desk)] == [(4, post)]


@pytest.mark.parametrize("wanted", [False, True])
def test_a_wish_about_a_duty_on_one_day_holds_on_that_day_alone(desk: Any, wanted: bool) -> None:  # noqa: ANN401
    patrol, at_desk = add_post(desk, "HL-1"), add_post(desk, "HL-1", "desk")
    for member in (3, 4, 5, 6, 7, 8):
        add_absence(desk, member, DAY, "2021-12-31")
    # W1 (1) likes the patrol but on Tuesday; L1 (2) does not mind.
    add_wish(
        desk, 1, "desk" if wanted else "patrol", wanted=wanted, from_on="2021-12-21", until_on="2021-12-21"
    )
    add_wish(desk, 1, "patrol", wanted=True, weight=1)
    planned(desk)
    found = {(row.on_date, row.post_id) for row in drafts(desk) if row.member_id == 1}
    assert found == {("2021-12-20", patrol), ("2021-12-21", at_desk), ("2021-12-22", patrol)}


def test_a_wish_about_a_duty_in_one_shift_leaves_the_others(desk: Any) -> None:  # noqa: ANN401
    day = add_post(desk, "HL-1")
    late = add_post(desk, "HL-1", shift="late", starts=1320 - 480, ends=1320)
    for member in (3, 4, 5, 6, 7, 8):
        add_absence(desk, member, DAY, "2021-12-31")
    add_wish(desk, 1, "patrol", shift="late")
    add_wish(desk, 2, "patrol", shift="day")
    planned(desk, days=2)
    assert {(row.member_id, row.post_id) for row in drafts(desk)} == {(1, day), (2, late)}


def test_days_without_posts_and_too_many_days_are_refused(desk: Any) -> None:  # noqa: ANN401
    with pytest.raises(BadInput) as found:
        planned(desk)
    assert found.value.code == "no_posts"
    with pytest.raises(BadInput):
        planned(desk, days=63)
