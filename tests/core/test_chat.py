"""A chat is read: its messages in each form, lists that people sign, and what belongs together."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.packs_world import built_in
from gridctl.core.chat_drafts import Draft, Skipped, draft_all
from gridctl.core.chat_paste import Message, read_paste
from gridctl.core.home_text import readings
from gridctl.core.sign_lists import entries_of
from gridctl.core.understanding import Door, understand

PACK = built_in("routine")
TODAY = date(2021, 12, 17)


def find(text: str) -> Door | None:
    """Know every door by its words."""
    return Door(sum(map(ord, text)), text) if any(one.room for one in readings(text)) else None


def drafts_of(text: str) -> tuple[list[Draft], list[Skipped]]:
    messages, entries = entries_of(read_paste(text, TODAY))
    return draft_all(messages, entries, PACK, lambda one: understand(one, PACK, find), find)


def test_wechat_names_stand_above_the_words() -> None:
    found = read_paste(
        "陈卫 12/17 8:03\n501没菜了\n帮帮忙\n\n李芳 2021/12/17 下午 2:04\n收到\n\n王五:\n没水", TODAY
    )
    assert [(one.sender, one.text, one.line) for one in found] == [
        ("陈卫", "501没菜了\n帮帮忙", 2),
        ("李芳", "收到", 6),
        ("王五", "没水", 9),
    ]
    assert [one.at for one in found] == [datetime(2021, 12, 17, 8, 3), datetime(2021, 12, 17, 14, 4), None]  # noqa: DTZ001


def test_whatsapp_and_telegram() -> None:
    text = (
        "[17/12/2021, 08:03:11] Anna Smith: no water\nsince noon\n"
        "17/12/21, 08:06 - Tom: thanks\n17/12/21, 08:07 - Tom left\nKate, [17.12.21 08:08]\nneed rice"
    )
    found = read_paste(text, TODAY)
    assert [(one.sender, one.text, one.system) for one in found] == [
        ("Anna Smith", "no water\nsince noon", False),
        ("Tom", "thanks", False),
        ("", "Tom left", True),
        ("Kate", "need rice", False),
    ]
    assert {one.at.date() for one in found if one.at} == {TODAY}


def test_bare_lines_are_messages_of_their_own() -> None:
    found = read_paste("地址：3-2-402 没水\n电话: 13812345678\n12-2-601", TODAY)
    assert [(one.sender, one.text) for one in found] == [
        ("", "地址：3-2-402 没水"),
        ("", "电话: 13812345678"),
        ("", "12-2-601"),
    ]


def test_several_messages_of_one_person_about_one_thing_are_one_draft() -> None:
    drafts, skipped = drafts_of(
        "赵敏 12/17 8:07\n我家米没了\n\n李芳 12/17 8:07\n早上好\n\n赵敏 12/17 8:08\n12-2-601\n\n"
        "赵敏 12/17 8:09\n13812345678\n\n"
        "赵敏 12/17 8:10\n油也没了"
    )
    assert [(one.summary, one.phone, one.door.label if one.door else "") for one in drafts] == [
        ("我家米没了；油也没了", "13812345678", "12-2-601")
    ]
    assert [one.why for one in skipped] == ["chatter"]


def test_two_things_of_one_person_are_two_drafts_and_danger_comes_first() -> None:
    drafts, _skipped = drafts_of("赵敏 12/17 8:07\n501 米没了\n\n赵敏 12/17 8:08\n我爸胸口疼得厉害")
    assert [(one.category, one.urgency, one.door.label if one.door else "") for one in drafts] == [
        ("medical_care", "critical", "501"),
        ("food", "normal", "501"),
    ]


def test_a_room_in_the_senders_name_is_their_home() -> None:
    drafts, _skipped = drafts_of("12-2-501 陈卫 12/17 8:07\n西乐葆没了")
    assert [(one.door.label if one.door else "", one.name) for one in drafts] == [("12-2-501", "陈卫")]


def test_orders_on_a_list_are_drafts_and_names_are_not() -> None:
    drafts, skipped = drafts_of(
        "吴强:\n接龙\n1. 李强 上午 采样\n2. 12-2-501 大米2 鸡蛋1\n3. 12-2-502 张芳 大米1"
    )
    assert [(one.summary, one.category, one.door.label if one.door else "") for one in drafts] == [
        ("大米2 鸡蛋1", "food", "12-2-501"),
        ("大米1", "food", "12-2-502"),
    ]
    assert [(one.line, one.why) for one in skipped] == [(3, "sign_up")]


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["a: b", "1. 米2", "陈卫 8:03", "", "501没水", "[x]"])).map("\n".join)
)
def test_no_text_makes_it_fall_and_no_message_is_lost(text: str) -> None:
    messages, entries = entries_of(read_paste(text, TODAY))
    drafts, skipped = draft_all(messages, entries, PACK, lambda one: understand(one, PACK, find), find)
    assert sum(len(one.keys) for one in drafts) + len(skipped) == len(messages) + len(entries)


def test_a_list_of_bare_lines_may_be_long() -> None:
    lines = ("1. 李强 上午 采样", "2. 12-2-501 大米2 鸡蛋1", "3. 12-2-502 牛奶1", "4. 12-1-101 面1")
    rest, entries = entries_of([Message(place, line) for place, line in enumerate(lines, 1)])
    assert rest == []
    assert [entry.orders for entry in entries] == [False, True, True, True]
    assert [entry.message.text for entry in entries][2] == "12-2-502 牛奶1"


@pytest.mark.parametrize(
    "text",
    [
        "不好意思，哪位邻居有多余的碘酒，孩子膝盖磕破了",
        "有姐妹家里有多余的卫生巾吗，多少钱都行",
        "拿两包盐换一瓶酱油，有愿意换的吗",
        "真的快熬不住了",
        "这墙歪成这样，要塌了吧[图片]",
        "我们单元一次都没轮到，是不是把我们漏了",
        "谁把纸箱堆在楼道口，麻烦拿走好吗",
        "上周登记的药到现在还没送，今天最后一片了",
        "楼下大伯两天没见出门，社区去看看吧",
        "猫尿血了，有懂的吗",
        "孩子明天考试出不了小区，有人管吗",
        "王主任，说好的菜呢？",
        "does anyone have a spare thermometer?",
    ],
)
def test_who_needs_something_is_heard_however_they_say_it(text: str) -> None:
    drafts, _skipped = drafts_of(f"赵敏:\n{text}")
    assert len(drafts) == 1


@pytest.mark.parametrize(
    "text",
    [
        "@刘姐 药我明天帮你拿",
        "刚才要酱油的那位看到回我",
        "家里有两包尿不湿用不上，免费送",
        "多买了一箱牛奶，要的私信",
        "鸡蛋拼团，20斤起送，要的扣1",
        "榴莲89一只，还差2份成团",
        "谢谢3楼小伙子帮我妈扛米上来",
        "thanks to whoever left the bread",
        "请没做核酸的居民8点前到南门",
        "严禁翻越围墙",
        "昨晚梦见吃排骨，醒了还在流口水",
        "奶茶就是我的退烧药😂",
        "刚问了物业，说师傅马上到",
        "刚才求奶粉的是我，已经借到了",
        "朋友圈说板蓝根有用，不知道真假",
        "菜包是一户一份还是按人头",
        "哪幢有阳性啊",
        "胰岛素要冷藏，别冷冻",
        "谁家有团长微信",
    ],
)
def test_who_answers_offers_sells_thanks_or_tells_asks_for_nothing(text: str) -> None:
    drafts, skipped = drafts_of(f"赵敏:\n{text}")
    assert (len(drafts), len(skipped)) == (0, 1)


def test_thanks_at_the_end_and_staff_that_is_addressed_do_not_hide_a_plea() -> None:
    for text in ("麻烦带一袋米 谢谢", "@物业 单元门关不上了", "@楼长 我家的药能代配吗"):
        assert len(drafts_of(f"赵敏:\n{text}")[0]) == 1
