"""One line is read: what it says goes into fields, all else stays, and no text does harm."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.packs_world import built_in
from gridctl.core.home_text import readings
from gridctl.core.name_text import name_at
from gridctl.core.understanding import Door, understand
from gridctl.core.words import Urgency

PACK = built_in("routine")
DATA = Path(__file__).parents[1] / "data"
HEADS = list(csv.DictReader((DATA / "stairwell_lines.csv").open(encoding="utf-8")))
PIECES = (
    "501",
    "12-2-501",
    "陈卫",
    "西乐葆没了",
    "13900139000",
    "Apt 303",
    "Anna Smith",
    "要",
    "\n",
    "[/x]",
    "\x1b[31m",
    "０",
    "ﬁ",
    "é",
)


def any_room(text: str) -> Door | None:
    return Door(1, text) if any(one.room for one in readings(text)) else None


def no_home(_text: str) -> None:
    return None


def test_the_line_of_a_stairwell_head() -> None:
    said = understand("501 陈卫 西乐葆没了 13900139000", PACK, any_room)
    assert said.home is not None
    assert said.name is not None
    assert said.phone is not None
    assert said.thing is not None
    found = (said.home.value, said.name.value, said.phone.value, said.thing.value)
    assert found == ("501", "陈卫", "13900139000", "西乐葆")
    assert (said.summary, said.category, said.urgency) == ("西乐葆没了", "medicine", Urgency.URGENT)


def test_english_is_read_as_well() -> None:
    said = understand("Apt 303 Mr Brown needs insulin, phone 07700 900123", PACK, any_room)
    assert said.home is not None
    assert said.name is not None
    assert said.phone is not None
    assert (said.home.value, said.name.value, said.phone.value) == ("Apt 303", "Mr Brown", "07700 900123")
    assert said.summary == "needs insulin"


@pytest.mark.parametrize(
    "text",
    [
        "没有水 12",
        "要 501 胶水",
        "花了300元买菜",
        "核酸 2021-12-17",
        "110 打不通",
        "取件码5-2-3301 帮拿快递",
        "陈卫说没水",
    ],
)
def test_a_number_that_names_no_home_stays_text(text: str) -> None:
    said = understand(text, PACK, no_home)
    assert (said.summary, said.home, said.name, said.phone) == (text, None, None, None)


@pytest.mark.parametrize(
    "text", ["301 高烧 39度", "202 马桶堵了", "301 白菜没了", "201 水管漏水", "402 鱼没了"]
)
def test_what_is_needed_is_no_name(text: str) -> None:
    assert understand(text, PACK, any_room).name is None


def test_a_phone_within_a_sentence_stays_there_too() -> None:
    said = understand("没有水，打 13812345678 找我", PACK, no_home)
    assert said.phone is not None
    assert "13812345678" in said.summary


def test_a_need_of_the_home_makes_it_urgent() -> None:
    def home(text: str) -> Door | None:
        return Door(1, text, needs=frozenset({"dialysis"})) if text == "501" else None

    assert understand("501 要买药", PACK, home).urgency is Urgency.URGENT
    assert understand("502 要买药", PACK, home).urgency is Urgency.NORMAL


def test_who_lives_there_is_known_by_name() -> None:
    said = understand(
        "501西门吹雪缺米", PACK, lambda text: Door(1, text, ("西门吹雪",)) if text == "501" else None
    )
    assert said.name is not None
    assert said.name.value == "西门吹雪"


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=8).map("".join))
def test_no_character_is_lost(text: str) -> None:
    said = understand(text, PACK, any_room)
    moved = "".join(text[start:end] for start, end in said.moved)
    kept = sorted(char for char in moved + said.summary if char.isalnum())
    assert kept == sorted(char for char in text if char.isalnum())


@pytest.mark.parametrize("row", HEADS[0::2][:30], ids=lambda row: row["line"][:12])
def test_homes_and_names_of_labelled_lines(row: dict[str, str]) -> None:
    said = understand(row["line"], PACK, any_room)
    assert said.home is not None
    assert said.home.value == row["home"]
    if row["name"] and row["name"] != "独居老人":
        assert said.name is not None
        assert said.name.value == row["name"]


def test_a_line_is_understood_by_what_it_asks_for() -> None:
    for text, category in (
        ("缺菜 老人不会用手机抢", "food"),
        ("中药帮拿一下 在门岗", "medicine"),
        ("高压锅炸了 手烫伤", "medical_care"),
        ("问抗原试剂去哪领", "information"),
        ("脑梗后遗症 瘫床上 没人翻身", "care"),
        ("says he doesnt want to live", "suicide"),
        ("cant find her blood thinner, pharmacy shut", "medicine"),
    ):
        assert understand(text, PACK, any_room).category == category, text


def test_what_begins_like_a_unit_is_none() -> None:
    for text, home in (
        ("1302天然气表没电了", "1302"),
        ("1402 月嫂被拦住了", "1402"),
        ("四零二说马桶堵了", "四零二室"),
        ("who can walk 1105's dog", "1105"),
    ):
        said = understand(text, PACK, any_room)
        assert said.home is not None, text
        assert said.home.value == home
    assert understand("买菜花了 300元", PACK, any_room).home is None


def test_a_number_is_a_name_where_the_text_pauses_behind_it() -> None:
    for text, name in (
        ("李四 高血压药没了", "李四"),
        ("张三", "张三"),
        ("王五，缺米", "王五"),
        ("石三单元漏水", ""),
    ):
        assert name_at(text, 0, (), lambda _place: False, lambda _first, _last: False) == name
