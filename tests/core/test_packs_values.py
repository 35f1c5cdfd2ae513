"""A pack's arithmetic, labels, hash and JSON."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.packs_world import BUILT_IN, built_in, small
from gridctl.core.errors import NotFound, StoreUnusable
from gridctl.core.keywords import WordIndex
from gridctl.core.pack import Pack
from gridctl.core.pack_rules import Checker
from gridctl.core.pack_values import Label, Limit
from gridctl.core.packs import load_pack, parse_pack, read_pack
from gridctl.core.words import Urgency

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
CHILD = """
[pack]
name = "child"
version = "2"
extends = "small"
title = { en = "Child", zh = "子包" }
about = { zh = "只写不同之处。" }

[limits]
urgent = { respond = "20m" }

[[category]]
code = "medicine"
keywords.zh = ["-药", "胰岛素"]
limits.urgent.resolve = "3h"

[[category]]
code = "boat"
title = { en = "Boat", zh = "船" }
"""


def pack() -> Pack:
    """The small pack, resolved."""
    return parse_pack(small(), file="small.toml")


def child() -> Pack:
    """A pack that extends the small one."""
    return read_pack(CHILD, file="child.toml", base=lambda _name: pack())


def test_limits_come_from_the_category_then_from_the_pack() -> None:
    assert pack().limit("medicine", Urgency.NORMAL) == Limit(2 * HOUR, 12 * HOUR, "small/medicine/normal")
    assert pack().limit("medicine", Urgency.URGENT) == Limit(30 * MINUTE, DAY, "small/medicine/urgent")
    assert pack().limit("medicine", Urgency.CRITICAL) == Limit(10 * MINUTE, 2 * HOUR, "small/*/critical")
    assert pack().limit("other", Urgency.LOW) == Limit(None, 15 * DAY, "small/*/low")


def test_a_category_without_clock_has_no_limits_whatever_the_urgency() -> None:
    assert {pack().limit("opinion", urgency) for urgency in Urgency} == {Limit(None, None, "small/opinion/-")}


def test_an_extending_pack_holds_only_what_differs() -> None:
    assert [category.code for category in child().categories] == ["medicine", "opinion", "boat", "other"]
    assert child().category("medicine").keywords.zh == ("降压药", "胰岛素")
    assert child().category("medicine").title == Label("Medicine", "用药")
    assert child().limit("medicine", Urgency.URGENT) == Limit(30 * MINUTE, 3 * HOUR, "child/medicine/urgent")
    assert child().limit("boat", Urgency.URGENT) == Limit(20 * MINUTE, DAY, "child/*/urgent")
    assert child().hour_of_return == time(18)
    assert child().purge == pack().purge


def test_labels_fall_back_to_the_other_language() -> None:
    assert pack().label("channels", "hotline", "zh_CN") == "311热线"
    assert pack().label("channels", "police", "en") == "报警"
    assert pack().label("channels", "chat", "en") is None
    assert child().about.text("en") == "只写不同之处。"


@pytest.mark.parametrize("text", ["medicine", "MEDICINE", " Medicine ", "用药"])
def test_a_category_is_found_as_people_write_it(text: str) -> None:
    assert pack().find_category(text).code == "medicine"


def test_an_unknown_category_names_the_nearest_one() -> None:
    with pytest.raises(NotFound, match="has no category medecine; nearest: medicine") as caught:
        pack().category("medecine")
    assert caught.value.args_["known"] == "medicine, opinion, other"
    with pytest.raises(NotFound, match=r"has no category qqq$"):
        pack().find_category("qqq")


@pytest.mark.parametrize("name", BUILT_IN)
def test_json_brings_a_pack_back_whole(name: str) -> None:
    before = built_in(name)
    after = Pack.from_json(before.to_json())
    assert after == before
    assert after.content_hash == before.content_hash


def test_the_hash_does_not_depend_on_the_order_of_tables_or_on_comments() -> None:
    data = small()
    turned = {key: data[key] for key in reversed(data)}
    turned["limits"] = {key: data["limits"][key] for key in reversed(data["limits"])}
    assert parse_pack(turned, file="elsewhere.toml").content_hash == pack().content_hash


@pytest.mark.parametrize(
    "change",
    [
        {"pack": small()["pack"] | {"version": "2"}},
        {"report": {"hour_of_return": "17:00"}},
        {"limits": small()["limits"] | {"low": {"resolve": "14d"}}},
        {"urgency": {}},
        {"labels": {"skills": small()["labels"]["skills"]}},
        {"purge": {}},
    ],
)
def test_the_hash_changes_with_the_content(change: dict[str, object]) -> None:
    assert parse_pack(small() | change, file="small.toml").content_hash != pack().content_hash


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"name": 1}'])
def test_damaged_json_is_a_damaged_store(text: str) -> None:
    with pytest.raises(StoreUnusable):
        Pack.from_json(text)


@given(st.integers(1, 8784), st.sampled_from([("m", MINUTE), ("h", HOUR)]))
def test_a_duration_is_its_number_times_its_unit(number: int, unit: tuple[str, int]) -> None:
    check = Checker("p.toml")
    assert check.duration(f"{number}{unit[0]}", ("x",)) == number * unit[1]
    check.done()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("flu", ["flu"]), ("influence", []), ("two flus", ["flu"]), ("fluff", []), ("得了flu了", ["flu"]),
        ("POWER-CUT", ["power cut"]), ("power  cut", ["power cut"]), ("ｆｌｕ", ["flu"]),
        ("降压药", ["降压药"]),
        ("药,降压药", ["药", "降压药"]), ("打120", ["120"]), ("1200元", []),
        ("can’t breathe", ["cant breathe"]), ("cant breathe", ["cant breathe"]),
        ("boxes", ["box"]), ("", []),
    ],
)  # fmt: skip
def test_words_are_found_whole(text: str, found: list[str]) -> None:
    words = ["flu", "power-cut", "药", "降压药", "120", "can't breathe", "box"]
    assert [hit.word for hit in WordIndex((word, word) for word in words).hits(text)] == found


def test_danger_goes_before_longer_words() -> None:
    routine = built_in("routine")
    assert routine.guess("高血压药和慢性病药都没了,他现在胸痛") == "medical_care"
    assert routine.guess("老公打我,能不能先帮我买婴儿奶粉") == "domestic_violence"


def test_words_never_lower_what_touches_health() -> None:
    routine = built_in("routine")
    assert routine.guess_urgency("透析,不着急", "medical_care") == Urgency.URGENT
    assert routine.guess_urgency("不着急", "medical_care") == Urgency.URGENT
    assert routine.guess_urgency("不着急", "utilities") == Urgency.LOW
    assert routine.guess_urgency("修一下", "utilities") == Urgency.NORMAL
    assert routine.guess_urgency("修一下") == Urgency.NORMAL


@given(st.text(max_size=80))
def test_any_text_can_be_judged(text: str) -> None:
    routine = _ROUTINE
    category = routine.guess(text)
    assert category is None or routine.category(category)
    assert routine.guess_urgency(text, category) in Urgency


def test_packs_that_extend_each_other_are_refused() -> None:
    head = 'title = { en = "T" }\nabout = { en = "A" }\nversion = "1"\n'
    texts = {
        "a": f'[pack]\nname = "a"\nextends = "b"\n{head}',
        "b": f'[pack]\nname = "b"\nextends = "a"\n{head}',
    }
    with pytest.raises(Exception, match=r"a.toml, line 3: pack.extends: the packs a, b extend each other"):
        load_pack("a", lambda name: (f"{name}.toml", texts[name]))


_ROUTINE = built_in("routine")
