"""The table for long lists: rows, cursor, marks, columns and the mouse."""

import pytest
from textual.events import MouseScrollDown

from gridctl.tui.widgets.window_table import WindowTable
from tui.widgets.shown import Numbers, on_screen, shown


@on_screen
async def test_no_rows_say_what_to_do() -> None:
    async with shown(Numbers(0), empty="Nothing yet: press a.") as view:
        assert view.lines[0].split() == ["number", "status", "summary", "holder"]
        assert "Nothing yet: press a." in view.lines[2]
        await view.press("down", "end", "pagedown", "space", "asterisk", "enter", "shift+down")
        assert view.app.said == []


@on_screen
async def test_one_row() -> None:
    async with shown(Numbers(1)) as view:
        assert view.lines[1].split() == [">", "1", "new", "求助", "1", "号", "李建国"]
        assert [message.key for message in view.told(WindowTable.Highlighted)] == [1]
        await view.press("enter")
        assert view.told(WindowTable.Opened)[0].key == 1


@on_screen
async def test_the_cursor_goes_up_and_down_and_to_the_ends() -> None:
    async with shown(Numbers(100)) as view:
        table = view.table
        await view.press("down", "down")
        assert table.cursor_key == 98
        await view.press("end")
        assert (table.cursor_key, view.lines[-1].split()[:2]) == (1, [">", "1"])
        await view.press("pageup")
        assert table.cursor_key == 12
        await view.press("home")
        assert (table.cursor_key, table.top) == (100, 0)
        await view.press("pagedown")
        assert (table.cursor_key, table.top) == (89, 11)


@pytest.mark.parametrize("rows", [100, 1_000_000])
@on_screen
async def test_only_what_is_near_is_read(rows: int) -> None:
    pages = Numbers(rows)
    async with shown(pages) as view:
        await view.press("end")
        assert view.table.cursor_key == 1
        assert view.lines[-1].split()[1] == "1"
        await view.press("home", "pagedown")
        assert view.table.cursor_key == rows - 11
        assert len(pages.asked) < 10


@on_screen
async def test_a_long_scroll_does_not_read_what_it_passes() -> None:
    pages = Numbers(1_000_000)
    async with shown(pages, size=(60, 40)) as view:
        for _ in range(60):
            view.table.action_turn(1)
        await view.settle()
        assert len(pages.asked) < 12
        assert view.table.cursor_key == 1_000_000 - 60 * 39
        assert len(view.table._kept) <= 12


@on_screen
async def test_what_comes_in_above_moves_neither_cursor_nor_screen() -> None:
    pages = Numbers(1000)
    async with shown(pages) as view:
        await view.press("pagedown", "pagedown", "pagedown", "up")
        before, key = view.lines, view.table.cursor_key
        pages.first += 250
        view.table.refresh_data()
        await view.settle()
        assert (view.lines, view.table.cursor_key) == (before, key)
        assert view.table.total == 1250
        assert len(view.told(WindowTable.Highlighted)) == 5


@on_screen
async def test_at_the_beginning_what_is_new_shows() -> None:
    pages = Numbers(1000)
    async with shown(pages) as view:
        await view.press("down")
        pages.first += 2
        view.table.refresh_data()
        await view.settle()
        assert view.lines[1].split()[0] == "1002"
        assert (view.table.cursor_key, view.table.cursor) == (999, 3)


@on_screen
async def test_the_screen_stays_where_it_is_with_the_cursor_out_of_sight() -> None:
    pages = Numbers(1000)
    async with shown(pages) as view:
        view.table.scroll_to(y=500, animate=False)
        await view.settle()
        before = view.lines
        pages.first += 7
        view.table.refresh_data()
        await view.settle()
        assert view.lines == before
        assert (view.table.cursor_key, view.table.cursor) == (1000, 7)


@on_screen
async def test_the_next_row_comes_under_the_cursor_when_its_own_is_gone() -> None:
    pages = Numbers(100)
    async with shown(pages) as view:
        await view.press("down", "down")
        pages.gone = frozenset({98})
        view.table.refresh_data()
        await view.settle()
        assert view.table.cursor_key == 97
        assert view.told(WindowTable.Highlighted)[-1].key == 97
        pages.first, pages.gone = 0, frozenset()
        view.table.refresh_data()
        await view.settle()
        assert view.told(WindowTable.Highlighted)[-1].key is None


@on_screen
async def test_marks_stay_with_their_rows() -> None:
    pages = Numbers(100)
    async with shown(pages) as view:
        await view.press("space", "down", "space")
        assert view.marked == [100, 98]
        pages.first += 1
        view.table.refresh_data()
        await view.settle()
        assert [line[:2] for line in view.lines[1:6]] == ["  ", " *", "  ", " *", "> "]
        assert view.told(WindowTable.Marked)[-1].keys == (100, 98)
        view.table.unmark()
        assert view.marked == []


@on_screen
async def test_a_range_grows_and_shrinks() -> None:
    async with shown(Numbers(1000)) as view:
        await view.press("space", "down", "shift+down", "shift+down", "shift+up")
        assert view.marked == [1000, 998, 997]
        await view.press("down", "shift+pagedown")
        assert len(view.table.marks) == 3 + 12


@on_screen
async def test_all_or_none_are_marked_up_to_a_bound() -> None:
    async with shown(Numbers(1500)) as view:
        await view.press("asterisk")
        assert len(view.table.marks) == 1500
        await view.press("asterisk")
        assert len(view.table.marks) == 0
    async with shown(Numbers(1_000_000)) as view:
        await view.press("asterisk")
        assert len(view.table.marks) == 0
        assert "At most 2000" in view.lines[-1]


@on_screen
async def test_another_order_keeps_cursor_and_marks() -> None:
    async with shown(Numbers(100)) as view:
        await view.press("space", "down")
        view.table.show(Numbers(100, frozenset(range(1, 50))), keep=True)
        await view.settle()
        assert (view.table.cursor_key, view.marked, view.table.total) == (98, [100], 51)
        view.table.show(Numbers(30))
        await view.settle()
        assert (view.table.cursor_key, view.marked, view.table.total) == (30, [], 30)


@on_screen
async def test_a_click_chooses_marks_and_opens() -> None:
    async with shown(Numbers(100)) as view:
        await view.pilot.click(WindowTable, offset=(10, 3))
        assert view.table.cursor_key == 98
        await view.pilot.click(WindowTable, offset=(10, 5), control=True)
        await view.pilot.click(WindowTable, offset=(0, 6))
        assert view.marked == [96, 95]
        await view.pilot.click(WindowTable, offset=(10, 8), shift=True)
        assert view.marked == [96, 95, 94, 93]
        await view.pilot.click(WindowTable, offset=(10, 2), times=2)
        await view.settle()
        assert [message.key for message in view.told(WindowTable.Opened)] == [99]


@on_screen
async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with shown(Numbers(1000)) as view:
        for _ in range(6):
            await view.pilot._post_mouse_events([MouseScrollDown], WindowTable, (10, 3), button=0)
        await view.settle()
        assert view.table.top > 5
        assert view.table.cursor_key == 1000
        await view.press("down")
        assert view.table.cursor_key == 999
        assert view.lines[1].startswith(">")
