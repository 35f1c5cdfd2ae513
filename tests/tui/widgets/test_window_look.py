"""What a long list looks like: aligned in cells, harmless, with its columns, states and faults."""

import threading
from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from gridctl.core.errors import N_, Busy
from gridctl.tui.widgets.window_table import Column, Key, Row, Sort, WindowTable
from tui.widgets.shown import Numbers, Shown, on_screen, shown

HOSTILE = (
    "[/x][bold red]a[/]",
    "\x1b]52;c;aGk=\x07\x1b[2J",
    "\u202eabc\u2066",
    "a\nb\tc\r",
    "\u200b\u200d\u0300" * 9,
    "[@click=app.quit]x[/]",
    "👨‍👩‍👧 \ufe0f",
    "$primary {x} %s",
)


class Few:
    """A list with rows that are given."""

    def __init__(self, *rows: Row) -> None:
        self.rows = rows

    def count(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    def page(self, offset: int, size: int) -> Sequence[Row]:
        """Return a page."""
        return self.rows[offset : offset + size]

    def place(self, key: Key) -> int | None:
        """Return where a row stands."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)


class Broken(Numbers):
    """A list that cannot be read while `fault` stands."""

    fault: Exception | None = None

    def page(self, offset: int, size: int) -> Sequence[Row]:
        """Return a page, or fail."""
        if self.fault:
            raise self.fault
        return super().page(offset, size)


class Stuck(Numbers):
    """A list that answers when it is let go."""

    def __init__(self, first: int) -> None:
        super().__init__(first)
        self.free = threading.Event()

    def page(self, offset: int, size: int) -> Sequence[Row]:
        """Return a page, late."""
        self.free.wait(10)
        return super().page(offset, size)


@pytest.mark.parametrize("width", [30, 41, 60, 120])
@on_screen
async def test_chinese_lines_up(width: int) -> None:
    rows = [
        Row(1, ("1", "新建", "降压药吃完了，要两盒西乐葆", "李建国")),
        Row(2, ("22", "new", "water pipe 漏水", "W1")),
    ]
    async with shown(Few(*rows), size=(width, 6)) as view:
        lines = [view.table.render_line(y) for y in range(3)]
        assert {line.cell_length for line in lines} == {cell_len(line.text) for line in lines}
        assert {line.cell_length for line in lines} == {view.table.size.width}
        placed = view.table.columns.placed[1]
        for line, begins in zip(lines, ("status", "新建", "new"), strict=True):
            assert line.crop(2 + placed.x, 2 + placed.end).text.startswith(begins)


@on_screen
async def test_hostile_text_is_text() -> None:
    rows = [Row(place, ("1", text, text, text)) for place, text in enumerate(HOSTILE)]
    columns = [Column(text, text, 9, flex=1) for text in HOSTILE[:4]]
    async with shown(Few(*rows), size=(100, 12), columns=columns) as view:
        text = "\n".join(view.lines)
        assert "[/x][bold red]a[/]" in text
        assert not any(ord(char) < 32 and char != "\n" for char in text)
        assert "\u202e" not in text
        assert {view.table.render_line(y).cell_length for y in range(12)} == {view.table.size.width}
        await view.press("down", "space", "enter")


@on_screen
async def test_values_have_their_tones_beside_their_words() -> None:
    async with shown(Numbers(10)) as view:
        red, dim = ({*_styles(view, 3)}, {*_styles(view, 2)})
        assert red != dim
        assert view.lines[3].split()[1:2] == ["new"]


def _styles(view: Shown, y: int) -> list[str]:
    return [str(segment.style) for segment in view.table.render_line(y) if segment.style]


@on_screen
async def test_columns_are_widened_by_keys() -> None:
    async with shown(Numbers(10)) as view:
        await view.press("ctrl+right", "ctrl+right", "greater_than_sign", "greater_than_sign")
        assert view.table.columns.widths == {"status": 11}
        await view.press("less_than_sign", "ctrl+left", "less_than_sign")
        assert view.table.columns.widths == {"status": 10, "number": 7}
        assert view.lines[0].split()[0] == "number"


@on_screen
async def test_columns_are_dragged_by_their_edge() -> None:
    async with shown(Numbers(10)) as view:
        edge = 2 + view.table.columns.placed[0].end
        await view.pilot.mouse_down(WindowTable, offset=(edge, 0))
        await view.pilot.hover(WindowTable, offset=(edge + 4, 3))
        await view.pilot.mouse_up(WindowTable, offset=(edge + 4, 3))
        assert view.table.columns.widths == {"number": 12}
        assert view.told(WindowTable.SortAsked) == []


@on_screen
async def test_a_title_asks_for_an_order_and_says_which_it_is() -> None:
    async with shown(Numbers(10)) as view:
        await view.pilot.click(WindowTable, offset=(13, 0))
        await view.pilot.click(WindowTable, offset=(30, 0))
        await view.press("ctrl+left", "ctrl+down", "ctrl+up")
        asked = [(message.column, message.descending) for message in view.told(WindowTable.SortAsked)]
        assert asked == [("status", None), ("number", True), ("number", False)]
        view.table.order_mark(Sort("status", descending=True))
        assert "status v" in view.lines[0]
        view.table.order_mark(Sort("number"))
        assert "number ^" in view.lines[0]


@on_screen
async def test_what_does_not_fit_is_reached_sideways() -> None:
    async with shown(Numbers(10), size=(24, 8)) as view:
        assert [one.column.key for one in view.table.columns.placed] == ["number", "status", "summary"]
        await view.press("right")
        assert "summary" in view.lines[0]
        await view.press("left", "left", "ctrl+left")
        assert view.lines[0].split()[-1] == "summary"
        assert view.lines[1].startswith(">")


@on_screen
async def test_columns_are_hidden_and_moved() -> None:
    async with shown(Numbers(10)) as view:
        view.table.show_columns(["summary", "number"])
        assert view.lines[0].split() == ["summary", "number"]
        assert view.lines[1].split() == [">", "求助", "10", "号", "10"]


@on_screen
async def test_the_table_follows_the_terminal() -> None:
    async with shown(Numbers(1000), size=(60, 12)) as view:
        await view.press("end")
        for size in ((120, 40), (20, 4), (300, 80)):
            await view.pilot.resize_terminal(*size)
            await view.settle()
            assert view.table.size.width == size[0]
            assert all(line for line in view.lines[1:])


@on_screen
async def test_until_rows_have_come_it_says_so() -> None:
    pages = Stuck(1000)
    async with shown(pages, settle=False) as view:
        await view.pilot.pause()
        assert "Reading ..." in view.lines[2]
        await view.pilot.press("down", "end", "space")
        pages.free.set()
        await view.settle()
        assert view.lines[1].startswith(">")
        pages.free.clear()
        await view.pilot.press("end")
        await view.pilot.pause()
        assert view.lines[-1].split() == [">", "..."]
        view.table._say_slow()
        assert view.lines[-1].strip() == "Reading ..."
        pages.free.set()
        await view.settle()
        assert view.lines[-1].split()[:2] == [">", "1"]


@on_screen
async def test_a_fault_is_told_and_what_was_there_stays() -> None:
    pages = Broken(1000)
    pages.fault = Busy(N_("another gridctl is writing"))
    async with shown(pages) as view:
        assert "another gridctl is writing" in view.lines[2]
        assert view.told(WindowTable.Broken)[0].error is pages.fault
        pages.fault = None
        await view.press("f5")
        assert view.lines[1].startswith(">")
        pages.fault = RuntimeError("陈卫 13900001111")
        await view.press("f5")
        assert view.lines[-1].strip() == "This could not be read."
        assert view.lines[1].split()[1] == "1000"
        pages.fault = None
        await view.press("f5", "end")
        assert view.lines[-1].split()[:2] == [">", "1"]
