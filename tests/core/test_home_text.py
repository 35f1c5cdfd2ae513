"""Homes as people write them: each way is read, and every label comes back whole."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.home_text import HomeText, plain_home, readings

FIRST = {
    "12幢2单元501": HomeText("", "12", "2", "501"),
    "12-2-501": HomeText("", "12", "2", "501"),
    "12栋501室": HomeText("", "12", "", "501"),
    "HZ12 2 501": HomeText("", "HZ12", "2", "501"),
    "恒泽苑12幢2单元501": HomeText("恒泽苑", "12", "2", "501"),
    "12号楼": HomeText("", "12", "", ""),
    "2单元501室": HomeText("", "", "2", "501"),
    "十二幢": HomeText("", "12", "", ""),
    "十二幢二单元五零一": HomeText("", "12", "2", "501"),
    "第二十一幢一百零二室": HomeText("", "21", "", "102"),
    "１２幢２单元５０１": HomeText("", "12", "2", "501"),
    "12#2-501": HomeText("", "12", "2", "501"),
    "B座1203": HomeText("", "B", "", "1203"),
    "12号501室": HomeText("", "12", "", "501"),
    "12幢2单元5楼501室": HomeText("", "12", "2", "501"),
    "三号院5号楼2门301": HomeText("3号院", "5", "2", "301"),
    "商铺3号": HomeText("", "", "", "商铺3"),
    "3号商铺": HomeText("", "", "", "商铺3"),
    "12幢商铺3号": HomeText("", "12", "", "商铺3"),
    "12幢传达室": HomeText("", "12", "", "传达室"),
    "Building 12, Unit 2, Apt 501": HomeText("", "12", "2", "501"),
    "Apt 501, Bldg 12": HomeText("", "12", "", "501"),
    "HZ12 apt. 501": HomeText("", "HZ12", "", "501"),
    "12-501": HomeText("", "12", "", "501"),
    "HZ12": HomeText("", "HZ12", "", ""),
    "501": HomeText("", "", "", "501"),
    "501室": HomeText("", "", "", "501"),
    "恒泽苑 12幢 2单元 501室": HomeText("恒泽苑", "12", "2", "501"),
    "HZ12–2—501": HomeText("", "HZ12", "2", "501"),
}

ANYWHERE = {
    "恒泽苑12-2-501": HomeText("恒泽苑", "12", "2", "501"),
    "HZ12-2-501": HomeText("HZ", "12", "2", "501"),
    "HL-1-2-501": HomeText("", "HL-1", "2", "501"),
    "12-2": HomeText("", "12", "2", ""),
    "Building 12, Unit 501": HomeText("", "12", "", "501"),
    "浙江省振江镇恒利路88号恒泽苑12幢2单元501室": HomeText("浙江省振江镇恒利路88号恒泽苑", "12", "2", "501"),
    "HZ12 2单元501": HomeText("", "HZ12", "2", "501"),
    "5楼501": HomeText("", "", "", "501"),
    "HZ12商铺3号": HomeText("", "HZ12", "", "商铺3"),
    "恒利路8号501": HomeText("恒利路", "8", "", "501"),
}


@pytest.mark.parametrize("text", FIRST)
def test_the_likeliest_reading_comes_first(text: str) -> None:
    assert readings(text)[0] == FIRST[text]


@pytest.mark.parametrize("text", ANYWHERE)
def test_what_can_be_read_in_several_ways_is(text: str) -> None:
    assert ANYWHERE[text] in readings(text)


BUILDINGS = st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True)
UNITS = st.from_regex(r"[1-9]", fullmatch=True)
ROOMS = st.builds(lambda floor, room: f"{floor}{room:02d}", st.integers(1, 40), st.integers(1, 20))
COMPOUNDS = st.sampled_from(["恒泽苑", "滨塘新村", "阳光小区", "南门里"])

_HAN = "零一二三四五六七八九"


def _han(number: str) -> str:
    """Write a number below 100 as it is counted."""
    tens, ones = divmod(int(number), 10)
    return f"{_HAN[tens] if tens > 1 else ''}{'十' if tens else ''}{_HAN[ones] if ones else ''}"


STYLES: dict[str, Callable[[str, str, str], str]] = {
    "signs": lambda b, u, r: f"{b}幢{u}单元{r}室",
    "other signs": lambda b, u, r: f"{b}号楼{u}单元{r}",
    "dashes": lambda b, u, r: f"{b}-{u}-{r}",
    "blanks": lambda b, u, r: f"{b} {u} {r}",
    "hash": lambda b, u, r: f"{b}#{u}-{r}",
    "full width": lambda b, u, r: f"{b}栋{u}单元{r}".translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "spaced": lambda b, u, r: f" {b} 幢 {u} 单元 {r} 室 ",
    "English": lambda b, u, r: f"Building {b}, Unit {u}, Apt {r}",
    "positional": lambda b, u, r: f"{b}幢{_han(u)}单元{''.join(_HAN[int(one)] for one in r)}室",
}


@pytest.mark.parametrize("style", STYLES)
@given(building=BUILDINGS, unit=UNITS, room=ROOMS)
def test_every_home_comes_back_from_every_way_of_writing(
    style: str, building: str, unit: str, room: str
) -> None:
    assert readings(STYLES[style](building, unit, room))[0] == HomeText("", building, unit, room)


@given(compound=COMPOUNDS, building=BUILDINGS, unit=UNITS, room=ROOMS)
def test_a_compound_may_stand_before_it(compound: str, building: str, unit: str, room: str) -> None:
    wanted = HomeText(compound, building, unit, room)
    assert readings(f"{compound}{building}幢{unit}单元{room}")[0] == wanted
    assert wanted in readings(f"{compound}{building}-{unit}-{room}")


@given(building=st.integers(1, 99), unit=UNITS, room=ROOMS)
def test_chinese_numerals_count(building: int, unit: str, room: str) -> None:
    assert readings(f"{_han(str(building))}幢{unit}单元{room}")[0] == HomeText("", str(building), unit, room)


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    for one in readings(text):
        assert one != HomeText()
    assert plain_home(plain_home(text)) == plain_home(plain_home(plain_home(text)))


def test_endless_texts_are_no_homes() -> None:
    assert readings("12幢" * 200) == ()
    assert readings("  ") == ()
