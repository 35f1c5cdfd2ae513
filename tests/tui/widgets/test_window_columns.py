"""Columns of a long list: how they share the room, and what the user makes of them."""

import pytest

from gridctl.tui.widgets.window_columns import LEAST, Column, Columns

NUMBER = Column("number", "number", 6, right=True)
SUMMARY = Column("summary", "summary", 20, least=8, flex=2)
HOME = Column("home", "home", 10, least=6, most=14, flex=1, spare=1)
DUE = Column("due", "due", 10, spare=2)
ALL = (NUMBER, SUMMARY, HOME, DUE)


def widths(columns: Columns, room: int) -> dict[str, int]:
    """Return the widths of what is shown in `room` cells."""
    columns.place(room)
    return {one.column.key: one.width for one in columns.placed}


def test_what_is_left_goes_to_the_flexible_ones_by_their_shares() -> None:
    assert widths(Columns(ALL), 100) == {"number": 6, "summary": 67, "home": 14, "due": 10}


@pytest.mark.parametrize("room", [33, 40, 49, 80, 300])
def test_the_room_is_filled_where_it_can_be(room: int) -> None:
    columns = Columns(ALL)
    columns.place(room)
    assert columns.total == min(room, 6 + 200 + 14 + 10 + 3)
    assert all(one.end + 1 == after.x for one, after in zip(columns.placed, columns.placed[1:], strict=False))


def test_what_can_be_spared_goes_first_then_it_scrolls() -> None:
    assert widths(Columns(ALL), 25) == {"number": 6, "summary": 11, "home": 6}
    assert widths(Columns(ALL), 16) == {"number": 6, "summary": 9}
    assert widths(Columns(ALL), 5) == {"number": 6, "summary": 8}


def test_a_width_of_the_users_own_stays() -> None:
    columns = Columns(ALL)
    columns.resize("summary", 30)
    assert widths(columns, 80)["summary"] == 30
    columns.resize("summary", 0)
    assert widths(columns, 80)["summary"] == LEAST
    columns.reset("summary")
    assert widths(columns, 80)["summary"] == 47
    assert columns.widths == {}


def test_columns_are_chosen_and_put_in_order() -> None:
    columns = Columns(ALL)
    columns.arrange(["due", "summary", "unknown"])
    assert list(columns.shown) == ["due", "summary"]
    assert list(widths(columns, 80)) == ["due", "summary"]
    assert [one.cell for one in columns.placed] == [3, 1]
    columns.arrange([])
    assert list(columns.shown) == ["due"]


def test_the_mouse_finds_columns_and_their_edges() -> None:
    columns = Columns(ALL)
    columns.place(80)
    at, edge = columns.at(7), columns.edge(6)
    assert (at and at.column, edge and edge.column) == (SUMMARY, NUMBER)
    assert (columns.at(6), columns.edge(7), columns.at(500)) == (None, None, None)
