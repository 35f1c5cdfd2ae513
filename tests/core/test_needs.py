"""Marks of needs: known ones by any spelling, others as codes of one's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.needs import WORDS, NeedTag, Tag, read_tag


@pytest.mark.parametrize("text", ["elderly_alone", "Elderly-Alone", " elderly alone ", "独居老人", "独居"])
def test_a_known_mark_by_code_or_word(text: str) -> None:
    assert read_tag(text) == Tag("elderly_alone")


def test_another_word_is_a_mark_of_its_own_and_names_the_nearest() -> None:
    assert read_tag("dialisys") == Tag("dialisys", "dialysis")
    assert read_tag("退役军人") == Tag("退役军人")


@pytest.mark.parametrize(
    "text", ["", "  ", "two, marks", "a;b", "13900001111", "x" * 41, "王**", "tel13900001111"]
)
def test_what_is_no_word_or_holds_a_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_tag(text)


@given(st.sampled_from([*NeedTag, *WORDS]))
def test_what_is_kept_is_read_again_as_the_same(text: str) -> None:
    kept = read_tag(text).code
    assert kept in set(NeedTag)
    assert read_tag(kept) == Tag(kept)
