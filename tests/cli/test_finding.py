"""``gridctl request list`` with words, counts, and queries with a name."""

import pytest

from conftest import Run
from gridctl.core.query_words import FIELDS, FLAGS, PARTS
from gridctl.present.i18n import set_language
from gridctl.present.labels import label


def numbers(run: Run, *argv: str) -> list[int]:
    """Return the numbers that a list finds."""
    done = run("request", "list", *argv, "--json")
    assert done.exit == 0, done.err
    return [row["id"] for row in done.json()]


def test_without_words_what_is_open_with_words_all_that_fits(town: Run) -> None:
    assert town("request", "cancel", "3", "误报").exit == 0
    assert numbers(town) == [10, 9, 8, 7, 6, 5, 4, 2, 1]
    assert numbers(town, "水管") == numbers(town, "status:cancelled") == [3]
    assert numbers(town, "水管", "is:open") == []
    assert numbers(town, "水") == [3]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["药"], [1]),
        (["area:HL-1"], [10, 2, 1]),
        (["area:恒利社区 -area:HL-1"], [9, 8, 4, 3]),
        (["-area:HL", "-area:DX-1"], [7]),
        (["区域：HL-2"], [4, 3]),
        (["urgency:>=urgent"], [10, 6, 4, 1]),
        (["紧急：≥紧急", "-水"], [10, 6, 4, 1]),
        (["category:food,noise"], [5, 2]),
        (["5678"], [1]),
        (["13800005685"], [8]),
        (["老人 照看"], [4]),
        (["老人照看"], []),
        (["is:unassigned", "area:DX", "sort:number"], [5, 6, 7]),
        (["created:<2h"], []),
        (["created:>2h", "urgency:low"], [9, 5]),
        (["level:grid", "channel:hotline"], []),
        (["-urgency:low,normal"], [10, 6, 4, 1]),
        (["!urgency:low,normal"], [10, 6, 4, 1]),
    ],
)
def test_words_find_what_they_say(town: Run, words: list[str], found: list[int]) -> None:
    assert numbers(town, *words) == found


def test_words_and_options_go_together(town: Run) -> None:
    assert numbers(town, "urgency:>=urgent", "--area", "HL", "--limit", "2") == [10, 4]
    assert numbers(town, "urgency:>=urgent", "--area", "HL", "--after", "4") == [1]
    assert numbers(town, "sort:number", "--after", "4", "--limit", "2") == [5, 6]


def test_an_option_that_is_misspelt_is_still_told(town: Run) -> None:
    done = town("request", "list", "水", "--aera", "HL")
    assert done.exit == 2
    assert "--area" in done.lines[1]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("words", "exit_", "place", "nearest"),
    [
        ("水 stauts:new", 2, "3", "status"),
        ("is:overdu", 2, "4", "is:overdue"),
        ("area:HL-11", 3, "1", "HL-1"),
        ("@nobody", 3, "1", "nobody"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    town: Run, lang: str, words: str, exit_: int, place: str, nearest: str
) -> None:
    done = town("--lang", lang, "request", "list", words)
    assert (done.exit, done.out) == (exit_, "")
    assert len(done.lines) == 2
    assert place in done.lines[0]
    assert nearest in done.err


def test_counts(town: Run) -> None:
    found = town("request", "list", "--by", "urgency", "--json").json()
    assert found == [
        {"urgency": "normal", "count": 4},
        {"urgency": "urgent", "count": 3},
        {"urgency": "low", "count": 2},
        {"urgency": "critical", "count": 1},
    ]
    found = town("request", "list", "area:HL", "--by", "category,area", "--json").json()
    assert len(found) == 7
    assert {"category": "medicine", "area": "HL-1-1", "count": 1} in found
    shown = town("request", "list", "--by", "承办，状态", "--format", "csv").out
    assert shown.splitlines() == ["\ufeffholder,status,count", ",new,10"]
    done = town("request", "list", "--by", "categry")
    assert done.exit == 2
    assert "category" in done.lines[1]


def test_a_query_is_saved_under_a_name(town: Run) -> None:
    made = town("--as", "L1", "request", "view", "save", "Mine", "承办：我", "is:open", "--json").json()
    assert (made["name"], made["query"], made["shared"]) == ("Mine", "holder:me is:open", False)
    assert town("request", "assign", "2", "--to", "L1").exit == 0
    assert numbers(lambda *argv: town("--as", "L1", *argv), "@mine") == [2]
    assert town("request", "list", "@mine").exit == 3
    assert town("--as", "L1", "request", "list", "@mne").lines[1] == "did you mean @Mine"
    assert town("request", "view", "save", "wet", "--shared", "水管").exit == 0
    assert numbers(lambda *argv: town("--as", "L1", *argv), "@wet") == [3]
    assert town("--as", "L1", "request", "view", "save", "wet", "@wet", "-is:open").exit == 0
    assert numbers(lambda *argv: town("--as", "L1", *argv), "@wet") == []
    listed = town("--as", "L1", "request", "view", "list", "--json").json()
    assert [(one["name"], one["shared"]) for one in listed] == [
        ("Mine", False),
        ("wet", False),
        ("wet", True),
    ]
    assert town("--as", "L1", "request", "view", "remove", "@wet").exit == 0
    assert numbers(lambda *argv: town("--as", "L1", *argv), "@wet") == [3]
    assert town("request", "view", "remove", "nothing").exit == 3
    assert town("request", "view", "save", "empty", " ").exit == 2


def test_the_ledger_keeps_who_saved_a_query_and_not_its_words(town: Run) -> None:
    assert town("--as", "L1", "request", "view", "save", "him", "陈卫").exit == 0
    entry = town("ledger", "list", "--action", "view.save", "--json").json()[0]
    assert (entry["operator"], entry["changes"]["name"]) == ("L1", "him")
    assert "陈卫" not in str(entry)


def test_me_needs_a_member(town: Run) -> None:
    done = town("request", "list", "holder:me")
    assert done.exit == 2
    assert "--as" in done.lines[1]


def test_the_page_of_the_guide_names_every_field(command: Run) -> None:
    later = {"compound", "building", "home", "need", "is", "has", "sort"}
    for lang in ("en", "zh"):
        page = command("guide", "finding", "--lang", lang).out
        for name in (set(FIELDS) | set(FLAGS) | set(PARTS)) - later:
            assert f"`{name}:" in page or f":{name}`" in page, name


def test_what_a_code_is_called_in_chinese_can_be_asked_for() -> None:
    """One word for one thing: the labels of lists are values of queries."""
    set_language("zh")
    try:
        for field, kind in (
            ("status", "statuses"),
            ("urgency", "urgencies"),
            ("level", "levels"),
            ("channel", "channels"),
        ):
            for code, also in FIELDS[field].values.items():
                if code not in {"open", "ended"}:
                    assert label(str(code), kind) in also
    finally:
        set_language("en")


def test_the_queue_of_a_desk_is_ones_own_or_a_named_one_soonest_due_first(town: Run) -> None:
    mine = town("--as", "W1", "request", "list", "--desk", "--json").json()
    same = town("request", "list", "desk:HL-1 sort:due", "--json").json()
    assert [one["id"] for one in mine] == [one["id"] for one in same] != []
    assert town("request", "list", "--desk", "HL-1", "--json").json() == same
    some = town("--as", "W1", "request", "list", "--desk", "status:new", "-urgency:low", "--json").json()
    assert {one["status"] for one in some} == {"new"}
    counted = town("request", "list", "--desk", "HL-1", "--by", "status", "--json").json()
    assert sum(one["count"] for one in counted) == len(same)
    nobody = town("request", "list", "--desk")
    assert (nobody.exit, len(nobody.lines)) == (2, 2)
    assert town("request", "list", "--desk", "HL-9").exit == 3
