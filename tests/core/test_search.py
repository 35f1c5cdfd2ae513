"""DESIGN.md §8, 12: what the full text is looked for by."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core import search
from gridctl.core.search import BREAK, is_phone_ending, phrase_fits, search_text, split_words

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("水管漏0123aZ ,，。|#\"*'-_"), st.characters(exclude_categories=["Cs"])
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("水管", ["水", "管"]),
        ("12幢3单元", ["12", "幢", "3", "单", "元"]),
        ("HZ12-2-501", ["hz", "12", "2", "501"]),
        ("ＨＺ１２：５０１", ["hz", "12", "501"]),
        ("No Water!", ["no", "water"]),
        ("80㎡", ["80", "m", "2"]),
        ("Straße", ["strasse"]),
        ("foo_bar", ["foo", "bar"]),
        ("々〆〇", ["々", "〆", "〇"]),
        ("한국", ["한", "국"]),
        ("𠮷野家", ["𠮷", "野", "家"]),
        ("?! …", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@given(TEXTS)
def test_the_short_way_for_common_signs_leads_where_the_long_one_does(text: str) -> None:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    assert split_words(text) == search._all_words()(folded.replace(search.APART, " "))


@given(TEXTS)
def test_words_hold_no_sign_of_the_index(text: str) -> None:
    for word in split_words(text):
        assert word
        assert not set(word) & set(f'"*^:()+-{BREAK}{search.PHONE_MARK} ')


@given(TEXTS)
def test_a_text_is_found_by_itself_and_by_each_of_its_words(text: str) -> None:
    words = split_words(text)
    assert phrase_fits(words, [None, text]) is bool(words)
    assert all(phrase_fits([word], [text]) for word in words)
    assert all(phrase_fits([word[:1]], [text], prefix=True) for word in words)


def test_a_phrase_does_not_run_from_one_text_into_the_next() -> None:
    assert not phrase_fits(["水", "管"], ["没有水", "管子坏了"])
    assert search_text(None, "没有水", None, "管子坏了") == "没 有 水 | 管 子 坏 了"


def test_the_ending_of_a_phone_stands_apart() -> None:
    assert search_text("13900001111", "水") == "#1111 | 水"
    assert search_text("110", "水") == "水"
    assert [is_phone_ending(word) for word in ("1111", "111", "１１１１", "11a1")] == [
        True,
        False,
        False,
        False,
    ]
