"""Lists that people sign: who signs up for what and when, what homes order, and what is no list."""

from datetime import date, datetime

import pytest

from gridctl.core.chat_paste import Message
from gridctl.core.sign_lists import SignUp, entries_of, signup, signups

SHIFTS = """#接龙
明天志愿者排班
1. 李强 上午 采样
2. 王芳 13900001111 周六下午2-5点 卡口值守
3. 12-2-501 大米2 鸡蛋1
4. Anna Smith saturday morning testing
"""


def signed(text: str) -> tuple[SignUp, ...]:
    """Return who signs up in a text of bare lines."""
    lines = [Message(line, one) for line, one in enumerate(text.splitlines(), 1) if one]
    return signups(entries_of(lines)[1])


def test_who_signs_up_is_told_with_when_and_what() -> None:
    head = "#接龙 明天志愿者排班"
    assert signed(SHIFTS) == (
        SignUp("李强", "", ("上午",), ("采样",), head, 3),
        SignUp("王芳", "13900001111", ("周六", "下午", "2-5点"), ("卡口值守",), head, 4),
        SignUp("Anna Smith", "", ("saturday", "morning"), ("testing",), head, 6),
    )


def test_whoever_sends_the_list_again_signs_once() -> None:
    once = "接龙\n1. 李强 上午\n2. 王芳 下午\n"
    again = "接龙\n1. 李强 上午\n2. 王芳 下午\n3. 赵敏 晚上\n"
    assert [one.name for one in signed(f"{once}\n{again}")] == ["李强", "王芳", "赵敏"]


@pytest.mark.parametrize(
    "text", ["12-2-501 大米2 鸡蛋1", "12-2-302 胰岛素", "501 陈卫 降压药 一盒", "大米2袋", ""]
)
def test_what_a_home_orders_is_no_sign_up(text: str) -> None:
    assert signup(text) is None


def test_a_home_beside_a_time_is_somebody_who_signs_up() -> None:
    assert signup("12-2-501 李强 上午 采样") == SignUp("李强", "", ("上午",), ("采样",))


def test_a_heading_of_bare_lines_belongs_to_its_list() -> None:
    rest, entries = entries_of(
        [Message(line, text) for line, text in enumerate(SHIFTS.splitlines(), 1) if text]
    )
    assert rest == []
    assert [one.message.text for one in entries if one.head] == ["#接龙", "明天志愿者排班"]
    assert [one.orders for one in entries if not one.head] == [False, False, True, False]


def test_a_heading_without_a_list_stays_a_message() -> None:
    said = [Message(1, "#接龙"), Message(2, "今天没人报名吗")]
    assert entries_of(said) == (said, [])


def test_numbered_wishes_of_one_home_are_no_list() -> None:
    said = Message(2, "501家里需要：\n1. 大米一袋\n2. 鸡蛋", sender="陈卫")
    assert entries_of([said]) == ([said], [])


def test_a_heading_sent_before_the_list_belongs_to_it() -> None:
    found = signed("明天志愿者排班\n1. 李强 上午\n2. 王芳 下午\n")
    assert {one.heading for one in found} == {"明天志愿者排班"}
    assert {one.heading for one in signed("大家好\n1. 李强 上午\n2. 王芳 下午\n")} == {""}


def test_the_heading_of_somebodys_message_counts_too() -> None:
    said = Message(2, "后天采样志愿者\n1. 李强\n2. 王芳", sender="刘霞", at=datetime(2021, 12, 17, 9))  # noqa: DTZ001  (the chat's own zone)
    found = signups(entries_of([said])[1])
    assert [(one.name, one.heading, one.line) for one in found] == [
        ("李强", "后天采样志愿者", 3),
        ("王芳", "后天采样志愿者", 4),
    ]
    assert found[0].said_on == date(2021, 12, 17)


def test_who_wants_a_visit_signs_up_for_no_shift() -> None:
    assert signed("接龙 上门走访\n1. 12-2-501 陈卫 下午\n2. 12-2-502 王芳 上午\n") == ()
    assert len(signed("接龙 走访志愿者\n1. 李强 下午\n2. 王芳 上午\n")) == 2
