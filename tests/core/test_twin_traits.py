"""People made ready for comparing: names parted and folded, numbers in one form, what is known of one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.twin_traits import check_character, fold, heard, part, traits_of
from gridctl.core.twins import Person


@pytest.mark.parametrize(
    ("name", "given_name", "family"),
    [
        ("王秀红", "秀红", "王"),
        ("王红", "红", "王"),
        ("欧阳娜", "娜", "欧阳"),
        ("欧阳娜娜", "娜娜", "欧阳"),
        ("欧阳", "阳", "欧"),
        ("买买提·吐尔逊", "买买提", "吐尔逊"),
        ("王阿姨", "", "王"),
        ("李师傅", "", "李"),
        ("小王", "", "王"),
        ("老张", "", "张"),
        ("阿红", "红", ""),
        ("Anna Lena Müller", "Anna Lena", "Müller"),
        ("Müller, Anna", " Anna", "Müller"),
        ("Müller", "", "Müller"),
        ("", "", ""),
    ],
)
def test_a_whole_name_is_parted_as_its_script_tells(name: str, given_name: str, family: str) -> None:
    assert part(name) == (given_name, family)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("Groß-Gerau", "grossgerau"),
        ("van't hof", "vanthof"),
        (" ＨＺ１２ ", "hz12"),
        ("Ærø", "aero"),
        ("王 秀红", "王秀红"),
    ],
)
def test_case_width_signs_and_accents_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_pinyin_is_parted_like_the_name() -> None:
    traits = traits_of(Person(1, name="欧阳秀红", pinyin="Ōu yáng xiù hóng"))
    assert (traits.family.sound, traits.given.sound) == ("ouyang", "xiuhong")
    assert traits_of(Person(1, name="王秀红", pinyin="wang")).given.sound == "秀红"


def test_what_is_misheard_is_one() -> None:
    assert heard("zhang") == heard("zan")
    assert heard("lin") == heard("ning")
    assert heard("wang") != heard("li")


@pytest.mark.parametrize("body", ["11010519491231002", "44052418800101001"])
def test_the_checksum_is_that_of_the_standard(body: str) -> None:
    """Both numbers are the examples of GB 11643-1999."""
    assert check_character(body) == {"11010519491231002": "X", "44052418800101001": "4"}[body]
    assert traits_of(Person(1, identity=body + check_character(body))).checked


def test_a_number_with_one_wrong_digit_is_not_whole() -> None:
    right = "11010519491231002X"
    for place in range(17):
        wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
        assert not traits_of(Person(1, identity=wrong)).checked


def test_an_old_number_takes_its_present_form() -> None:
    old, new = (
        traits_of(Person(1, identity="110105491231002")),
        traits_of(Person(2, identity="11010519491231002x")),
    )
    assert old.identity == new.identity


def test_a_whole_number_tells_the_birth_date_where_none_is_given() -> None:
    assert traits_of(Person(1, identity="11010519491231002X")).born == "19491231"
    assert traits_of(Person(1, identity="11010519491231002X", born="1949-12-30")).born == "19491230"
    assert traits_of(Person(1, identity="110105194912310021")).born == ""


@pytest.mark.parametrize(
    "phone", ["138 1234 5678", "+86 13812345678", "0086-138-1234-5678", "１３８１２３４５６７８"]
)
def test_a_phone_has_one_form(phone: str) -> None:
    assert traits_of(Person(1, phones=(phone, ""))).phones == ("13812345678",)


def test_a_home_keeps_its_parts() -> None:
    traits = traits_of(Person(1, home=" hz12-2-501 "))
    assert (traits.home, traits.building) == ("hz12-2-501", "hz12")
