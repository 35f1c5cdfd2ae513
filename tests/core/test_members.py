"""What is told of a member: skills, capacity, days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.members import Particulars, check_days, read_capacity, read_skills

SKILL = st.text("驾驶护理急救电工abc ", min_size=1, max_size=10).map(str.strip).filter(bool)
DAY = st.dates().map(lambda day: day.isoformat())


@given(st.lists(SKILL, min_size=1), st.sampled_from([",", "，", "、", ";", "；", "/", "|"]))
def test_skills_stand_apart_or_divided_each_once_in_their_order(skills: list[str], divider: str) -> None:
    plain = list(dict.fromkeys(" ".join(one.split()) for one in skills))
    assert read_skills(skills, "--skill") == plain
    assert read_skills([divider.join(skills)], "--skill") == plain


def test_no_skill_is_none() -> None:
    assert read_skills(["", " 、"], "--skill") is None
    with pytest.raises(BadInput):
        read_skills(["会" * 41], "--skill")


@given(st.integers(0, 999))
def test_a_capacity_is_a_small_whole_number(number: int) -> None:
    assert read_capacity(f" {number} ", "--capacity") == number
    assert read_capacity(f"{number}.0", "--capacity") == number


@given(
    st.one_of(st.integers(max_value=-1), st.integers(min_value=1000)).map(str)
    | st.sampled_from(["x", "½", "1.5"])
)
def test_any_other_capacity_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_capacity(text, "--capacity")


def test_an_empty_capacity_is_none() -> None:
    assert read_capacity("  ", "--capacity") is None


@given(DAY, DAY, st.sampled_from([4, 7, 10]))
def test_an_end_before_its_beginning_is_refused(first: str, last: str, known: int) -> None:
    if last[:known] < first[:known]:
        with pytest.raises(BadInput):
            check_days(first, last[:known])
    else:
        check_days(first[:known], last)


@given(DAY)
def test_a_year_or_month_alone_ends_with_its_last_day(day: str) -> None:
    for until in (day[:4], day[:7], None):
        check_days(day, until)
    check_days(None, day)
    year = f"{int(day[:4]) - 1:04d}"
    with pytest.raises(BadInput):
        check_days(day, year)
    with pytest.raises(BadInput):
        check_days(day, f"{year}-12")


def test_nothing_said_is_empty() -> None:
    assert Particulars().is_empty()
    assert not Particulars(role="").is_empty()
