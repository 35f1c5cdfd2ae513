"""``request add TEXT``, ``request paste`` and ``gridctl inbox``: from a chat to requests, losing nothing."""

from pathlib import Path

import pytest

from conftest import Run

CHAT = """陈卫 12/17 8:03
501西乐葆没了

李芳 12/17 8:05
早上好

赵敏 12/17 8:07
我爸胸口疼得厉害

赵敏 12/17 8:08
12-2-601 电话13812345678

孙丽 12/17 8:10
12-2-302隔壁又在打老婆了
"""


@pytest.fixture
def stairs(run: Run) -> Run:
    """Make building 12 with three stairwells, the head of the second, and 陈卫 in 501."""
    for words in (
        "area add HL-1 第一网格 --kind grid",
        "building add HZ12 12幢 --area HL-1 --floors 7 --units 3 --rooms 4 --stairwells",
        "member add LX 刘霞 --tier part_time --area HZ12-2",
        "resident add 陈卫 --home HZ12-2-501 --phone 13800001111",
    ):
        assert run(*words.split()).exit == 0
    return run


def test_the_medicine_story_begins_with_one_line(stairs: Run) -> None:
    done = stairs("--as", "LX", "request", "add", "501 陈卫 西乐葆没了 13900139000", "--json")
    view = done.json()
    assert (view["home"], view["category"], view["urgency"], view["resident"]) == (
        "HZ12-2-501",
        "medicine",
        "urgent",
        1,
    )
    assert view["understood"] == {
        "home": "501", "name": "陈**", "phone": "139****9000", "thing": "西乐葆",
        "category": "medicine", "urgency": "urgent",
    }  # fmt: skip
    assert "HZ12-2-501" in done.err
    assert "13900139000" not in done.err + done.out


def test_options_go_before_what_the_line_says(stairs: Run) -> None:
    words = ("501 陈卫 西乐葆没了", "--home", "HZ12-2-502", "--urgency", "low", "--name", "王芳")
    view = stairs("--as", "LX", "request", "add", *words, "--json").json()
    assert (view["home"], view["urgency"], view["name"]) == ("HZ12-2-502", "low", "王**")
    assert view["summary"] == "501 陈卫 西乐葆没了"


def test_an_anonymous_line_keeps_its_text_alone(stairs: Run) -> None:
    view = stairs("request", "add", "楼道着火 13900139000", "--anonymous", "--json").json()
    assert (view["name"], view["phone"]) == (None, None)


def test_a_need_of_who_lives_there_makes_it_urgent(stairs: Run) -> None:
    assert stairs("resident", "need", "1", "dialysis").exit == 0
    assert stairs("--as", "LX", "request", "add", "501 要买药", "--json").json()["urgency"] == "urgent"
    assert stairs("--as", "LX", "request", "add", "502 要买药", "--json").json()["urgency"] == "normal"
    named = stairs("request", "add", "要买药", "--resident", "1", "--force", "--json").json()
    assert named["urgency"] == "urgent"


@pytest.mark.parametrize(
    ("text", "building"),
    [
        ("12号楼电梯坏了", "HZ12"),
        ("12幢门口垃圾没人收", "HZ12"),
        ("lift broken in building 12", "HZ12"),
        ("7号楼电梯坏了", None),
    ],
)
def test_a_line_about_a_building_is_laid_there(stairs: Run, text: str, building: str | None) -> None:
    view = stairs("request", "add", text, "--json").json()
    assert (view["building"], view["home"], view["summary"]) == (building, None, text)


def test_a_paste_waits_in_the_inbox_with_the_dangerous_ones_first(stairs: Run) -> None:
    done = stairs("--as", "LX", "request", "paste", "--json", stdin=CHAT)
    found = done.json()
    assert [one["category"] for one in found["drafts"]] == ["medical_care", "domestic_violence", "medicine"]
    assert [one["home"] for one in found["drafts"]][0::2] == ["HZ12-2-601", "HZ12-2-501"]
    assert [(one["line"], one["why"]) for one in found["skipped"]] == [(5, "chatter")]
    assert "120" in done.lines[0]
    assert "打老婆" not in done.out + stairs("inbox", "list", "--json").out
    assert "打老婆" not in stairs("inbox", "show", "2").out
    assert "打老婆" in stairs("inbox", "show", "2", "--reveal", "--json").json()["text"]
    assert stairs("request", "list", "--json").json() == []


def test_what_was_pasted_before_is_known(stairs: Run) -> None:
    assert stairs("request", "paste", stdin=CHAT).exit == 0
    again = stairs("request", "paste", "--json", stdin=CHAT + "\n王五 12/17 9:00\n12-2-402没水\n").json()
    assert (len(again["drafts"]), again["known"]) == (1, 4)
    assert {one["text"] for one in again["skipped"] if one["why"] == "known"} == {""}


def test_yes_takes_what_is_sure_and_no_twin(stairs: Run) -> None:
    assert stairs("request", "add", "药没了", "--home", "HZ12-2-501").exit == 0
    found = stairs("--as", "LX", "request", "paste", "--yes", "--json", stdin=CHAT).json()["drafts"]
    assert [(one["status"], one["request"]) for one in found] == [
        ("taken", 2),
        ("taken", 3),
        ("waiting", None),
    ]
    assert found[2]["twins"] == [1]
    view = stairs("request", "show", "2", "--json").json()
    assert (view["channel"], view["received_at"]) == ("chat", "2021-12-17T08:07:00+08:00")


def test_a_draft_is_changed_dropped_or_taken_once(stairs: Run) -> None:
    stairs("--as", "LX", "request", "paste", stdin=CHAT)
    changed = stairs("inbox", "edit", "3", "--home", "HZ12-2-502", "--urgency", "low", "--json").json()
    assert (changed["home"], changed["urgency"]) == ("HZ12-2-502", "low")
    taken = stairs("inbox", "take", "1,3", "--to", "LX", "--json").json()
    assert [one["request"] for one in taken] == [1, 2]
    assert stairs("request", "show", "2", "--json").json()["holder"] == "LX"
    assert stairs("inbox", "take", "1", "--json").error()["error"] == "draft_decided"
    assert stairs("inbox", "drop", "2").exit == 0
    assert stairs("inbox", "drop", "2", "--json").error()["error"] == "draft_decided"
    assert stairs("inbox", "show", "99").exit == 3
    assert stairs("inbox", "list", "--json").json() == []


def test_a_rehearsal_keeps_nothing(stairs: Run) -> None:
    assert len(stairs("request", "paste", "--dry-run", "--json", stdin=CHAT).json()["drafts"]) == 3
    assert stairs("inbox", "list", "--all", "--json").json() == []


def test_purging_leaves_the_number_and_no_word(stairs: Run, alone: Path) -> None:
    stairs("--as", "LX", "request", "paste", stdin=CHAT)
    assert stairs("inbox", "purge", "--days", "0").exit == 4
    assert stairs("inbox", "purge", "--days", "0", "--yes", "--json").json()["undecided"] == 3
    left = stairs("inbox", "list", "--all", "--json").json()
    assert {(one["status"], one["summary"], one["name"], one["sender"]) for one in left} == {
        ("purged", None, None, None)
    }
    assert "胸口疼得厉害".encode() not in alone.read_bytes()


def test_forgetting_a_resident_empties_their_drafts(stairs: Run) -> None:
    stairs("--as", "LX", "request", "paste", stdin=CHAT)
    assert stairs("resident", "forget", "1", "--yes").exit == 0
    assert stairs("inbox", "show", "3", "--reveal", "--json").json()["text"] is None


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31m501没水\x1b]52;c;x\x07",
        "=cmd|' /C calc'!A0 没水了求助",
        "[/red]没米了 救命",
        "\u202e没水了求帮忙",
    ],
)
def test_hostile_text_stays_text(stairs: Run, text: str) -> None:
    done = stairs("request", "paste", "--yes", stdin=text + "\n")
    assert done.exit == 0
    shown = done.out + stairs("request", "list").out
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_an_empty_paste_says_so(town: Run) -> None:
    done = town("request", "paste", "-", stdin="\n \n")
    assert (done.exit, len(done.lines)) == (2, 2)
