"""TRUST.md 6: text is NFC, without NUL, surrogates and controls, and of bounded length."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.private import Masked
from gridctl.core.text import LINE, PAGE, clean_code, clean_line, clean_page, code_key

ANY = st.text(st.characters(exclude_categories=[]), max_size=60)
BAD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@given(ANY)
def test_a_line_is_one_clean_line_or_bad_input(text: str) -> None:
    try:
        found = clean_line(text, "SUMMARY")
    except BadInput as error:
        assert BAD.search(text) or re.search("[\ufffe\uffff]", text)
        assert error.args_["field"] == "SUMMARY"  # noqa: PT017  (any text: an error is one of two good ends)
        return
    assert not BAD.search(found)
    assert len(found.splitlines()) <= 1
    assert found == found.strip() == unicodedata.normalize("NFC", found)
    assert clean_line(found, "SUMMARY") == found


@given(ANY)
def test_a_page_keeps_its_lines(text: str) -> None:
    try:
        found = clean_page(text, "--details")
    except BadInput:
        return
    assert not BAD.search(found.replace("\n", "").replace("\t", ""))
    assert clean_page(found, "--details") == found


@pytest.mark.parametrize(
    ("text", "line", "page"),
    [
        ("  降压药 \t 吃完了  ", "降压药 吃完了", "降压药 \t 吃完了"),
        ("a\r\nb\rc\u2028d", "a b c d", "a\nb\nc\nd"),
        ("e\u0301", "é", "é"),
        ("㐂\U000e0100", "㐂\U000e0100", "㐂\U000e0100"),
        ("\u3000\u3000", "", ""),
    ],
)
def test_what_becomes_of_blanks_and_breaks(text: str, line: str, page: str) -> None:
    assert (clean_line(text, "x"), clean_page(text, "x")) == (line, page)


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ud800", "\uffff"])
def test_a_control_character_is_named_by_its_number(char: str) -> None:
    for clean in (clean_line, clean_page):
        with pytest.raises(BadInput) as caught:
            clean(f"王{char}红", "--name")
        assert caught.value.args_ == {"field": "--name", "char": f"U+{ord(char):04X}"}


def test_length_is_bounded() -> None:
    assert len(clean_line("字" * LINE, "x")) == LINE
    assert len(clean_page("字" * PAGE, "x")) == PAGE
    with pytest.raises(BadInput, match="501 characters"):
        clean_line("字" * (LINE + 1), "x")
    with pytest.raises(BadInput):
        clean_page("字" * (PAGE + 1), "x")
    with pytest.raises(BadInput):
        clean_line("字" * 81, "--name", longest=80)


def test_a_masked_text_is_never_taken_back() -> None:
    for clean in (clean_line, clean_page):
        with pytest.raises(BadInput) as caught:
            clean(Masked("王**"), "--name")
        assert caught.value.code == "masked"


@pytest.mark.parametrize("code", ["HL", "hl-1", "3306-01", "恒利", "A_1.b", "HL１", "a" * 40])
def test_codes(code: str) -> None:
    assert clean_code(f" {code} ", "CODE") == unicodedata.normalize("NFKC", code)


@pytest.mark.parametrize("code", ["", "-a", "_", "a b", "a/b", "..", "a\nb", "=1+1", "a" * 41, "[b]", "a,b"])
def test_what_is_no_code(code: str) -> None:
    with pytest.raises(BadInput):
        clean_code(code, "CODE")


@given(ANY)
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert code_key(code_key(text)) == code_key(text)


def test_case_and_width_do_not_matter() -> None:
    assert code_key("HL-1") == code_key("ｈｌ-１") == "hl-1"
    assert code_key("STRASSE") == code_key("straße")
