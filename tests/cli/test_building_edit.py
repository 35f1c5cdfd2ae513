"""``gridctl building edit``: what was typed wrongly is put right, and no home with people in it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from gridctl.core.places import Layout
from gridctl.core.relaying import relaid

LAYOUTS = st.builds(Layout, st.integers(1, 4), st.none() | st.integers(1, 3), st.integers(1, 3))


@given(LAYOUTS, LAYOUTS)
def test_every_door_of_the_new_layout_is_there_once(old: Layout, new: Layout) -> None:
    plan = relaid(old, new)
    renamed = dict(plan.renamed)
    left = [renamed.get(door, door) for door in old.doors() if door not in plan.going]
    assert sorted([*left, *plan.coming]) == sorted(new.doors())
    assert not set(plan.going) & renamed.keys()


@pytest.fixture
def block(town: Run) -> Run:
    """Add a compound and a building of three floors and one unit, with a resident in 201."""
    for argv in (
        ("compound", "add", "HZ", "恒泽苑", "--area", "HL-1"),
        ("building", "add", "HZ5", "5幢", "--compound", "HZ", "--floors", "3", "--rooms", "2"),
        ("resident", "add", "王秀红", "--home", "HZ5-201"),
    ):
        done = town(*argv)
        assert done.exit == 0, done.err
    return town


def labels(block: Run, code: str = "HZ5") -> list[str]:
    """Return the labels of a building's homes."""
    return [one["label"] for one in block("building", "show", code, "--json").json()["homes"]]


def test_a_floor_more_makes_its_homes_and_one_less_takes_them(block: Run) -> None:
    told = block("building", "edit", "HZ5", "--floors", "4", "--dry-run", "--json").json()
    assert (told["home_count"], told["dry_run"]) == (8, True)
    assert len(labels(block)) == 6
    found = block("building", "edit", "恒泽苑5幢", "--floors", "4", "--json").json()
    assert (found["floors"], found["home_count"]) == (4, 8)
    assert block("building", "edit", "HZ5", "--floors", "2", "--json").json()["home_count"] == 4
    assert labels(block) == ["HZ5-101", "HZ5-102", "HZ5-201", "HZ5-202"]


def test_a_home_with_somebody_in_it_does_not_go(block: Run) -> None:
    done = block("building", "edit", "HZ5", "--floors", "1", "--json")
    assert (done.exit, done.error()["error"]) == (4, "not_empty")
    assert "HZ5-201" in done.error()["message"]
    assert len(labels(block)) == 6
    assert block("resident", "move", "1", "--home", "HZ5-101").exit == 0
    assert block("building", "edit", "HZ5", "--floors", "1", "--json").json()["home_count"] == 2


def test_homes_get_their_unit_and_lose_it_again_and_keep_their_people(block: Run) -> None:
    assert block("home", "add", "HZ5-商铺1", "--kind", "shop").exit == 0
    assert block("building", "edit", "HZ5", "--units", "2", "--json").json()["home_count"] == 13
    assert block("resident", "show", "1", "--json").json()["home"] == "HZ5-1-201"
    assert "HZ5-商铺1" in labels(block)
    assert block("building", "edit", "HZ5", "--units", "1", "--json").json()["home_count"] == 7
    assert block("resident", "show", "1", "--json").json()["home"] == "HZ5-201"
    # The number of a home is never used again.
    assert block("store", "check").exit == 0


def test_a_building_that_lies_elsewhere_takes_its_homes_along(block: Run) -> None:
    argv = ("area", "add", "HL-1-5", "5幢1单元", "--kind", "stairwell", "--parent", "HL-1")
    assert block(*argv).exit == 0
    assert block("building", "edit", "HZ5", "--units", "2").exit == 0
    assert block("home", "show", "HZ5-1-201", "--json").json()["area"] == "HL-1-5"
    assert block("building", "edit", "HZ5", "--area", "HL-2", "--json").json()["area"] == "HL-2"
    assert block("home", "show", "HZ5-1-201", "--json").json()["area"] == "HL-2"


def test_name_compound_and_address_are_put_right(block: Run) -> None:
    found = block("building", "edit", "HZ5", "--name", "6号楼", "--address", "恒利路8号", "--json").json()
    assert (found["code"], found["name"], found["number"], found["address"]) == (
        *("HZ5", "6号楼", "6"),
        "恒利路8号",
    )
    found = block("building", "edit", "HZ5", "--compound", "", "--address", "", "--json").json()
    assert (found["compound"], found["address"]) == (None, None)
    assert block("building", "add", "HZ7", "7幢", "--compound", "HZ").exit == 0
    done = block("building", "edit", "HZ5", "--compound", "HZ", "--name", "7幢", "--json")
    assert (done.exit, done.error()["error"]) == (4, "building_taken")


def test_what_changes_nothing_or_somebody_else_changed_is_told(block: Run) -> None:
    assert block("building", "edit", "HZ5").exit == 2
    assert block("building", "edit", "HZ5", "--area", "").exit == 2
    assert block("building", "edit", "HZ5", "--floors", "0").exit == 2
    assert block("building", "edit", "HZ5", "--floors", "3", "--json").json()["version"] == 1
    assert block("building", "edit", "HZ5", "--address", "恒利路8号", "--version", "1").exit == 0
    assert block("building", "edit", "HZ5", "--address", "", "--version", "1").exit == 4
    assert block("building", "edit", "NONE", "--floors", "3").exit == 3


def test_a_building_without_a_layout_may_tell_its_floors(block: Run) -> None:
    assert block("building", "add", "L8", "恒利路8号", "--area", "HL-2").exit == 0
    found = block("building", "edit", "L8", "--floors", "2", "--json").json()
    assert (found["floors"], found["home_count"]) == (2, 0)
    assert block("building", "edit", "L8", "--rooms", "1", "--json").json()["home_count"] == 2
