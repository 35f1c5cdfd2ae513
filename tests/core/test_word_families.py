"""Families of words with a gap, and words that what follows them turns into something else."""

import pytest

from core.packs_world import built_in
from gridctl.core.keywords import WordIndex
from gridctl.core.understanding import Door, understand

PACK = built_in("routine")


def named(text: str) -> Door | None:
    return Door(1, text)


def test_a_family_stands_for_every_pair_of_its_words() -> None:
    index = WordIndex([("灯|门…坏|掉下来", "repair")])
    assert [hit.rule for hit in index.hits("楼道灯又坏了")] == ["灯...坏"]
    assert [hit.word for hit in index.hits("门要掉下来了")] == ["门要掉下来"]
    assert index.hits("坏灯") == []
    assert index.hits("灯在这,那个坏了") == []


def test_the_longest_second_word_counts_and_hits_stand_in_order() -> None:
    index = WordIndex([("lift|lobby…stuck|stuck between floors", "repair"), ("help", "ask")])
    hits = index.hits("help the lift is stuck between floors")
    assert [(hit.value, hit.rule) for hit in hits] == [("ask", ""), ("repair", "lift...stuck between floors")]


def test_an_upright_stroke_without_a_gap_is_a_sign_like_others() -> None:
    assert [hit.word for hit in WordIndex([("a|b", "x")]).hits("take a|b now")] == ["a|b"]


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("晕车药", "medicine"),
        ("603 晕车难受", "medical_care"),
        ("孩子咳嗽糖浆没了", "medicine"),
        ("电磁炉不通电了", "utilities"),
        ("电磁炉坏了 想买个新的", "food"),
        ("the kettle is broken", "utilities"),
        ("冒充志愿者收押金", "public_safety"),
        ("物业收钱不办事", "opinion"),
        ("大人都拉走了 剩个8岁小孩", "care"),
        ("垃圾袋流了一地汤水", "sanitation"),
    ],
)
def test_what_stands_behind_a_word_tells_the_matter(line: str, category: str) -> None:
    assert PACK.guess(line) == category


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("12号楼2门501没米了", "12号楼2门501"),
        ("3#楼604 没米了", "3#楼604"),
        ("12/2/501水管漏了", "12/2/501"),
        ("bldg 5 501 needs rice", "bldg 5 501"),
        ("不好意思问下501要两盒药", "501"),
        ("16楼的1601没米了", "1601"),
        ("501：没米了", "501"),
    ],
)
def test_homes_as_people_write_them(line: str, home: str) -> None:
    found = understand(line, PACK, named)
    assert found.home is not None
    assert found.home.value == home


def test_a_date_and_a_time_are_no_homes() -> None:
    assert understand("12/3/2022 做核酸", PACK, named).home is None
    assert understand("700:30 开门", PACK, named).home is None


def test_a_matter_is_told_by_its_first_word() -> None:
    told = understand("跳闸 推上去又跳", PACK, named)
    assert (told.category, told.thing and told.thing.value) == ("utilities", "跳闸 推上去又跳")
