"""Issue 5, short forms: what a stairwell head types all day, the menu, whose login it is, the duty log."""

import pytest

from cli.terminal import on_terminal
from conftest import Run


def test_mine_are_shown_with_name_and_phone_and_logged(town: Run) -> None:
    town("request", "assign", "1,3", "--to", "L1")
    mine = town("--as", "L1", "my", "--json").json()
    assert [(one["id"], one["name"]) for one in mine] == [(1, "陈卫"), (3, "吴刚")]
    assert town("ledger", "list", "--action", "request.reveal", "--json").json()[0]["operator"] == "L1"
    assert town("--as", "W1", "my").lines != []
    assert town("my").exit == 2, "the owner of a store is nobody yet"


@pytest.mark.parametrize(("done", "up"), [("done", "up"), ("办结", "上报")])
def test_done_and_up(town: Run, done: str, up: str) -> None:
    town("request", "assign", "1,3", "--to", "L1")
    assert town("--as", "L1", done, "药送到了").exit == 2, "which of the two?"
    ended = town("--as", "L1", done, "1", "药送到了", "--json").json()
    assert (ended["status"], ended["answer"]) == ("resolved", "药送到了")
    above = town("--as", "L1", up, "需要抢修队", "--json").json()
    assert (above["id"], above["level"], above["timeline"][-1]["note"]) == (3, "community", "需要抢修队")
    nothing = town("--as", "L1", done)
    assert (nothing.exit, len(nothing.lines)) == (2, 2)


def test_every_daily_command_has_its_chinese_name(town: Run) -> None:
    assert town("--as", "L1", "求助", "楼道灯坏了", "--area", "HL-1", "--json").json()["id"] == 11
    assert town("--as", "L1", "我的", "--json").json() == []
    assert town("add", "--help").out.startswith("Usage: gridctl add ")


def test_a_login_belongs_to_a_member(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "clerk")
    assert town("member", "login", "李建国", "--json").json()["user"] == "clerk"
    assert (
        town("request", "add", "缺米", "--area", "HL-1", "--json").json()["timeline"][0]["operator"] == "L1"
    )
    assert town("--as", "W1", "store", "status", "--json").json()["operator"] == "W1"
    assert [one["member"] for one in town("member", "logins", "--json").json()] == ["L1"]
    town("member", "login", "W1")
    assert town("store", "status", "--json").json()["operator"] == "W1"
    assert town("member", "logout").exit == 0
    assert town("store", "status", "--json").json()["operator"] == "owner"
    assert town("member", "logout").exit == 3


def test_the_language_is_that_of_the_login(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "clerk")
    town("member", "edit", "L1", "--lang", "zh")
    town("member", "login", "L1")
    assert "操作人" in town("status").out
    assert "operator" in town("--as", "L1", "--lang", "en", "status").out


def test_alone_without_a_terminal_it_prints_help(town: Run) -> None:
    assert town().out.startswith("Usage: gridctl")


def test_alone_on_a_terminal_it_is_a_menu(town: Run) -> None:
    town("request", "assign", "1", "--to", "L1")
    seen = on_terminal("--as", "L1", typed="1\nd\n药送到了\nq\n")
    assert seen.exit == 0
    assert "#1" in seen.out
    assert "陈卫" in seen.out
    assert town("request", "show", "1", "--json").json()["answer"] == "药送到了"
    left = on_terminal("--as", "nobody", typed="a\n路灯坏了\nq\n")
    assert left.exit == 0
    assert town("request", "show", "11", "--json").json()["summary"] == "路灯坏了"


def test_the_duty_log_keeps_who_said_what(town: Run) -> None:
    said = town(
        "--as", "W1", "log", "add", "镇里答应增派两组，联系 13912345678", "--by", "L1", "--about", "3"
    )
    assert said.exit == 0, said.err
    town("log", "add", "夜里有人值守", "--at", "2021-12-16 22:00", "--area", "HL")
    first, second = town("log", "--json").json()
    assert (first["text"], first["area"]) == ("夜里有人值守", "HL")
    assert (second["by"], second["operator"], second["about"]) == ("L1", "W1", 3)
    assert "139****5678" in second["text"]
    assert "13912345678" in town("log", "--reveal").out
    assert [one["about"] for one in town("log", "--date", "today", "--json").json()] == [3]
    assert [one["id"] for one in town("log", "--about", "3", "--json").json()] == [1]
    assert town("log", "add", " ").exit == 2
    assert town("log", "add", "x", "--about", "99").exit == 3


def test_what_the_log_says_of_a_forgotten_person_goes(
    town: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    town("building", "add", "HZ12", "12幢", "--area", "HL-1", "--floors", "5", "--units", "2", "--rooms", "1")
    town("resident", "add", "欧阳静怡", "--home", "12-2-501", "--phone", "13811112222")
    town("request", "add", "缺药", "--resident", "欧阳静怡")
    town("log", "add", "她儿子在外地", "--about", "11")
    town("log", "add", "欧阳静怡来过", "--area", "HL-1")
    town("request", "cancel", "11", "已买到")
    assert town("resident", "forget", "欧阳静怡", "--yes").exit == 0
    words = town("log", "--reveal", "--json").out
    assert "儿子" not in words
    assert "欧阳静怡" not in words
