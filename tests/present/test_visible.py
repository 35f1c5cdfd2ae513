"""Nothing in a text from outside acts on a terminal or hides in it (TRUST.md, 11)."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.present.visible import MOST_MARKS, escape, hidden, is_plain, visible
from present.hostile import HOSTILE, problems

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "text", ["王秀红 needs 药 at 12-2-501", "Müller", "«»", "（急）", "a\u3000b", "👍🏽", "한글"]
)
def test_plain_text_comes_back_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b", r"\x9b"),
        ("\x7f", r"\x7f"),
        ("a\u202eb", r"a\u202eb"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
        ("\ue000", r"\ue000"),
        ("\u3164", r"\u3164"),
        ("a\tb\r\n", r"a\tb\r\n"),
        ("\u2028", r"\u2028"),
        ("👨\u200d👩", r"👨\u200d👩"),
    ],
)
def test_what_acts_or_hides_becomes_an_escape(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_lines_stay_only_where_they_are_asked_for() -> None:
    assert visible("a\r\nb\nc", multi=True) == "a\nb\nc"
    assert visible("a\nb") == r"a\nb"


def test_marks_are_capped_and_need_a_base() -> None:
    assert visible("e" + "\u0301" * 50) == "e" + "\u0301" * MOST_MARKS
    assert visible("\u0301x") == r"\u0301x"
    assert visible(" \u0301") == r" \u0301"


def test_variation_selectors_survive_where_they_belong() -> None:
    assert visible("葛\U000e0100城") == "葛\U000e0100城"
    assert visible("❤\ufe0f") == "❤\ufe0f"
    assert visible("x\U000e0100") == r"x\U000e0100"
    assert visible("x\ufe0f\ufe0f") == "x\ufe0f" + r"\ufe0f"


def test_every_hostile_text_is_harmless() -> None:
    for text in HOSTILE:
        assert problems(visible(text), "table") == []
        assert problems(visible(text, multi=True), "table") == []


@given(ANY_TEXT)
def test_any_text_is_harmless_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = visible(text)
    assert problems(once, "table") == []
    assert visible(once) == once


def test_the_fast_path_holds_no_character_that_acts() -> None:
    for code in range(sys.maxunicode + 1):
        if is_plain(chr(code)):
            assert not hidden(chr(code)), hex(code)
            assert not unicodedata.combining(chr(code)), hex(code)


@given(st.characters(exclude_categories=()))
def test_an_escape_is_ascii_without_controls(char: str) -> None:
    if hidden(char):
        assert escape(char).isascii()
        assert escape(char).isprintable()
