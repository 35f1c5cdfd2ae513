"""DESIGN.md §8, 12 and TRUST.md 18: what people are found by, and what typed words are looked up as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.finding import Term, TermKind, name_words, names_words, phone_words, read_words

SIGNS, LETTERS, ENDING, IDENTITY = TermKind.SIGNS, TermKind.LETTERS, TermKind.ENDING, TermKind.IDENTITY


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("王秀红", "王 秀 红"),
        ("㛃", "㛃"),
        ("Anna Müller", "anna muller"),
        ("买买提·阿布都", "买 买 提 阿 布 都"),
        ("陈A2", "陈 a2"),
        ("ＷＡＮＧ", "wang"),
        ("佐藤さくら", "佐 藤 さ く ら"),
        ("…", ""),
    ],
)
def test_a_name_is_indexed_sign_by_sign_and_word_by_word(name: str, words: str) -> None:
    assert name_words(name) == words
    assert names_words(["王伟", name]) == ["王 伟", words]


@pytest.mark.parametrize(
    ("phones", "words"),
    [
        (["13812345678"], "87654321831"),
        (["057188123456x12", None, "+4930123"], "654321881750 3210394"),
        (["13812345678", "13812345678"], "87654321831"),
        ([None], ""),
    ],
)
def test_a_phone_is_indexed_from_behind(phones: list[str | None], words: str) -> None:
    assert phone_words(phones) == words


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("王秀", [(SIGNS, "王 秀")]),
        ("wxh", [(LETTERS, "wxh")]),
        ("Müller", [(LETTERS, "muller")]),
        ("5678", [(ENDING, "8765")]),
        ("５６７８", [(ENDING, "8765")]),
        ("138-1234-5678", [(ENDING, "87654321831")]),
        ("+8613812345678", [(ENDING, "87654321831")]),
        ("330602195803071228", [(IDENTITY, "330602195803071228")]),
        ("33060219580307122x", [(IDENTITY, "33060219580307122X")]),
        ("王 5678", [(SIGNS, "王"), (ENDING, "8765")]),
        ("王wei", [(SIGNS, "王"), (LETTERS, "wei")]),
        ("12-2-501", [(LETTERS, "12"), (LETTERS, "2"), (LETTERS, "501")]),
        ('" OR * NEAR(', [(LETTERS, "or"), (LETTERS, "near")]),
        ("'--;", []),
    ],
)
def test_typed_words_are_looked_up_as(typed: str, terms: list[tuple[TermKind, str]]) -> None:
    assert read_words(typed) == tuple(Term(kind, text) for kind, text in terms)


@given(st.text())
def test_no_text_leaves_anything_but_letters_digits_and_signs(text: str) -> None:
    for term in read_words(text):
        assert term.text
        assert not set(term.text) & set("\"'*()^:-+{}\x00%\n")
