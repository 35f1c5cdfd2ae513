"""What somebody leaves in the texts of others is found however it is written, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.traces import GONE, Traces, is_telling, number_key

PHONE, IDENTITY = "13800005678", "33060219580307122X"
ONE = Traces([PHONE, IDENTITY, "0571-88123456"], ["王秀红", "Ann Mary Lee"])


@pytest.mark.parametrize(
    ("text", "wiped"),
    [
        ("打13800005678找她", "打***找她"),
        ("打 138 0000 5678 找她", "打 *** 找她"),
        ("１３８-００００-５６７８", "***"),
        ("+8613800005678", "+86***"),
        ("电话0571 8812 3456", "电话***"),
        ("身份证33060219580307122x。", "身份证***。"),
        ("王秀红和王 秀 红", "***和***"),
        ("ask ann  mary LEE, please", "ask ***, please"),
    ],
)
def test_a_trace_is_wiped_however_it_is_written(text: str, wiped: str) -> None:
    assert ONE.found_in(text)
    assert ONE.wiped(text) == wiped


@pytest.mark.parametrize(
    "text",
    ["138 0000 5679", "王秀", "王秀英", "joann mary leeds", "12幢2单元501", "2021-12-17 18:00", "", "药"],
)
def test_what_is_somebody_elses_stays(text: str) -> None:
    assert not ONE.found_in(text)
    assert ONE.wiped(text) == text


def test_deep_data_keeps_its_shape() -> None:
    value = {"owner": "王秀红", "n": [13800005678, 3, True, None, {"tel": PHONE}]}
    assert ONE.wiped_deep(value) == {"owner": GONE, "n": [GONE, 3, True, None, {"tel": GONE}]}


def test_short_numbers_are_no_traces() -> None:
    assert not Traces(["12345", "110"], [])
    assert Traces(["1234567"], [])


@pytest.mark.parametrize("name", ["王秀红", "欧阳锋", "Ann Mary Lee", "买买提·阿布都"])
def test_a_name_that_tells_who_it_is(name: str) -> None:
    assert is_telling(name)


@pytest.mark.parametrize("name", ["方便", "王伟", "Lee", "Al Li", ""])
def test_a_name_that_may_be_a_word(name: str) -> None:
    assert not is_telling(name)


_NUMBERS = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
_NAMES = st.text(alphabet="王秀红陈卫国", min_size=3, max_size=4)


@given(
    st.lists(_NUMBERS, max_size=3),
    st.lists(_NAMES, max_size=3),
    st.text(alphabet="王秀红陈卫国1389 -。x", max_size=60),
    st.data(),
)
def test_after_wiping_no_trace_is_left(
    numbers: list[str], names: list[str], text: str, data: st.DataObject
) -> None:
    traces = Traces(numbers, names)
    put = data.draw(st.sampled_from([*numbers, *names, ""]))
    place = data.draw(st.integers(0, len(text)))
    wiped = traces.wiped(text[:place] + put + text[place:])
    assert not traces.found_in(wiped)
    for one in (*numbers, *names):
        assert one not in wiped


@given(st.integers(0, 30), st.text(alphabet="139 -（.x０", max_size=40))
def test_many_people_are_found_like_few(more: int, text: str) -> None:
    others = [f"199{number:08d}" for number in range(more)]
    few, many = Traces([PHONE], []), Traces([PHONE, *others], [])
    for one in (text, text + PHONE, PHONE[:5] + "-" + PHONE[5:] + text):
        assert few.found_in(one) == many.found_in(one)


@given(_NUMBERS)
def test_a_number_has_one_key_however_it_is_written(number: str) -> None:
    keys = {number_key(one) for one in (number, f"+86{number}", f"{number[:3]} {number[3:7]}-{number[7:]}")}
    assert keys == {number}
