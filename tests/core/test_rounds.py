"""What a record says, what an answer may be, when a second record puts a first one right, and fair shares."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.answers import answer_text, holds, marks, missing, raised, read_answers
from gridctl.core.checklists import Checklist
from gridctl.core.door_words import part_of, range_of, read_line, read_words
from gridctl.core.errors import BadInput
from gridctl.core.round_split import cuts
from gridctl.core.round_where import read_where
from gridctl.core.rounds import (
    LETTERS,
    SETTLED,
    Tally,
    VisitOutcome,
    band,
    corrects,
    door_mark,
    find_outcome,
    read_goal,
)
from gridctl.services.packs import load

TODAY = date(2021, 12, 17)


def checklist(pack: str, code: str) -> Checklist:
    """Return a checklist of a built-in pack."""
    return next(one for one in load(pack).checklists if one.code == code)


def test_the_built_in_packs_have_the_checklists_of_their_scenario() -> None:
    routine = {one.code for one in load("routine").checklists}
    assert routine >= {"five-watches", "three-visits", "sweep", "patrol", "gate", "delivery"}
    assert {"sampling", "disinfection"} <= {one.code for one in load("epidemic").checklists}
    assert {"evacuation", "gauge"} <= {one.code for one in load("flood").checklists}
    assert "heat-call" in {one.code for one in load("heatwave").checklists}


@pytest.mark.parametrize("pack", ["routine", "epidemic", "flood", "heatwave"])
def test_every_text_of_a_checklist_is_in_both_languages_and_it_survives_the_store(pack: str) -> None:
    for one in load(pack).checklists:
        labels = [one.title, *(item.title for item in one.items)]
        labels += [rule.text for item in one.items for rule in item.raises]
        labels += [choice.title for item in one.items for choice in item.choices]
        assert all(label.en and label.zh for label in labels), one.code
        assert Checklist.from_json(one.to_json()) == one


def test_a_line_says_doors_an_outcome_answers_and_a_note() -> None:
    said = read_line('501 502 701-704 n tube=0817 said="no rice" # back at 8')
    assert said.doors == ("501", "502", "701-704")
    assert said.outcome is VisitOutcome.NO_ANSWER
    assert said.answers == {"tube": "0817", "said": "no rice"}
    assert said.note == "back at 8"
    assert read_words(["501"]).outcome is None
    with pytest.raises(BadInput):
        read_line('501 said="no')


def test_a_range_is_of_one_floor_and_a_person_stands_behind_a_colon() -> None:
    assert range_of("701-704") == ("", 701, 704)
    assert range_of("HZ12-2-701-704") == ("HZ12-2-", 701, 704)
    assert range_of("704-701") is None
    assert range_of("701-804") is None
    assert range_of("12-501") is None
    assert part_of("501:2") == ("501", 2)
    assert part_of("HZ12-2-501：3") == ("HZ12-2-501", 3)
    assert part_of("501") == ("501", None)


def test_every_outcome_goes_by_its_code_its_letter_and_a_chinese_word() -> None:
    assert len(set(LETTERS.values())) == len(VisitOutcome)
    for outcome, letter in LETTERS.items():
        assert find_outcome(outcome) is outcome
        assert find_outcome(letter.upper()) is outcome
    assert find_outcome("no-answer") is find_outcome("没人") is VisitOutcome.NO_ANSWER
    assert find_outcome("501") is None


def test_answers_are_read_as_their_items_want_them() -> None:
    flood = checklist("flood", "evacuation")
    read = read_answers(flood, {"state": "已转移", "people": "3人", "pets": "有", "where_to": ""}, TODAY)
    assert read == {"state": "left", "people": 3, "pets": True}
    assert missing(flood, {}) == [flood.items[0]]
    for wrong in ({"state": "gone"}, {"people": "99"}, {"people": "-1"}, {"pets": "maybe"}, {"pest": "yes"}):
        with pytest.raises(BadInput):
            read_answers(flood, wrong, TODAY)
    with pytest.raises(BadInput) as caught:
        read_answers(flood, {"pest": "yes"}, TODAY)
    assert caught.value.args_["nearest"] == "pets"


def test_a_bound_raises_the_request_of_the_first_condition_that_holds() -> None:
    gauge = checklist("flood", "gauge")
    told = {level: raised(gauge, {"level": level}, "zh") for level in (3.4, 3.5, 4.5)}
    assert told[3.4] == []
    assert [one.rule.category for one in told[3.5]] == ["hazard"]
    assert [one.rule.category for one in told[4.5]] == ["rescue"]
    assert answer_text(gauge.items[0], 3.5, "zh") == "3.5米"
    assert holds(">= 3.5", 3.5)
    assert not holds("< 3.5", 3.5)


def test_an_answer_sets_a_need_and_its_opposite_ends_it() -> None:
    sweep = checklist("routine", "sweep")
    assert [(one.need, one.ends) for one in marks(sweep, {"alone": True})] == [("elderly_alone", False)]
    assert [(one.need, one.ends) for one in marks(sweep, {"alone": False})] == [("elderly_alone", True)]


def test_what_is_off_the_list_is_put_right_and_what_is_on_it_is_tried_again() -> None:
    for outcome in VisitOutcome:
        assert corrects(outcome, 10, 10) is (outcome in SETTLED)
        assert corrects(outcome, 10, 9) is False
    assert corrects(None, None, 10) is False


def test_coverage_is_a_share_of_what_is_to_be_visited() -> None:
    tally = Tally({"": 10, "done": 80, "no_answer": 5, "refused": 1, "exempt": 2, "moved": 1, "vacant": 1})
    assert (tally.targets, tally.due, tally.done, tally.missing, tally.left) == (100, 96, 80, 16, 15)
    assert tally.coverage == 0.8333
    assert Tally({"vacant": 3}).coverage is None


def test_a_share_is_written_as_people_write_it() -> None:
    assert read_goal("95%") == read_goal("0.95") == read_goal("95") == read_goal("95％") == 950
    for wrong in ("0", "101%", "many", "-5%", "nan"):
        with pytest.raises(BadInput):
            read_goal(wrong)


def test_a_door_has_a_letter_and_a_home_whose_people_differ_a_count() -> None:
    assert door_mark({"": 1}) == "-"
    assert door_mark({"done": 3}) == "d"
    assert door_mark({"done": 2, "": 1}) == "2/3"


def test_a_day_has_four_parts() -> None:
    assert [band(datetime(2021, 12, 17, hour)) for hour in (9, 12, 15, 20)] == [1, 2, 4, 8]  # noqa: DTZ001


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(1, 8))
def test_shares_cover_the_walk_and_are_about_equal(stairs: list[int], shares: int) -> None:
    walk = [number for number, size in enumerate(stairs) for _door in range(size)]
    places = cuts(walk, shares)
    assert places[0] == 0
    assert places[-1] == len(walk)
    assert places == sorted(places)
    even = len(walk) / shares
    for start, end in pairwise(places):
        assert abs((end - start) - even) <= even * 0.5 + 1


def test_words_say_which_targets_and_wrong_ones_name_the_nearest_field() -> None:
    found = read_where("need:elderly_alone,dialysis -kind:shop 楼栋：HZ12")
    assert [(one.field, one.values, one.negated) for one in found] == [
        ("need", ("elderly_alone", "dialysis"), False),
        ("kind", ("shop",), True),
        ("building", ("HZ12",), False),
    ]
    with pytest.raises(BadInput) as caught:
        read_where("buiding:HZ12")
    assert caught.value.args_["nearest"] == "building"
