"""The measures that the search for twins compares by: symmetric, bounded, and right about slips of typing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.checks.alike import alike

ALIKE = alike()
WORDS = st.text(alphabet="abz王红12", max_size=9)


@given(WORDS, WORDS, st.integers(0, 3))
def test_edits_are_symmetric_and_cut(a: str, b: str, most: int) -> None:
    off = ALIKE.edits(a, b, most)
    assert off == ALIKE.edits(b, a, most)
    assert 0 <= off <= most + 1
    assert (off == 0) is (a == b)


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_a_share(a: str, b: str) -> None:
    like = ALIKE.likeness(a, b)
    assert like == ALIKE.likeness(b, a)
    assert 0 <= like <= 1
    assert ALIKE.likeness(a, a) == 1


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("13812345678", "13812345679"),
        ("13812345678", "13812354678"),
        ("13812345678", "1381234567"),
        ("13812345678", "138123456788"),
        ("王秀红", "王绣红"),
    ],
)
def test_one_slip_is_one_edit(right: str, typed: str) -> None:
    assert ALIKE.edits(right, typed, 2) == 1


def test_what_is_farther_off_counts_as_one_more_than_was_asked_for() -> None:
    assert ALIKE.edits("abcdef", "uvwxyz", 2) == 3
