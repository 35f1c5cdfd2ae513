"""DESIGN.md §6: a request stands at the desk of its level, and goes up one level at a time."""

from gridctl.core.desks import desk_for, level_of, next_up
from gridctl.core.words import AreaKind, Level

STAIRS, GRID, COMMUNITY, TOWN = 4, 3, 2, 1
PATH = (
    (STAIRS, AreaKind.STAIRWELL),
    (GRID, AreaKind.GRID),
    (COMMUNITY, AreaKind.COMMUNITY),
    (TOWN, AreaKind.TOWN),
)


def test_each_level_has_its_desk() -> None:
    assert [desk_for(PATH, level) for level in Level] == [GRID, COMMUNITY, TOWN, TOWN]


def test_where_nobody_is_above_the_topmost_desk_holds_it() -> None:
    assert desk_for(PATH[:3], Level.TOWN) == COMMUNITY
    assert desk_for(PATH[:2], Level.DISTRICT) == GRID
    assert desk_for(PATH[:1], Level.GRID) is None


def test_a_place_above_its_level_is_held_where_it_is() -> None:
    assert desk_for(PATH[2:], Level.GRID) == COMMUNITY
    assert desk_for((), Level.GRID) is None


def test_a_request_goes_up_one_level_and_past_those_that_are_left_out() -> None:
    assert next_up(PATH, GRID) == (Level.COMMUNITY, COMMUNITY)
    assert next_up(PATH, TOWN) is None
    without_community = (PATH[0], PATH[1], PATH[3])
    assert next_up(without_community, GRID) == (Level.TOWN, TOWN)


def test_a_desk_has_a_level() -> None:
    assert level_of(AreaKind.STAIRWELL) is Level.GRID
    assert level_of(AreaKind.CHECKPOINT) is Level.GRID
    assert [level_of(kind) for kind in (AreaKind.GRID, AreaKind.COMMUNITY, AreaKind.TOWN)] == [
        Level.GRID,
        Level.COMMUNITY,
        Level.TOWN,
    ]
    assert level_of(AreaKind.CITY) is Level.DISTRICT
