"""Who suits a request, and what is done in one go: each point has its rule, and the rules add up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.dispatching import why_not
from gridctl.core.errands import MOST, SAME_EVENT_MS, Call, in_goes
from gridctl.core.errors import BadInput
from gridctl.core.ground import degrees, metres, read_position
from gridctl.core.suggesting import (
    Need,
    Taker,
    blocks,
    load_reason,
    nearness,
    passed,
    reasons,
    score,
)
from gridctl.core.words import AreaKind, StepKind

TOWN, HL, HL1, HL2, S1, S2 = (
    (1, AreaKind.TOWN),
    (2, AreaKind.COMMUNITY),
    (3, AreaKind.GRID),
    (4, AreaKind.GRID),
    (5, AreaKind.STAIRWELL),
    (6, AreaKind.STAIRWELL),
)
AT_S1 = (S1, HL1, HL, TOWN)
REPAIR = (("repair", frozenset({"repair", "水电维修"})),)


def test_the_nearer_in_the_tree_the_more_points() -> None:
    need = Need(AT_S1, buildings=frozenset({7}))
    near = [
        Taker("A", paths=(AT_S1,)),
        Taker("B", paths=((S2, HL1, HL, TOWN),), buildings=frozenset({7})),
        Taker("C", paths=((HL1, HL, TOWN),)),
        Taker("D", paths=((HL2, HL, TOWN),)),
        Taker("E", paths=((TOWN,),)),
        Taker("F"),
    ]
    rules = [nearness(need, taker) for taker in near]
    assert [one.rule for one in rules] == [
        *("same_stairwell", "same_building", "same_grid", "same_community", "same_town", "far")
    ]
    assert all(one.points > other.points for one, other in pairwise(rules))


def test_where_both_positions_are_known_the_way_on_the_ground_counts() -> None:
    here, there = (30_274_100, 120_155_100), (30_283_100, 120_155_100)
    found = nearness(Need(AT_S1, position=here), Taker("A", paths=(AT_S1,), position=there))
    assert (found.rule, found.detail) == ("on_the_ground", "1001 m")
    assert found.points == 40


def test_a_posting_counts_as_their_own_area() -> None:
    taker = Taker("A", paths=((HL2, HL, TOWN), (HL1, HL, TOWN)))
    assert nearness(Need(AT_S1), taker).rule == "same_grid"


@pytest.mark.parametrize(
    ("taker", "block"),
    [
        (Taker("A", absent=True, skills=frozenset({"repair"})), "absent"),
        (Taker("A", skills=frozenset({"驾驶"})), "skill_missing"),
        (Taker("R", skills=frozenset({"repair"})), "refused"),
        (Taker("A", skills=frozenset({"水电维修"}), load=2, capacity=2), "full"),
        (Taker("A", "team", team_kind="fire"), "skill_missing"),
        (Taker("HL2", "desk", paths=((HL2, HL, TOWN),)), "elsewhere"),
    ],
)
def test_what_blocks_somebody_ranks_them_last(taker: Taker, block: str) -> None:
    need = Need(AT_S1, skills=REPAIR, calls=frozenset({"police"}), refused=frozenset({"R"}))
    found = reasons(need, taker)
    assert blocks(found) == (block,)
    free = Taker("B", skills=frozenset({"水电维修"}), load=4, capacity=5)
    assert blocks(reasons(need, free)) == ()
    assert score(found) < score(reasons(need, free))


def test_a_team_is_sent_for_what_the_category_calls() -> None:
    need = Need(AT_S1, skills=REPAIR, calls=frozenset({"police"}))
    assert blocks(reasons(need, Taker("PCS", "team", team_kind="police"))) == ()
    assert blocks(reasons(Need(AT_S1), Taker("PCS", "team", team_kind="police"))) == ("skill_missing",)


@given(capacity=st.integers(1, 30), load=st.integers(0, 30))
def test_each_further_request_counts_at_least_as_much_against_somebody(capacity: int, load: int) -> None:
    taker = Taker("A", load=load, capacity=capacity)
    points = [load_reason(taker, held).points for held in range(capacity)]
    assert points == sorted(points, reverse=True)


def test_who_refused_and_who_did_not_answer_is_told_by_the_timeline() -> None:
    given_, refused = {"to": "A"}, {"holder": "A"}
    assert passed([(StepKind.ASSIGN, given_), (StepKind.REFUSE, refused)]).refused == {"A"}
    back = passed([(StepKind.ASSIGN, given_), (StepKind.REFUSE, refused | {"taken_back": True})])
    assert (back.refused, back.unanswered) == (set(), {"A": 1})
    over = [(StepKind.ASSIGN, given_), (StepKind.ASSIGN, {"to": "B"}), (StepKind.ESCALATE, {})]
    assert passed(over).unanswered == {"A": 1, "B": 1}
    began = passed([(StepKind.ASSIGN, given_), (StepKind.START, {}), (StepKind.ASSIGN, {"to": "B"})])
    assert began.unanswered == {}


def test_why_nobody_gets_it_names_the_first_thing_that_stops_everybody() -> None:
    need = Need(AT_S1, skills=REPAIR, refused=frozenset({"R"}))
    able = frozenset({"repair"})
    away, unskilled = Taker("A", absent=True, skills=able), Taker("B")
    unwilling, full = Taker("R", skills=able), Taker("F", skills=able, load=1, capacity=1)
    for there, why, count in (
        ((), "nobody_here", 0),
        ((away,), "all_absent", 1),
        ((away, unskilled), "no_skill", 1),
        ((away, unskilled, unwilling), "all_refused", 1),
        ((away, unskilled, unwilling, full), "all_full", 1),
    ):
        found = why_not(need, there)
        assert (found.why, found.able, found.skills) == (why, count, ("repair",))
    assert why_not(Need(AT_S1), [Taker("P", "team", team_kind="fire")]).why == "no_team"


CALLS = st.lists(
    st.builds(
        Call,
        number=st.integers(1, 10_000),
        category=st.sampled_from(("medicine", "utilities", "noise")),
        rank=st.integers(0, 3),
        received_at=st.integers(0, 3 * SAME_EVENT_MS),
        path=st.sampled_from((AT_S1, (HL1, HL, TOWN), (HL, TOWN), ())),
        place=st.sampled_from((None, ("building", 7), ("point", 7))),
        alone=st.booleans(),
    ),
    max_size=40,
    unique_by=lambda call: call.number,
)


@given(calls=CALLS)
def test_every_request_is_in_one_go_and_what_is_confidential_goes_alone(calls: list[Call]) -> None:
    goes = in_goes(calls)
    assert sorted(call.number for go in goes for call in go) == sorted(call.number for call in calls)
    for go in goes:
        assert len(go) <= MOST
        assert len(go) == 1 or not any(call.alone for call in go)
        assert len({call.skills for call in go}) == 1
        assert [call.rank for call in go] == sorted(call.rank for call in go)


def test_one_run_one_walk_one_look() -> None:
    def call(number: int, category: str, hours: int = 0, **more: object) -> Call:
        return Call(number, category, 2, hours * SAME_EVENT_MS // 6, **more)  # type: ignore[arg-type]

    run = [call(1, "medicine", path=AT_S1), call(2, "medicine", path=(S2, HL1, HL, TOWN))]
    assert len(in_goes(run)) == 1
    assert len(in_goes([*run, call(3, "medicine", path=(HL2, HL, TOWN))])) == 2
    assert len(in_goes([call(1, "noise", path=AT_S1), call(2, "utilities", path=AT_S1)])) == 1
    pipe = [call(1, "utilities", place=("building", 7)), call(2, "utilities", 6, place=("building", 7))]
    assert len(in_goes(pipe)) == 1
    assert len(in_goes([*pipe, call(3, "utilities", 7, place=("building", 7))])) == 2
    assert len(in_goes([*pipe, call(3, "noise", place=("building", 7))])) == 2


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_position_is_kept_to_a_millionth_of_a_degree(latitude: float, longitude: float) -> None:
    found = read_position(f"{latitude:.9f},{longitude:.9f}", "--position")
    assert found is not None
    assert degrees(found[0]) == pytest.approx(latitude, abs=1e-6)
    assert degrees(found[1]) == pytest.approx(longitude, abs=1e-6)
    assert metres(found, found) == 0


@pytest.mark.parametrize("text", ["30.2", "30.2,", "91,0", "0,181", "x,y", "1,2,3", "1e1,2"])
def test_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_position(text, "--position")


def test_a_degree_of_latitude_is_some_hundred_and_eleven_kilometres() -> None:
    assert metres((30_000_000, 120_000_000), (31_000_000, 120_000_000)) == pytest.approx(111_195, abs=5)
