"""Lists that people sign in a chat: who signs up for a shift becomes a wish, shown before it is stored."""

from pathlib import Path

import pytest

from cli.terminal import on_terminal
from conftest import Run

LIST = """#接龙
明天志愿者排班
1. 刘霞 上午 采样
2. 王芳 13900001111 后天 晚班
3. 12-2-501 大米2 鸡蛋1
"""


@pytest.fixture
def stairs(run: Run) -> Run:
    """Make building 12 with its stairwells, of which LX heads the second, and let the pack be epidemic."""
    for words in (
        "area add HL-1 第一网格 --kind grid",
        "building add HZ12 12幢 --area HL-1 --floors 7 --units 3 --rooms 4 --stairwells",
        "member add LX 刘霞 --tier part_time --area HZ12-2",
        "member add CW 陈卫 --tier officer --area HL-1",
    ):
        assert run(*words.split()).exit == 0
    return run


def wishes(run: Run) -> list[tuple[str, str, str | None, str | None]]:
    """Return what is wished: member, day, shift and duty."""
    found = run("duty", "wish", "list", "--json").json()
    return [(one["member"], one["from_on"], one["shift"], one["duty"]) for one in found]


def test_who_signs_up_is_shown_and_not_stored(stairs: Run) -> None:
    done = stairs("--as", "LX", "request", "paste", "--json", stdin=LIST)
    first, second = done.json()["signups"]
    keys = ("line", "name", "member", "new", "date", "shift", "duty", "status")
    assert [first[key] for key in keys] == [3, "刘霞", "LX", False, "2021-12-18", "day", None, "new"]
    assert [second[key] for key in keys] == [4, "王芳", None, True, "2021-12-19", "late", None, "new"]
    assert (second["area"], second["what"]) == ("HZ12-2", "后天 晚班")
    assert "--yes" in done.err
    assert [one["why"] for one in done.json()["skipped"]] == ["list_head", "list_head"]
    assert len(done.json()["drafts"]) == 1
    assert wishes(stairs) == []
    assert len(stairs("member", "list", "--json").json()) == 2


def test_yes_stores_them_once(stairs: Run) -> None:
    done = stairs("--as", "LX", "request", "paste", "--yes", "--json", stdin=LIST).json()["signups"]
    assert [(one["status"], one["member"], one["wish"]) for one in done] == [
        ("stored", "LX", 1),
        ("stored", "WF1", 2),
    ]
    kept = [("LX", "2021-12-18", "day", None), ("WF1", "2021-12-19", "late", None)]
    assert wishes(stairs) == kept
    new = stairs("member", "show", "WF1", "--json").json()
    assert (new["tier"], new["area"], new["phone"]) == ("volunteer", "HZ12-2", "13900001111")
    again = stairs("request", "paste", "--yes", "--json", stdin=LIST).json()["signups"]
    assert [(one["status"], one["wish"], one["new"]) for one in again] == [
        ("known", 1, False),
        ("known", 2, False),
    ]
    assert wishes(stairs) == kept
    actions = [one["action"] for one in stairs("ledger", "list", "--json").json()]
    assert (actions.count("member.add"), actions.count("wish.add")) == (3, 2)


def test_it_is_taken_back(stairs: Run) -> None:
    assert stairs("--as", "LX", "request", "paste", "--yes", stdin=LIST).exit == 0
    assert stairs("duty", "wish", "remove", "2").exit == 0
    assert stairs("member", "remove", "王芳", "--yes").exit == 0
    found = stairs("request", "paste", "--json", stdin=LIST).json()["signups"]
    assert [(one["status"], one["new"]) for one in found] == [("known", False), ("new", True)]


def test_duty_and_shift_are_those_of_the_pack(stairs: Run) -> None:
    assert stairs("pack", "apply", "epidemic", "--area", "HL-1", "--no-posts").exit == 0
    text = "接龙 12月20日\n1. 刘霞 上午 卡口值守\n2. 李强 下午 核酸采样\n3. 王芳 夜班 巡逻\n"
    found = stairs("request", "paste", "--area", "HL-1", "--json", stdin=text).json()["signups"]
    assert [(one["date"], one["shift"], one["duty"]) for one in found] == [
        ("2021-12-20", "early", "gate"),
        ("2021-12-20", "test_3", "sampling"),
        ("2021-12-20", "night", "inner_patrol"),
    ]
    assert {one["area"] for one in found if one["new"]} == {"HL-1"}


def test_a_list_without_a_day_asks_for_it(stairs: Run) -> None:
    text = "志愿者报名\n1. 李强 上午\n2. 王芳 下午\n"
    done = stairs("request", "paste", "--yes", "--json", stdin=text)
    assert {one["status"] for one in done.json()["signups"]} == {"no_day"}
    assert "--day" in done.err
    assert stairs("request", "paste", "--yes", "--day", "tomorrow", stdin=text).exit == 0
    assert {day for _who, day, _shift, _duty in wishes(stairs)} == {"2021-12-18"}
    assert stairs("request", "paste", "--day", "someday", stdin=text).exit == 2


def test_what_may_be_for_something_else_is_not_stored(stairs: Run) -> None:
    text = "明天打疫苗登记\n1. 李强 上午\n2. 王芳 下午\n"
    found = stairs("request", "paste", "--yes", "--json", stdin=text).json()["signups"]
    assert [one["status"] for one in found] == ["unsure", "unsure"]
    assert len(stairs("member", "list", "--json").json()) == 2


def test_a_name_of_several_waits_for_a_phone(stairs: Run) -> None:
    for code in ("L1", "L2"):
        assert stairs("member", "add", code, "李强", "--tier", "volunteer").exit == 0
    text = "明天志愿者接龙\n1. 李强 上午\n2. 王芳 13900001111 下午\n"
    found = stairs("request", "paste", "--yes", "--json", stdin=text).json()["signups"]
    assert [(one["status"], one["member"]) for one in found] == [("several", None), ("stored", "WF1")]


def test_who_wants_a_visit_asks_for_help(stairs: Run) -> None:
    text = "接龙 明天上门走访登记\n1. 12-2-501 陈卫 下午\n2. 12-2-502 王芳 上午\n"
    found = stairs("--as", "LX", "request", "paste", "--json", stdin=text).json()
    assert [one["home"] for one in found["drafts"]] == ["HZ12-2-501", "HZ12-2-502"]
    assert found["signups"] == []


def test_a_rehearsal_stores_nobody(stairs: Run) -> None:
    found = stairs("request", "paste", "--dry-run", "--yes", "--json", stdin=LIST).json()["signups"]
    assert [one["status"] for one in found] == ["new", "new"]
    assert wishes(stairs) == []


def test_in_chinese_the_list_reads_so(stairs: Run) -> None:
    done = stairs("--lang", "zh", "--as", "LX", "request", "paste", stdin=LIST)
    assert all(word in done.out for word in ("接龙报班", "白班", "晚班", "待存"))
    assert "成为志愿者" in done.err


@pytest.mark.parametrize("name", ["\x1b[31m李强", "[/red]李强", "\u202e李强", "=李强"])
def test_hostile_names_stay_text(stairs: Run, name: str) -> None:
    text = f"明天志愿者排班\n1. {name} 上午 [/x]\n2. 王芳 下午 =cmd|' /C'!A0\n"
    done = stairs("request", "paste", "--yes", stdin=text)
    assert done.exit == 0
    shown = done.out + done.err + stairs("member", "list").out + stairs("duty", "wish", "list").out
    assert "王芳" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


@pytest.mark.parametrize(("typed", "kept"), [("y\n", ["CW", "LX"]), ("3\n", ["CW"]), ("n\n", [])])
def test_a_terminal_asks_once(stairs: Run, tmp_path: Path, typed: str, kept: list[str]) -> None:
    place = tmp_path / "list.txt"
    place.write_text("明天志愿者排班\n1. 刘霞 上午\n2. 陈卫 下午\n", encoding="utf-8")
    seen = on_terminal("request", "paste", str(place), typed=typed)
    assert seen.exit == 0
    assert "n none" in seen.out
    assert [one[0] for one in wishes(stairs)] == kept
