"""DESIGN.md §8, 11: a query's text becomes a frozen tree, and the tree its text again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.query import Field, Query, Sort, Words, parse, to_text
from gridctl.core.query_words import FIELDS, all_names
from gridctl.core.words import Channel, Level, Status, Urgency

SIGNS = '"“”「」:：,，-!@*<>=≥.水管a1 　#()'
TEXTS = st.text(
    alphabet=st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=["Cs"])), max_size=40
)
PIECES = st.sampled_from(
    (
        "水管",
        "wat*",
        '"no water"',
        "“水 管”",
        "「煤气」",
        "status:new,assigned",
        "状态：新建，已派单",
        "urgency:>=urgent",
        "紧急：≥紧急",
        "created:>2d",
        "接报：<3小时",
        "due:<4h",
        'created:>"2021-12-17 18:00"',
        "closed:2021-12-01..2021-12-17",
        "created:..today",
        'area:"第一 网格",HL',
        "holder:me",
        "承办：无",
        "is:overdue,waiting",
        "是：超时",
        "has:phone",
        "need:elderly_alone",
        "batch:7",
        "sort:due",
        "sort:-created",
        "排序：办理时限",
    )
)
QUERIES = st.lists(st.tuples(st.sampled_from(("", "-", "!", "－")), PIECES), max_size=6)


def joined(pieces: list[tuple[str, str]]) -> str:
    """Return pieces as one text; an order takes no sign."""
    return " ".join(piece if piece.startswith(("sort", "排序")) else sign + piece for sign, piece in pieces)


def test_a_query_is_a_tree() -> None:
    assert parse('水管 "no water" status:new,assigned -is:overdue urgency:>=urgent sort:-created') == Query(
        (
            Words("水管"),
            Words("no water", phrase=True),
            Field("status", ("new", "assigned")),
            Field("is", ("overdue",), negated=True),
            Field("urgency", ("urgent",), (">=",)),
        ),
        Sort("created", descending=True),
    )


def test_the_last_word_need_only_begin_so() -> None:
    assert parse("water pip status:new").parts[1] == Words("pip", prefix=True)
    assert parse("wat* pipe").parts[0] == Words("wat", prefix=True)
    assert parse("water -pip").parts[1] == Words("pip", negated=True)
    assert parse('water "pip"').parts[1] == Words("pip", phrase=True)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("状态：新建，已派单", "status:new,assigned"),
        ("紧急：≥紧急", "urgency:>=urgent"),
        ("紧急程度:＞一般", "urgency:>normal"),
        ("区域：恒利社区", "area:恒利社区"),
        ("来源：热线、来电", "channel:hotline,phone"),
        ("处置层级：镇街", "level:town"),
        ("是：超时 -是：无人承办", "is:overdue -is:unassigned"),
        ("有：电话", "has:phone"),
        ("接报：>2天 办理时限：<4小时", "created:>2d due:<4h"),
        ("单号：12345-7 批次：3", "ref:12345-7 batch:3"),
        ("“水管 漏水” 「煤气」", '"水管 漏水" "煤气"'),
        ("水管，漏水", "水管 漏水"),
        ("排序：－接报时间", "sort:-created"),
        ("！是：超时", "-is:overdue"),
    ],
)
def test_chinese_names_signs_and_quotes_mean_the_same(chinese: str, english: str) -> None:
    assert to_text(parse(chinese)) == english
    assert parse(chinese) == parse(english)


@given(QUERIES)
def test_the_canonical_text_gives_the_same_tree(pieces: list[tuple[str, str]]) -> None:
    query = parse(joined(pieces))
    assert parse(to_text(query)) == query
    assert to_text(parse(to_text(query))) == to_text(query)


@given(TEXTS)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        query = parse(text)
    except BadInput as error:
        place = int(str(error.args_["place"]))
    else:
        place = 1
        assert parse(to_text(query)) == query
    assert 1 <= place <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "place", "nearest"),
    [
        ("stauts:new", 1, "status"),
        ("水管 紧急程渡：特急", 4, "紧急程度"),
        ("is:overdu", 4, "overdue"),
        ("水 -is:超", 7, "超期"),
        ("has:phon", 5, "phone"),
        ("status:new,asigned", 12, "assigned"),
        ("urgency:>=urgant", 9, "urgent"),
        ("sort:dew", 6, "due"),
        ("chanel:hotline", 1, "channel"),
    ],
)
def test_a_wrong_word_names_the_nearest_and_its_place(text: str, place: int, nearest: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert (caught.value.args_["place"], caught.value.args_["nearest"]) == (place, nearest)
    assert "{place}" in caught.value.message
    assert "{nearest}" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("created:>soon", 9),
        ("created:2021-13-01", 9),
        ("due:", 5),
        ("水 area:", 8),
        ("status:>new", 8),
        ("created:>2021-12-01..2021-12-02", 9),
        ("batch:seven", 7),
        ("batch:99999999999999999999", 7),
        ("-sort:due", 1),
        ("@mine", 1),
        ("zzz:x", 1),
    ],
)
def test_what_cannot_be_read_tells_the_place(text: str, place: int) -> None:
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert caught.value.args_["place"] == place


def test_a_query_has_an_end() -> None:
    with pytest.raises(BadInput, match="at most"):
        parse("水" * 3000)


def test_a_colon_after_a_figure_is_no_field_and_quotes_make_any_text_a_phrase() -> None:
    assert parse("12:30").parts == (Words("12:30", prefix=True),)
    assert parse('"status:new"').parts == (Words("status:new", phrase=True),)
    assert parse('"unclosed status:new').parts == (Words("unclosed status:new", phrase=True),)
    assert parse('"a ""b"" c"').parts == (Words('a "b" c', phrase=True),)


def test_a_saved_query_stands_in_its_place() -> None:
    saved = {"mine": "holder:me sort:due", "wet": "水管"}
    query = parse("@mine @wet is:overdue", lambda name, _place: saved[name])
    assert to_text(query) == "holder:me 水管 is:overdue sort:due"
    assert parse("@mine sort:-created", lambda name, _place: saved[name]).sort == Sort("created", True)
    with pytest.raises(BadInput):
        parse("-@mine", lambda name, _place: saved[name])


def test_every_code_of_the_house_is_a_value() -> None:
    for field, codes in (("status", Status), ("urgency", Urgency), ("level", Level), ("channel", Channel)):
        assert set(map(str, codes)) <= set(map(str, FIELDS[field].values))


def test_no_name_stands_for_two_things() -> None:
    for names in [{name: spec.also for name, spec in FIELDS.items()}, *(s.values for s in FIELDS.values())]:
        listed = all_names(names)
        assert len(listed) == len(set(listed))
