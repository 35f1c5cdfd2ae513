"""Words with a gap, reasons beside needs, names written wrong, and homes and names in the middle of a sentence."""

import pytest

from core.packs_world import built_in
from gridctl.core.home_text import readings
from gridctl.core.keywords import WordIndex
from gridctl.core.misspelt import nearly
from gridctl.core.name_text import looks_like_name
from gridctl.core.understanding import Door, Understood, understand

PACK = built_in("routine")
GAPPED = WordIndex([("往…丢", "safety"), ("酒瓶", "food"), ("won't ... in", "gate")])


def room(text: str) -> Door | None:
    """Find 501, the only room there is."""
    return Door(1, "501") if any(one.room == "501" for one in readings(text)) else None


def read(text: str) -> Understood:
    return understand(text, PACK, room)


@pytest.mark.parametrize("text", ["往楼下丢酒瓶", "有人往下丢东西", "guard won't let her in"])
def test_a_word_with_a_gap_is_found(text: str) -> None:
    assert any(hit.rule for hit in GAPPED.hits(text))


@pytest.mark.parametrize("text", ["往北走，丢了", "往 楼下 丢", "往一二三四五六七丢", "won't. Come in"])
def test_a_gap_is_short_and_crosses_no_clause(text: str) -> None:
    assert not any(hit.rule and hit.value == "safety" for hit in GAPPED.hits(text))


def test_a_gap_hides_no_word_in_it_and_weighs_nothing() -> None:
    first, second = WordIndex([("往…瓶", "a"), ("酒", "b")]).hits("往下丢酒瓶")
    assert (first.value, first.weight, second.value) == ("a", 4, "b")


def test_a_long_text_meets_the_words_of_a_short_one() -> None:
    many = WordIndex.grouped([("n", [f"{chr(0x4E00 + place)}号" for place in range(200)]), ("x", ["末尾"])])
    text = "".join(f"{chr(0x4E00 + place)}号" for place in range(200)) + "末尾"
    assert len(many.hits(text)) == 201
    assert many.hits("末尾") == WordIndex([("末尾", "x")]).hits("末尾")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("501 去医院复查 没车", "transport"),
        ("501 糖尿病 要无糖面包", "food"),
        ("501 复查", "medical_care"),
        ("501 发烧 要泰诺", "medicine"),
        ("501 牙疼 吃了甲硝唑没用", "medical_care"),
        ("501 有两箱牛奶愿意捐", "other"),
        ("501 手被菜刀切了", "medical_care"),
        ("501 对物业很不满 没人理", "opinion"),
        ("地下车库进水了 水泵没开", "utilities"),
        ("501 toilet overflowing", "utilities"),
        ("501 问几时能解封", "information"),
        ("501 老头把药吃混了", "medical_care"),
        ("501 天天抱着孩子哭", "emotional"),
        ("501 指甲钳", "food"),
    ],
)
def test_what_is_needed_tells_more_than_why(text: str, category: str) -> None:
    assert (read(text).category or "other") == category


@pytest.mark.parametrize("text", ["布落芬", "二甲双瓜没了", "501 要美沙拉秦", "ibuprofn please"])
def test_a_medicine_written_wrong_is_one(text: str) -> None:
    assert read(text).category == "medicine"


def test_a_word_that_is_known_is_not_taken_for_one_written_wrong() -> None:
    words = WordIndex([("安全套", "medicine")])
    assert nearly("安全感", words, ("medicine",)) is not None
    assert nearly("很安全感觉", words, ("medicine",)) is None
    assert nearly("安全套", words, ("food",)) is None


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("楼上小孩跳绳 501受不了", "楼上小孩跳绳 受不了"),
        ("501爷爷老往外跑", "爷爷老往外跑"),
        ("尿不湿没了 501有小孩", "尿不湿没了 有小孩"),
        ("五零一 停水", "停水"),
        ("家住501 没米了", "没米了"),
        ("没米了 电话13812345678 住501", "没米了"),
        ("电话13812345678 住501 没米了", "没米了"),
        ("501's toilet is blocked", "toilet is blocked"),
        ("need rice for 501", "need rice"),
    ],
)
def test_a_room_in_the_middle_is_a_home(text: str, summary: str) -> None:
    said = read(text)
    assert said.door is not None
    assert said.summary == summary


@pytest.mark.parametrize("text", ["大米501斤", "501元一箱", "预算501", "501人排队"])
def test_a_number_that_counts_is_no_home(text: str) -> None:
    assert read(text).door is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("501（李明）要米", "李明"),
        ("李明（501）要米", "李明"),
        ("张奶奶家 501 漏水", "张奶奶"),
        ("老李头 501 降压药", "老李头"),
        ("Chen Wei in 501 needs rice", "Chen Wei"),
    ],
)
def test_a_name_beside_a_room_is_moved(text: str, name: str) -> None:
    said = read(text)
    assert said.name is not None
    assert said.name.value == name
    assert name not in said.summary


def test_a_name_beside_a_room_that_several_have_is_moved_too() -> None:
    said = understand("777 陈卫 西乐葆没了 13900139000", PACK, lambda _text: None)
    assert said.name is not None
    assert (said.name.value, said.unknown, said.summary) == ("陈卫", "777", "777 西乐葆没了")


@pytest.mark.parametrize("text", ["卫生间", "马桶", "高血压", "安全"])
def test_nouns_that_begin_like_a_surname_are_no_names(text: str) -> None:
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("501 窗户玻璃松了要掉下去", "窗户玻璃松了要掉下去"),
        ("501 老太太一个人 两天没开门", "老太太一个人 两天没开门"),
        ("501 糖尿病老人胰岛素注射笔坏了", "胰岛素注射笔"),
        ("501 鸡蛋没了", "鸡蛋"),
    ],
)
def test_what_happens_is_told_by_its_clause_and_goods_by_their_name(text: str, thing: str) -> None:
    said = read(text)
    assert said.thing is not None
    assert said.thing.value == thing
