"""The balance: posts without people, people without posts, the moves that close both, and mending a roster."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.core.errors import BadInput, NotFound
from gridctl.core.members import Particulars
from gridctl.core.words import Tier
from gridctl.services import gaps, members, outbox, people, replan_doing, replanning, turns
from gridctl.services.gaps import When
from gridctl.services.office import open_office
from gridctl.services.replanning import Away
from gridctl.services.turns import Hand
from gridctl.store import turns as rows
from posts_world import DAY, add_absence, add_lift, add_post, add_terms

AT = f"{DAY} 10:00"


@pytest.fixture
def desk(town: Run, alone: Path) -> Iterator[Any]:
    """Give an open Office on the town: W1 and L1 in the first grid, Z1 in the second, Z2 in another community."""
    with open_office(alone) as opened:
        yield opened


def free(found: Any) -> list[str]:  # noqa: ANN401
    """Return who is free, by code."""
    return [one.member for one in found.people_without_jobs]


def test_jobs_and_people_stand_side_by_side_and_moves_close_both(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1", least=2, best=2)
    turns.assign(desk, "L1", str(post), DAY, Hand())
    found = gaps.gap(desk, When(at=AT), "HL")
    assert [(one.post, one.date, one.missing) for one in found.jobs_without_people] == [(post, DAY, 1)]
    assert free(found) == ["W1", "Z1"]
    assert [(one.member, one.post, one.leaves) for one in found.moves] == [("W1", post, None)]
    assert found.is_open


def test_people_are_free_only_where_they_could_work(desk: Any) -> None:  # noqa: ANN401
    day, night = (
        add_post(desk, "HL-1"),
        add_post(desk, "HL-1", shift="night", starts=1320, ends=360, night=True),
    )
    turns.assign(desk, "L1", str(night), "2021-12-19", Hand())
    turns.assign(desk, "Z1", str(day), DAY, Hand())
    add_absence(desk, 1, DAY, DAY)
    assert free(gaps.gap(desk, When(at=AT), "HL")) == []
    assert free(gaps.gap(desk, When(at=f"{DAY} 23:00"), "HL")) == ["L1"]
    assert free(gaps.gap(desk, When(day=DAY), "HL")) == ["L1"]
    assert free(gaps.gap(desk, When(week=DAY), "HL")) == ["W1", "L1"]
    add_terms(desk, 2, weekdays=96)
    assert free(gaps.gap(desk, When(day=DAY), "HL")) == []


def test_nobody_is_left_when_all_work_and_all_posts_are_full(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL", least=3, best=3)
    for member in ("W1", "L1", "Z1"):
        turns.assign(desk, member, str(post), DAY, Hand())
    found = gaps.gap(desk, When(at=AT), "HL")
    assert (found.jobs_without_people, found.people_without_jobs, found.moves) == ((), (), ())
    assert not found.is_open


def test_somebody_moves_on_where_nobody_free_has_the_skill(desk: Any) -> None:  # noqa: ANN401
    members.edit(desk, "L1", Particulars(skills=("nurse",)))
    plain, skilled = add_post(desk, "HL-1"), add_post(desk, "HL-1", skills=["nurse"])
    turns.assign(desk, "L1", str(plain), DAY, Hand())
    add_absence(desk, 3, DAY, DAY)
    found = gaps.gap(desk, When(at=AT), "HL")
    assert [(one.member, one.post, one.leaves) for one in found.moves] == [
        ("L1", skilled, plain),
        ("W1", plain, None),
    ]


def test_the_week_is_closed_by_people_who_take_several_turns(desk: Any) -> None:  # noqa: ANN401
    add_post(desk, "HL-1", weekdays=31)
    found = gaps.gap(desk, When(week=DAY), "HL-1")
    assert len(found.jobs_without_people) == 5
    assert sorted(one.date for one in found.moves) == [f"2021-12-{day}" for day in range(20, 25)]
    assert {one.member for one in found.moves} == {"W1", "L1"}


def test_nobody_is_sent_to_what_is_over(desk: Any) -> None:  # noqa: ANN401
    add_post(desk, "HL-1", weekdays=31)
    found = gaps.gap(desk, When(week="2021-12-17"), "HL-1")
    assert len(found.jobs_without_people) == 5
    assert found.moves == ()


def test_grids_without_one_of_the_five_tiers_are_named(desk: Any) -> None:  # noqa: ANN401
    found = gaps.gap(desk, When(), "HL")
    missing = {one.area: one.tiers for one in found.missing_tiers}
    assert missing["HL-1"] == ("leader", "instructor", "part_time")
    people.add_member(desk, people.NewMember("包片领导", Tier.LEADER, "B1", "ZJ"))
    people.add_member(desk, people.NewMember("楼道长", Tier.PART_TIME, "B2", "HL-1-1"))
    found = gaps.gap(desk, When(), "HL")
    assert {one.area: one.tiers for one in found.missing_tiers}["HL-1"] == ("instructor",)


def test_one_way_to_say_when(desk: Any) -> None:  # noqa: ANN401
    with pytest.raises(BadInput):
        gaps.gap(desk, When(at=AT, day=DAY))


def live(office: Any) -> list[tuple[int, int, str]]:  # noqa: ANN401
    """Return member, post and day of the turns that count."""
    with office.store.read() as work:
        return [
            (row.member_id, row.post_id, row.on_date)
            for row in rows.near(work, None, "2021-01-01", "2022-12-31")
        ]


def test_what_somebody_leaves_is_filled_and_only_those_concerned_are_told(desk: Any) -> None:  # noqa: ANN401
    post, other = add_post(desk, "HL-1"), add_post(desk, "HL-2")
    for day in ("2021-12-20", "2021-12-21"):
        turns.assign(desk, "L1", str(post), day, Hand())
        turns.assign(desk, "Z1", str(other), day, Hand())
    outbox.told(desk, [one.id for one in outbox.listing(desk, outbox.Query())])
    before = live(desk)
    found = replanning.find(desk, Away("L1", DAY, why="发烧"))
    seen = replanning.view(desk, found, dry_run=True)
    assert live(desk) == before
    assert [(one.member, one.takes, one.leaves, one.date) for one in seen.changes] == [
        ("W1", post, None, "2021-12-20"),
        ("W1", post, None, "2021-12-21"),
    ]
    assert (seen.told, seen.noted) == (("L1", "W1"), False)
    done = replan_doing.carry_out(desk, found)
    assert (done.left, done.unfilled) == ((), ())
    assert sorted(live(desk)) == sorted((1 if one == 2 else one, where, day) for one, where, day in before)
    told = [(one.to.code, one.kind) for one in outbox.listing(desk, outbox.Query())]
    assert sorted(told) == [("L1", "shift_taken_away"), ("W1", "shift_given")]


def test_what_nobody_can_take_stays_open_and_says_why(desk: Any) -> None:  # noqa: ANN401
    members.edit(desk, "L1", Particulars(skills=("nurse",)))
    post = add_post(desk, "HL-1", skills=["nurse"])
    turns.assign(desk, "L1", str(post), DAY, Hand())
    add_absence(desk, 2, DAY, DAY)
    seen = replan_doing.carry_out(desk, replanning.find(desk, Away("L1", DAY)))
    assert (seen.changes, seen.noted) == ((), True)
    assert [(one.post, one.missing) for one in seen.unfilled] == [(post, 1)]
    assert live(desk) == []


def test_whoever_has_no_turn_then_leaves_nothing(desk: Any) -> None:  # noqa: ANN401
    with pytest.raises(NotFound):
        replanning.find(desk, Away("L1", DAY))
    with pytest.raises(BadInput):
        replanning.find(desk, Away("L1", DAY, until="2021-12-01"))


def test_who_works_the_rest_of_the_week_is_not_asked_beyond_the_hours_of_a_week(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1", best=2)
    add_terms(desk, 1, week_hours=40)
    turns.assign(desk, "L1", str(post), DAY, Hand())
    for day in range(21, 26):
        turns.assign(desk, "W1", str(post), f"2021-12-{day}", Hand())
    found = replanning.find(desk, Away("L1", DAY, until=DAY))
    seen = replanning.view(desk, found, dry_run=True)
    assert [(one.member, one.takes, one.date) for one in seen.changes] == [("Z1", post, DAY)]
    assert replan_doing.carry_out(desk, found).left == ()


@pytest.mark.parametrize("lifted", [False, True])
def test_limits_that_are_lifted_on_a_day_are_passed_where_nobody_else_can_come(
    desk: Any,  # noqa: ANN401
    lifted: bool,
) -> None:
    post = add_post(desk, "HL-1")
    add_terms(desk, 1, week_hours=8)
    turns.assign(desk, "W1", str(post), DAY, Hand())
    turns.assign(desk, "L1", str(post), "2021-12-21", Hand())
    for member in (3, 4):
        add_absence(desk, member, DAY, "2021-12-31")
    if lifted:
        add_lift(desk, 1, "2021-12-21", "2021-12-21", "HL-1")
    done = replan_doing.carry_out(desk, replanning.find(desk, Away("L1", "2021-12-21")))
    assert [one.member for one in done.changes] == (["W1"] if lifted else [])
    assert ([one.missing for one in done.unfilled], done.left) == ([] if lifted else [1], ())
    assert len(live(desk)) == (2 if lifted else 1)


def test_what_a_rule_forbids_by_now_is_not_told_as_done(desk: Any) -> None:  # noqa: ANN401
    post, other = add_post(desk, "HL-1"), add_post(desk, "HL-2")
    for day in (DAY, "2021-12-21"):
        turns.assign(desk, "L1", str(post), day, Hand())
        turns.assign(desk, "Z1", str(other), day, Hand())
    found = replanning.find(desk, Away("L1", DAY))
    assert {move.person for move in found.closing.moves} == {0}
    add_absence(desk, 1, DAY, DAY)
    done = replan_doing.carry_out(desk, found)
    assert [(one["member"], one["date"], one["rules"]) for one in done.left] == [("W1", DAY, ["absent"])]
    assert [(one.member, one.date) for one in done.changes] == [("W1", "2021-12-21")]
    assert (1, post, "2021-12-21") in live(desk)
    assert not [row for row in live(desk) if row[0] == 2 or (row[:2] == (1, post) and row[2] == DAY)]


def test_who_goes_beyond_the_limits_under_a_lift_is_named_before_and_after(desk: Any) -> None:  # noqa: ANN401
    post = add_post(desk, "HL-1")
    every = range(1, 5)
    turns.assign(desk, "L1", str(post), DAY, Hand())
    for member in every:
        add_terms(desk, member, day_hours=4)
    for member in every[2:]:
        add_absence(desk, member, DAY, DAY)
    found = replanning.find(desk, Away("L1", DAY, until=DAY))
    assert replanning.view(desk, found, dry_run=True).changes == ()
    add_lift(desk, 1, DAY, DAY, "HL")
    found = replanning.find(desk, Away("L1", DAY, until=DAY))
    named = ({"member": "W1", "name": "王秀英", "rules": ["day_hours"]},)
    assert replanning.view(desk, found, dry_run=True).beyond == named
    assert replan_doing.carry_out(desk, found).beyond == named
