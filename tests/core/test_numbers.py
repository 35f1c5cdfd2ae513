"""TRUST.md 17: digits in any script and width are the same digits; what a spreadsheet rounded is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.numbers import POWER, lost_digits, narrow


@pytest.mark.parametrize("text", ["4.4E+17", "1.38E+10", "1.e+10", "138E10", "1e5", "-4.4E+17"])
def test_what_a_spreadsheet_makes_of_long_numbers(text: str) -> None:
    assert POWER.fullmatch(text)
    error = lost_digits("phone")
    assert error.args_ == {"field": "phone"}
    assert error.code == "lost_digits"


@given(st.integers(0, 10**18), st.sampled_from("0٠०０𝟎"))
def test_digits_of_any_script_become_ascii(number: int, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert narrow(f" \u202d{written}\u200b\u202c\u3000") == str(number)


@given(st.text())
def test_narrow_is_final(text: str) -> None:
    assert narrow(narrow(text)) == narrow(text)
