"""The rules of places: how homes are numbered, what a building can have, which codes are made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.places import (
    MOST_HOMES,
    CodeBook,
    Layout,
    building_number,
    check_unit,
    floor_of,
    label,
    made_code,
)


@given(floors=st.integers(1, 150), units=st.integers(1, 6), rooms=st.integers(1, 10))
def test_rooms_are_numbered_by_their_floor_and_told_apart(floors: int, units: int, rooms: int) -> None:
    layout = Layout(floors, units, rooms)
    layout.check()
    doors = list(layout.doors())
    assert len(doors) == layout.homes == floors * units * rooms
    assert len({label("HZ", door.unit, door.room) for door in doors}) == len(doors)
    assert all(floor_of(door.room) == door.floor for door in doors)


def test_the_only_unit_is_left_out() -> None:
    assert {door.unit for door in Layout(2, 1, 2).doors()} == {""}
    assert {door.unit for door in Layout(2, None, 2).doors()} == {""}
    assert {door.unit for door in Layout(2, 2, 2).doors()} == {"1", "2"}


@pytest.mark.parametrize(
    "layout",
    [
        Layout(floors=0, rooms=2),
        Layout(floors=151, rooms=2),
        Layout(floors=6, units=41, rooms=2),
        Layout(floors=6, rooms=100),
        Layout(floors=6),
        Layout(rooms=2),
        Layout(units=2),
        Layout(floors=150, units=40, rooms=99),
    ],
)
def test_no_building_is_like_that(layout: Layout) -> None:
    with pytest.raises(BadInput):
        layout.check()


def test_the_largest_building_is_possible() -> None:
    assert Layout(100, 1, 99).homes <= MOST_HOMES
    Layout(100, 1, 99).check()


@pytest.mark.parametrize(
    ("name", "compound", "number"),
    [
        ("12幢", "", "12"),
        ("12号楼", "", "12"),
        ("十二栋", "", "12"),
        ("b座", "", "B"),
        ("Building 12", "", "12"),
        ("12", "", "12"),
        ("恒泽苑12幢", "恒泽苑", "12"),
        ("恒泽苑12幢", "", None),
        ("恒利路8号", "", None),
        ("综合楼", "", None),
        ("12幢501", "", None),
    ],
)
def test_a_building_is_called_by_its_number(name: str, compound: str, number: str | None) -> None:
    assert building_number(name, compound) == number


@pytest.mark.parametrize(
    ("room", "floor"), [("501", 5), ("1203", 12), ("1203A", 12), ("B1", None), ("001", None)]
)
def test_a_room_tells_its_floor(room: str, floor: int | None) -> None:
    assert floor_of(room) == floor


@pytest.mark.parametrize(
    ("name", "more", "codes"),
    [
        ("12幢", {"within": "HZ"}, ["HZ12", "HZ12.2", "HZ12.3"]),
        ("恒泽苑3期", {"initials": "HZY"}, ["HZY3", "HZY3.2", "HZY3.3"]),
        ("恒泽苑", {"letter": "C"}, ["C", "C2", "C3"]),
        ("12幢", {"letter": "B"}, ["B12", "B12.2", "B12.3"]),
        ("综合楼", {"within": "HZ"}, ["HZ.1", "HZ.2", "HZ.3"]),
    ],
)
def test_a_code_is_made_and_free(name: str, more: dict[str, str], codes: list[str]) -> None:
    taken: list[str] = []
    for _time in codes:
        taken.append(made_code(name, taken.__contains__, **more))
    assert taken == codes


def test_no_code_is_another_one_with_a_dash() -> None:
    codes = CodeBook(["HZ12", "HL-1-2"])
    assert codes.clash("hz12") == "HZ12"
    assert codes.clash("HZ12-2") == "HZ12"
    assert codes.clash("HL-1") == codes.clash("HL") == "HL-1-2"
    assert codes.clash("HZ12.2") is codes.clash("HL-2") is codes.clash("HZ") is None


def test_a_unit_holds_no_blanks_and_dashes() -> None:
    for text, kept in (
        (" １a ", "1A"),
        ("2单元", "2"),
        ("二单元", "2"),
        ("501室", "501"),
        ("商铺3", "商铺3"),
        ("", ""),
    ):
        assert check_unit(text, "unit") == kept
    for text in ("1-2", "a b", "x" * 21):
        with pytest.raises(BadInput):
            check_unit(text, "unit")
