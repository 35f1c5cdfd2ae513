"""A building drawn in cells: floors downwards, units apart, wide ones folded, nothing too wide."""

from dataclasses import replace

import pytest

from gridctl.core.needs import NeedTag
from gridctl.core.place_views import BuildingView, DoorView
from gridctl.core.places import Layout, label
from gridctl.present.building_plan import LETTERS, OTHER, draw, drawing, plan_page, room_marks
from gridctl.present.cells import cell_len
from gridctl.present.i18n import set_language


def made(layout: Layout, *others: str, living: int = 0) -> BuildingView:
    """Make a building by a layout, with further doors that have no floor."""
    doors: list[tuple[str | None, str, int | None, str | None]] = [
        (door.unit or None, door.room, door.floor, None) for door in layout.doors()
    ]
    doors += [(None, room, None, "百和药房") for room in others]
    homes = tuple(
        DoorView(number, label("HZ1", unit, room), unit, floor, room, "dwelling", name, living, 0)
        for number, (unit, room, floor, name) in enumerate(doors, 1)
    )
    return BuildingView(
        1, "HZ1", "1幢", "1", None, None, None, None, None, None, None, len(homes), 0, {}, (), 1, homes
    )


def test_the_top_floor_comes_first_and_units_stand_apart() -> None:
    building = made(Layout(2, 2, 2))
    marks = {home.id: "#" for home in building.homes if home.label == "HZ1-2-201"}
    assert draw(building, marks) == [
        "     1-01  1-02    2-01  2-02",
        "2 F  .     .       #     .",
        "1 F  .     .       .     .",
    ]


def test_a_building_without_units_has_none_in_its_headings() -> None:
    assert draw(made(Layout(1, None, 2)), {}) == ["     01  02", "1 F  .   ."]


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("layout", [Layout(3, 6, 4), Layout(33, 1, 24), Layout(12, 20, 2)])
@pytest.mark.parametrize("mark", [".", "拒", "未应2"])
def test_a_wide_building_folds_and_loses_no_home(width: int, layout: Layout, mark: str) -> None:
    building = made(layout)
    lines = draw(building, {home.id: mark for home in building.homes}, width=width)
    assert max(map(cell_len, lines)) <= width
    assert sum(line.count(mark) for line in lines) == len(building.homes)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_each_home_stands_where_its_spot_says(width: int) -> None:
    building = made(Layout(12, 3, 4), "商铺1", "商铺2", "商铺3")
    plan = drawing(building, {home.id: str(home.id) for home in building.homes}, width=width)
    assert [spot.home.id for spot in plan.spots if spot.home.floor is None] == [145, 146, 147]
    assert sorted(spot.home.id for spot in plan.spots) == [home.id for home in building.homes]
    for spot in plan.spots:
        line = plan.lines[spot.line]
        start = next(place for place in range(len(line)) if cell_len(line[:place]) == spot.x)
        assert line[start:].split(",")[0].split("  ")[0].endswith(str(spot.home.id))


def test_units_stay_whole_where_they_fit() -> None:
    lines = draw(made(Layout(1, 3, 3)), {}, width=50)
    headings = [line.split() for line in lines if "-" in line]
    assert headings == [
        ["1-01", "1-02", "1-03", "2-01", "2-02", "2-03"],
        ["3-01", "3-02", "3-03"],
    ]


def test_doors_without_a_floor_stand_below_by_name() -> None:
    lines = draw(made(Layout(1, 1, 1), "商铺1"), {2: "!1"})
    assert lines[-1] == "商铺1 百和药房 !1"


def test_everyday_marks_count_residents_and_requests() -> None:
    assert room_marks(made(Layout(1, 1, 2), living=3)) == {1: "3", 2: "3"}
    assert room_marks(made(Layout(1, 1, 2))) == {}
    assert plan_page(made(Layout())) == ""


def test_a_mark_from_outside_is_made_harmless() -> None:
    assert "\x1b" not in "".join(draw(made(Layout(1, 1, 1)), {1: "\x1b[2J"}))


def test_needs_stand_in_the_cell_as_letters_with_their_counts_and_the_legend_tells_them() -> None:
    first, second = made(Layout(1, 1, 2), living=3).homes
    marked = (
        replace(
            first, needs={"dialysis": 2, "elderly_alone": 1, "of_my_own": 1, "\x1b[2J": 1}, open_requests=1
        ),
        second,
    )
    page = plan_page(replace(made(Layout(1, 1, 2)), homes=marked))
    assert page.splitlines()[1].split() == ["1", "F", "3A1D2X2!1", "3"]
    for words in ("A elderly, alone", "D dialysis", "X another need"):
        assert words in " ".join(page.split())
    assert "pregnant" not in page
    assert "\x1b" not in page


def test_every_known_need_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == set(NeedTag)
    assert len({*LETTERS.values(), OTHER}) == len(NeedTag) + 1


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_plan_full_of_needs_keeps_within_the_terminal(width: int, lang: str) -> None:
    building = made(Layout(6, 3, 4), "商铺1", living=2)
    homes = tuple(replace(home, needs=dict.fromkeys(NeedTag, 2), open_requests=12) for home in building.homes)
    set_language(lang)
    try:
        lines = plan_page(replace(building, homes=homes), width=width).splitlines()
    finally:
        set_language("en")
    assert max(map(cell_len, lines)) <= width
    assert sum(line.count("A2B2C2") for line in lines) == len(homes)
