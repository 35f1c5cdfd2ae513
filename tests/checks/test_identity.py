"""Identity numbers are text and pass their checksum (TRUST.md 17); the fast path is held to python-stdnum."""

import subprocess
import sys
from datetime import date, timedelta
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.exceptions import InvalidComponent, ValidationError

from gridctl.checks.identity import NUMBERS, birth_of, check_identity, sex_of, take_identities
from gridctl.core.errors import BadInput

MADE = "11010519491231002X"
"""The example of GB 11643-1999."""


def made(county: str, born: date, sequence: int) -> str:
    """Return a number with the check digit that the library gives it."""
    number = f"{county}{born:%Y%m%d}{sequence:03d}"
    return number + ric.calc_check_digit(number + "0")


counties = st.sampled_from(
    ["110105", "310115", "330106", "430624", "540102", "650102", "810000", "820000", "830000"]
)
born = st.dates(date(1850, 1, 1), date(2099, 12, 31))
right = st.builds(made, counties, born, st.integers(0, 999))


def test_a_number_tells_birth_and_sex() -> None:
    found = check_identity(MADE, "CN")
    assert found == (MADE, True, date(1949, 12, 31), "female")
    assert check_identity(made("330106", date(1988, 2, 29), 7), "CN").birth == date(1988, 2, 29)
    assert check_identity(made("330106", date(1988, 2, 29), 7), "CN").sex == "male"


@pytest.mark.parametrize(
    "text",
    ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X ", "110105-19491231-002x",
     "\u202d11010519491231002X\u202c", "1101051949\u200b1231002X"],
)  # fmt: skip
def test_width_padding_and_invisible_signs_are_taken_off(text: str) -> None:
    assert check_identity(text, "CN").number == MADE


@pytest.mark.parametrize(
    "cell",
    [4.4e17, 440301199001011234.0, 440301199001011234, 110105, 219099999, True, None, date(1949, 12, 31)],
)
@pytest.mark.parametrize("country", ["CN", "US", "GB"])
def test_what_is_stored_as_a_number_is_refused(cell: object, country: str) -> None:
    with pytest.raises(BadInput, match="last digits are lost") as caught:
        check_identity(cell, country)
    assert caught.value.code == "lost_digits"
    assert "format the cell as text" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["4.4E+17", "4.40301E+17", "4.403E17", "４.４E+17", "440301199001011000", "4.0"]
)
def test_text_that_was_a_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="last digits are lost"):
        check_identity(text, "CN")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("110105194912310021", "wrong_checksum"),
        ("11010519491213002X", "wrong_checksum"),
        ("1101051949123100", "wrong_identity"),
        ("X1010519491231002X", "wrong_identity"),
        ("E12345678", "wrong_identity"),
        ("", "wrong_identity"),
        ("110105491231002", "old_identity"),
        ("1101**********002X", "masked"),
        (made("330106", date(1990, 2, 28), 5).replace("0228", "0230"), "wrong_checksum"),
    ],
)
def test_what_is_wrong_is_said_without_the_number(text: str, error: str) -> None:
    with pytest.raises(BadInput) as caught:
        check_identity(text, "CN", field="身份证号")
    assert caught.value.code == error
    assert set(caught.value.args_.values()) == {"身份证号"}


@pytest.mark.parametrize("middle", ["19900230", "19000229", "20230431", "18491231", "21000101", "19901301"])
def test_a_day_that_never_was_is_refused_though_the_checksum_fits(middle: str) -> None:
    number = f"330106{middle}123"
    with pytest.raises(BadInput) as caught:
        check_identity(number + ric.calc_check_digit(number + "0"), "CN")
    assert caught.value.code in {"wrong_identity", "lost_digits"}


@given(right)
def test_every_right_number_is_taken_by_both_ways(number: str) -> None:
    found = check_identity(number, "CN")
    assert found == check_identity(f" {number[:6]} {number[6:].lower()}", "CN")
    assert found.number == number
    assert found.birth == ric.get_birth_date(number) == birth_of(number)
    assert found.sex == sex_of(number)
    assert take_identities([number], "CN", lambda text: check_identity(text, "CN").number) == [number]


@given(
    right | st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True),
    st.integers(0, 17),
    st.sampled_from("0123456789X"),
)
def test_the_fast_path_agrees_with_the_library(number: str, place: int, digit: str) -> None:
    """Only the county's years are the library's alone, and years before 1850 ours alone."""
    number = number[:place] + digit + number[place + 1 :]
    try:
        taken = check_identity(number, "CN").number == number
    except BadInput:
        taken = False
    column = take_identities([number], "CN", lambda _text: None) == [number]
    assert taken or not column
    assert column == (taken and number[10:14] != "0229")
    try:
        ric.validate(number)
    except (InvalidComponent, KeyError):  # python-stdnum 2.2 ends so where it knows the province alone
        if taken:
            assert ric.get_birth_date(number)  # so that it was the county
        return
    except ValidationError:
        assert not taken
        return
    assert taken or not "1850" <= number[6:10] <= "2099"


def test_somebody_older_than_their_county_is_taken() -> None:
    number = made("310115", date(1950, 5, 1), 21)
    assert not ric.is_valid(number)
    assert check_identity(number, "CN").checked


@pytest.mark.parametrize(
    ("country", "text", "number", "birth", "sex"),
    [
        ("US", "536-90-4399", "536904399", None, None),
        ("DE", "36 574 261 809", "36574261809", None, None),
        ("PL", "44051401359", "44051401359", date(1944, 5, 14), "male"),
        ("SE", "880320-0016", "8803200016", date(1988, 3, 20), "male"),
    ],
)
def test_other_countries_by_the_library(
    country: str, text: str, number: str, birth: date | None, sex: str | None
) -> None:
    module = import_module(f"stdnum.{NUMBERS[country]}")
    found = check_identity(text, country)
    assert module.compact(found.number) == module.compact(number)
    assert (found.birth, found.sex) == (birth, sex)
    assert take_identities([text], country, len) == [len(text)]


@pytest.mark.parametrize(
    ("country", "text"),
    [("US", "666-00-0000"), ("US", "12-34"), ("DE", "36574261890"), ("PL", "44051401358")],
)
def test_wrong_numbers_of_other_countries(country: str, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        check_identity(text, country)
    assert caught.value.code in {"wrong_identity", "wrong_checksum"}
    assert set(caught.value.args_) <= {"field", "country"}


@given(
    st.sampled_from(sorted(NUMBERS)),
    st.from_regex(r"[A-Z0-9 .\-/]{0,20}", fullmatch=True)
    | st.from_regex(r"[0-9]{8,13}[0-9A-Z]?", fullmatch=True)
    | st.text(max_size=20),
)
def test_any_text_is_a_number_or_an_error_without_it(country: str, text: str) -> None:
    try:
        found = check_identity(text, country)
    except BadInput as error:
        assert set(error.args_) <= {"field", "country"}  # noqa: PT017  (an error is one of two good ends)
        return
    assert found.number.isascii()
    assert check_identity(found.number, country) == found


@pytest.mark.parametrize("country", NUMBERS)
def test_each_country_has_its_number_in_the_library(country: str) -> None:
    module = import_module(f"stdnum.{NUMBERS[country]}")
    with pytest.raises(ValidationError):
        module.validate("1")
    with pytest.raises(BadInput):
        check_identity("1", country)


def test_a_passport_is_kept_where_it_is_said_to_be_one() -> None:
    found = check_identity(" e1234 5678 ", "CN", other=True)
    assert (found.number, found.checked, found.birth) == ("E1234 5678", False, None)
    assert check_identity("QQ 12 34 56 C", "GB") == ("QQ 12 34 56 C", False, None, None)
    for wrong in ("", "护照", "4.4E+17", "E1", 12345678):
        with pytest.raises(BadInput):
            check_identity(wrong, "CN", other=True)


@given(st.lists(right | st.text(max_size=18), max_size=9))
def test_a_column_gives_what_its_cells_give(texts: list[str]) -> None:
    def one(text: str) -> str:
        try:
            return check_identity(text, "CN").number
        except BadInput as error:
            return error.code

    assert take_identities(texts, "CN", one) == [one(text) for text in texts]


def test_a_chinese_number_loads_no_library() -> None:
    code = (
        "import sys; from gridctl.checks.identity import check_identity as check;"
        f"check('{MADE}', 'CN'); check(' {MADE.lower()}', 'CN'); assert 'stdnum' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_days_of_a_century() -> None:
    day = date(1899, 12, 25)
    while day < date(1900, 3, 5):
        assert check_identity(made("330106", day, 123), "CN").birth == day
        day += timedelta(days=1)
