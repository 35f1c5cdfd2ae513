"""What a sign-up means: the day, the shift that covers it, the duty; and what is never guessed."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.duties import Duty, DutyRules, Per, PostRule, Shift
from gridctl.core.pack_values import Label
from gridctl.core.sign_lists import SignUp
from gridctl.core.sign_wishes import Days, days_in, duty_in, meant, shift_in

FRIDAY = date(2021, 12, 17)

EARLY = Shift("early", Label("Early", "早班"), "E", time(6), time(14))
MIDDLE = Shift("middle", Label("Middle", "中班"), "M", time(14), time(22))
NIGHT = Shift("night", Label("Night", "夜班"), "N", time(22), time(6), night=True)
TESTS = tuple(
    Shift(f"test_{hour}", Label(f"Testing {hour}", f"采样{hour}点"), "T", time(hour), time(hour + 4))
    for hour in (6, 10, 14, 18)
)
GATE, SAMPLING = (
    Duty("gate", Label("Gate keeping", "门口把守")),
    Duty("sampling", Label("Sampling", "核酸采样")),
)
PATROL = Duty("patrol", Label("Patrol", "内部巡逻"))
DUTIES = (GATE, SAMPLING, PATROL)
RULES = DutyRules(
    DUTIES,
    (EARLY, MIDDLE, NIGHT, *TESTS),
    (
        PostRule("gate", Per.GATE, ("early", "middle", "night")),
        PostRule("sampling", Per.AREA, tuple(one.code for one in TESTS)),
    ),
)


@pytest.mark.parametrize(
    ("text", "first", "last", "weekdays"),
    [
        ("今晚", "2021-12-17", "2021-12-17", None),
        ("明天 上午", "2021-12-18", "2021-12-18", None),
        ("大后天", "2021-12-20", "2021-12-20", None),
        ("tomorrow morning", "2021-12-18", "2021-12-18", None),
        ("12月20日", "2021-12-20", "2021-12-20", None),
        ("1/3", "2022-01-03", "2022-01-03", None),
        ("2021-12-25 志愿者", "2021-12-25", "2021-12-25", None),
        ("20号", "2021-12-20", "2021-12-20", None),
        ("3号", "2022-01-03", "2022-01-03", None),
        ("周五", "2021-12-17", "2021-12-17", None),
        ("周六下午", "2021-12-18", "2021-12-18", None),
        ("周一", "2021-12-20", "2021-12-20", None),
        ("下周六", "2021-12-25", "2021-12-25", None),
        ("周末", "2021-12-18", "2021-12-19", None),
        ("周一至周三", "2021-12-20", "2021-12-22", None),
        ("周二、四", "2021-12-21", "2021-12-23", "tue,thu"),
        ("saturday", "2021-12-18", "2021-12-18", None),
        ("每天晚上", None, None, None),
    ],
)
def test_days_as_people_write_them(
    text: str, first: str | None, last: str | None, weekdays: str | None
) -> None:
    assert days_in(text, FRIDAY) == Days(first, last, weekdays)


@pytest.mark.parametrize("text", ["", "上午", "12号楼志愿者", "3号门", "13月40日", "2-5点", "接龙"])
def test_what_is_no_day(text: str) -> None:
    assert days_in(text, FRIDAY) is None


@pytest.mark.parametrize(
    ("text", "duty", "code"),
    [
        ("上午", GATE, "early"),
        ("下午 2-5点", GATE, "middle"),
        ("14:00-18:00", SAMPLING, "test_14"),
        ("下午", SAMPLING, "test_14"),
        ("晚上", SAMPLING, "test_18"),
        ("7-9pm", SAMPLING, "test_18"),
        ("夜里", GATE, "night"),
        ("凌晨", GATE, "night"),
        ("凌晨2点", GATE, "night"),
        ("morning", None, "early"),
        ("晚上8点", None, "middle"),
        ("上午 下午", GATE, None),
        ("全天", GATE, None),
        ("12月20日", GATE, None),
        ("5-6幢", GATE, None),
        ("夜里", SAMPLING, None),
    ],
)
def test_the_shift_covers_most_of_the_part_of_the_day(text: str, duty: Duty | None, code: str | None) -> None:
    found = shift_in(text, RULES, duty)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("采样", "sampling"),
        ("采样志愿者", "sampling"),
        ("卡口值守", "gate"),
        ("巡逻", "patrol"),
        ("patrolling", "patrol"),
        ("做饭", None),
        ("", None),
        ("采样 巡逻", None),
    ],
)
def test_the_duty_shares_most_with_the_words(text: str, code: str | None) -> None:
    found = duty_in(text, DUTIES)
    assert (found.code if found else None) == code


def test_own_words_go_before_the_heading() -> None:
    signed = SignUp("李强", "", ("后天", "晚班"), ("巡逻",), "明天上午采样志愿者")
    late = Shift("late", Label("Late", "晚班"), "L", time(17), time(22))
    found = meant(signed, DutyRules(DUTIES, (*RULES.shifts, late), RULES.posts), FRIDAY)
    assert found is not None
    assert (found.days, found.shift, found.duty) == (Days("2021-12-19", "2021-12-19"), "late", "patrol")


def test_a_name_alone_counts_under_a_heading_that_calls_for_work() -> None:
    found = meant(SignUp("李强", heading="明天上午采样志愿者"), RULES, FRIDAY)
    assert found is not None
    assert (found.days, found.shift, found.duty, found.sure) == (
        Days("2021-12-18", "2021-12-18"),
        "test_6",
        "sampling",
        True,
    )
    assert meant(SignUp("李强", heading="明天做核酸名单"), RULES, FRIDAY) is None


def test_who_signs_for_something_else_is_not_sure() -> None:
    found = meant(SignUp("李强", "", ("上午",), (), "明天打疫苗登记"), RULES, FRIDAY)
    assert found is not None
    assert not found.sure


@given(st.text(alphabet="0123456789月日号周一二末至-/.:点年下午晚ampm 明天", max_size=20))
def test_whatever_is_written_is_read_without_a_fault(text: str) -> None:
    days = days_in(text, FRIDAY)
    assert days is None or days.first is None or days.first <= str(days.last)
    found = shift_in(text, RULES, None)
    assert found is None or found in RULES.shifts
