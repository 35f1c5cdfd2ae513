"""Widths are terminal cells, and agree with Rich's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as rich_cell_len

from gridctl.present.cells import cell_len, pad, wrap


def test_everyday_characters_are_measured_as_rich_does() -> None:
    for code in range(0x20, 0x10000):
        if not 0xD800 <= code <= 0xDFFF and chr(code).isprintable():
            assert cell_len(chr(code)) == rich_cell_len(chr(code)), hex(code)


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("王a", 3), ("（急）", 6), ("👍", 2), ("e\u0301", 1)]
)
def test_width(text: str, cells: int) -> None:
    assert cell_len(text) == cells


def test_padding_goes_by_cells_and_cuts_nothing() -> None:
    assert pad("王", 4) == "王  "
    assert pad("7", 3, right=True) == "  7"
    assert pad("王秀红", 2) == "王秀红"


def test_wrapping_breaks_at_blanks_and_between_chinese() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("接到求助后先登记。", 8) == ["接到求助", "后先登", "记。"]
    assert wrap("a\nb", 10) == ["a", "b"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@given(st.text(st.sampled_from("ab 王，。x\n"), max_size=60), st.integers(4, 20))
def test_no_line_is_wider_than_asked_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
