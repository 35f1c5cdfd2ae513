"""Phones of a country: one form for one number; the fast path is held to the library (issue 3, TRUST.md 17)."""

import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.checks import phones
from gridctl.checks.phones import check_phone, take_phones
from gridctl.core.errors import BadInput

COUNTRIES = ("CN", "US", "CA", "GB", "DE")


@pytest.mark.parametrize(
    ("country", "text", "number"),
    [
        ("CN", "13812345678", "13812345678"),
        ("CN", "１３８ 1234-5678", "13812345678"),
        ("CN", " 138\u200b1234\u202d5678 ", "13812345678"),
        ("CN", "1 3 8 1 2 3 4 5 6 7 8", "13812345678"),
        ("CN", "13812345678.0", "13812345678"),
        ("CN", "+86 138 1234 5678", "13812345678"),
        ("CN", "0086-138-1234-5678", "13812345678"),
        ("CN", "8613812345678", "13812345678"),
        ("CN", "(0571) 8812-3456", "057188123456"),
        ("CN", "+86 571 8812 3456", "057188123456"),
        ("CN", "010－62345678转8012", "01062345678x8012"),
        ("CN", "0571-88123456-12", "057188123456x12"),
        ("CN", "0571-88123456 分机 12", "057188123456x12"),
        ("CN", "400-123-4567", "4001234567"),
        ("CN", "+852 9123 4567", "+85291234567"),
        ("US", "(212) 555-0100", "2125550100"),
        ("US", "+1 212 555 0100", "2125550100"),
        ("US", "1-212-555-0100 ext. 7", "2125550100x7"),
        ("US", "+86 138 1234 5678", "+8613812345678"),
        ("GB", "+44 (0)20 7946 0958", "02079460958"),
        ("GB", "07700 900123", "07700900123"),
        ("DE", "030/123456", "030123456"),
        ("DE", "+49 (0)30/123456", "030123456"),
        ("EU", "13812345678", "13812345678"),
        ("EU", "0044 20 7946 0958", "+442079460958"),
        ("CN", "", ""),
        ("CN", " \u3000", ""),
    ],
)
def test_a_number_has_one_form_however_it_is_written(country: str, text: str, number: str) -> None:
    assert check_phone(text, country) == number
    assert check_phone(number, country) == number


@pytest.mark.parametrize(
    ("country", "text"),
    [*[("CN", one) for one in ("12345", "110", "95588", "10086", "661234", "88123456", "8812345")],
     ("US", "911"), ("US", "311"), ("US", "5550100"), ("GB", "999"), ("DE", "112"), ("DE", "123456")],
)  # fmt: skip
def test_short_and_local_numbers_stay_as_they_are(country: str, text: str) -> None:
    assert check_phone(text, country) == text


@pytest.mark.parametrize("text", ["1.38E+10", "1.38123456E+10", "1.38e10", "１.38E+10", "1.E+10", "138E10"])
def test_what_a_spreadsheet_damaged_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BadInput, match="damaged by a spreadsheet") as caught:
        check_phone(text, "CN", "联系电话")
    assert caught.value.code == "lost_digits"
    assert "format the cell as text" in caught.value.hint
    assert caught.value.args_ == {"field": "联系电话"}


@pytest.mark.parametrize(
    ("country", "text"),
    [
        *[("CN", one) for one in ("138123456", "1381234567", "138123456789", "1381234", "12345678901")],
        *[
            ("CN", one)
            for one in ("0379-1234567", "13812345678 13912345678", "138;rm", "打不通", "+86 1381234")
        ],
        *[("US", one) for one in ("1112223333", "9115551234", "212555010", "12345678")],
        *[("GB", one) for one in ("0770090012", "0000000000000")],
    ],
)
def test_a_digit_too_many_or_too_few_is_refused(country: str, text: str) -> None:
    with pytest.raises(BadInput):
        check_phone(text, country)


def test_two_numbers_never_become_one() -> None:
    for text in ("110/120", "13812345678/13912345678", "0571-88123456/88123457", "110;120", "110、120"):
        with pytest.raises(BadInput):
            check_phone(text, "CN")


def test_a_mobile_range_that_is_newer_than_the_library_is_taken() -> None:
    assert not phonenumbers.is_valid_number(phonenumbers.parse("14412345678", "CN"))
    assert check_phone("+86 144 1234 5678", "CN") == "14412345678"


numbers = st.one_of(
    *[st.from_regex(one, fullmatch=True) for one in phones._PLAIN.values()],
    st.from_regex(r"[0-9]{3,13}", fullmatch=True),
    st.from_regex(r"(\+|00)(86|1|44|49)[0-9]{8,11}", fullmatch=True),
    st.from_regex(r"0[1-9][0-9]{1,2}[ -][0-9]{7,8}(-[0-9]{1,4})?", fullmatch=True),
)


@given(numbers, st.sampled_from(COUNTRIES))
def test_the_fast_path_agrees_with_the_library(text: str, country: str) -> None:
    def said() -> str:
        try:
            return check_phone(text, country)
        except BadInput as error:
            return error.code

    quick = said()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phones, "_PLAIN", {})
        assert said() == quick


def shapes(country: str) -> list[str]:
    """Return how the library describes a country's mobile numbers and landlines."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country)
    assert metadata is not None
    kinds = (metadata.mobile, metadata.fixed_line)
    return [one.national_number_pattern for one in kinds if one and one.national_number_pattern]


valid = st.one_of(
    *[
        st.tuples(st.just(country), st.from_regex(f"(?a:{shape})", fullmatch=True))
        for country in COUNTRIES
        for shape in shapes(country)
    ]
)


@given(valid)
def test_what_the_library_calls_valid_is_taken_and_stays_that_number(number: tuple[str, str]) -> None:
    country, digits = number
    code = phonenumbers.country_code_for_region(country)
    meant = phonenumbers.parse(f"+{code}{digits}")
    if not phonenumbers.is_valid_number(meant):
        return
    kept = check_phone(
        phonenumbers.format_number(meant, phonenumbers.PhoneNumberFormat.INTERNATIONAL), country
    )
    assert kept.isdigit()
    assert phonenumbers.parse(kept, country) == meant


@given(st.lists(numbers | st.text(max_size=5), max_size=20), st.sampled_from([*COUNTRIES, "FR"]))
def test_a_column_gives_what_its_cells_give(texts: list[str], country: str) -> None:
    def one(text: str) -> str:
        try:
            return check_phone(text, country)
        except BadInput as error:
            return error.code

    assert take_phones(texts, country, one) == [one(text) for text in texts]


@given(st.text(alphabet="0123456789+-() .eE*#x转/１٣王\t", max_size=24), st.sampled_from(["CN", "US", "EU"]))
def test_an_error_repeats_nothing_and_a_form_is_final(text: str, country: str) -> None:
    try:
        found = check_phone(text, country)
    except BadInput as error:
        assert set(error.args_) <= {"field", "country"}  # noqa: PT017  (an error is one of two good ends)
        return
    assert check_phone(found, country) == found


def test_a_plain_number_loads_no_library() -> None:
    code = (
        "import sys; from gridctl.checks.phones import check_phone as check; check('13800001111', 'CN');"
        "check('0571-88123456', 'CN'); check('110', 'CN'); assert 'phonenumbers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
