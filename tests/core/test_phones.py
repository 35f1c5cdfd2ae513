"""TRUST.md 17: phones as people write them; damaged and masked ones are refused, and none is repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.phones import clean_phone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 138 1234 5678", "+8613812345678"),
        ("(0571) 8812-3456", "057188123456"),
        ("0571-88123456#12", "057188123456x12"),
        ("212-555-0100 x7", "2125550100x7"),
        ("0571-88123456-12", "057188123456x12"),
        ("+49 (0)30/123456", "+4930123456"),
        ("13812345678.00", "13812345678"),
        ("١٣٨١٢٣٤٥٦٧٨", "13812345678"),
        ("138\u200b12345678", "13812345678"),
        ("110", "110"),
        ("", ""),
        (" ", ""),
    ],
)
def test_numbers_are_kept_as_digits(text: str, number: str) -> None:
    assert clean_phone(text) == number


@pytest.mark.parametrize("text", ["1.38E+10", "1.38123456E+10", "1.38e10", "１.38E+10"])
def test_what_a_spreadsheet_damaged_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="damaged by a spreadsheet"):
        clean_phone(text)


@pytest.mark.parametrize("text", ["138****5678", "138＊＊＊＊5678"])
def test_a_masked_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        clean_phone(text)
    assert caught.value.code == "masked"


@pytest.mark.parametrize(
    "text", ["call me", "12", "1" * 21, "=1+1", "138;rm", "13812345678 13812345679 1", "110/120"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        clean_phone(text)


@given(st.text(alphabet="0123456789+-() .eE*#xｘ１王\t", max_size=24))
def test_an_error_repeats_nothing_of_the_number(text: str) -> None:
    try:
        found = clean_phone(text)
    except BadInput as error:
        assert set(error.args_) <= {"field"}  # noqa: PT017  (any text: an error is one of two good ends)
        return
    assert clean_phone(found) == found
