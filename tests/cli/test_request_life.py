"""DESIGN.md §6 and issue 4: the whole life of a request, by its commands."""

from typing import Any

import pytest

from conftest import Run

GO = ("--json",)


def stands(run: Run, number: int = 3) -> dict[str, Any]:
    """Return the request as JSON tells it."""
    found: dict[str, Any] = run("request", "show", str(number), "--json").json()
    return found


def did(run: Run, *words: str) -> dict[str, Any]:
    """Take a step that must succeed and return the request."""
    done = run("request", *words, "--json")
    assert done.exit == 0, done.err
    found: dict[str, Any] = done.json()
    return found


def refused(run: Run, *words: str) -> dict[str, Any]:
    """Take a step that a rule must refuse, and return the error."""
    done = run("request", *words, "--json")
    assert done.exit == 4, done.out
    return done.error()


def test_a_request_goes_its_way(town: Run) -> None:
    assert did(town, "assign", "3", "--to", "W1", "--with", "L1")["helpers"] == ["L1"]
    assert did(town, "accept", "3")["accepted_at"] is not None
    assert did(town, "start", "3", "--by", "W1")["responded_at"] is not None
    waits = did(town, "wait", "3", "配件明天到", "--until", "tomorrow 9:00")
    assert (waits["status"], waits["due"], waits["overdue"]) == ("waiting", None, False)
    assert waits["wait_until"] == "2021-12-18T09:00:00+08:00"
    assert did(town, "resume", "3")["due"] is not None
    done = did(town, "resolve", "3", "--outcome", "repaired", "--answer", "水管修好了")
    assert (done["status"], done["outcome"], done["answer"]) == ("resolved", "repaired", "水管修好了")
    ended = did(town, "close", "3", "--reached", "--solved", "--satisfied")
    assert (ended["status"], ended["satisfied"]) == ("closed", True)
    told = [step["step"] for step in stands(town)["timeline"]]
    assert told == ["receive", "assign", "accept", "start", "wait", "resume", "resolve", "close"]


def test_it_comes_back_to_whoever_holds_it(town: Run) -> None:
    did(town, "assign", "3", "--to", "W1")
    did(town, "resolve", "3")
    back = did(town, "object", "3", "还在漏")
    assert (back["status"], back["holder"], back["resolved_at"]) == ("assigned", "W1", None)
    did(town, "resolve", "3")
    did(town, "close", "3")
    again = did(town, "reopen", "3", "又漏了")
    assert (again["status"], again["holder"], again["closed_at"]) == ("assigned", "W1", None)


def test_what_nobody_held_is_new_again(town: Run) -> None:
    did(town, "resolve", "3", "--on-spot")
    back = did(town, "object", "3", "没有解决")
    assert (back["status"], back["solved_on_spot"]) == ("new", False)


@pytest.mark.parametrize(
    ("words", "possible"),
    [
        (("start", "3"), "assign"),
        (("resume", "3"), "assign"),
        (("close", "3"), "resolve"),
        (("object", "3", "x"), "resolve"),
        (("reopen", "3", "x"), "resolve"),
        (("refuse", "3", "x"), "assign"),
    ],
)
def test_what_is_not_possible_says_what_is(town: Run, words: tuple[str, ...], possible: str) -> None:
    error = refused(town, *words)
    assert error["error"] == "illegal_step"
    assert possible in error["hint"]


@pytest.mark.parametrize("step", ["refuse", "cancel", "escalate", "object", "reopen", "wait"])
def test_a_reason_is_needed(town: Run, step: str) -> None:
    before = {"refuse": ["assign"], "wait": ["assign"], "object": ["resolve"], "reopen": ["resolve", "close"]}
    for one in before.get(step, []):
        did(town, one, "3", *(("--to", "W1") if one == "assign" else ()))
    done = town("request", step, "3")
    assert done.exit == 2
    assert "few words" in done.err


def test_up_to_the_desk_above_and_down_again(town: Run) -> None:
    assert stands(town)["desk"] == "HL-2"
    up = did(town, "escalate", "3", "要请水务公司")
    assert (up["level"], up["desk"], up["status"]) == ("community", "HL", "new")
    top = did(town, "escalate", "3", "社区解决不了")
    assert (top["level"], top["desk"]) == ("town", "ZJ")
    assert refused(town, "escalate", "3", "再上")["error"] == "nobody_above"
    down = did(town, "assign", "3", "--desk", "HL")
    assert (down["level"], down["desk"], down["status"], down["holder"]) == (
        "community",
        "HL",
        "assigned",
        None,
    )
    assert did(town, "accept", "3")["accepted_at"] is not None


def test_handing_back_needs_the_desk_above(town: Run) -> None:
    asked = did(town, "return", "3", "不在本网格")
    assert (asked["status"], asked["asked"], asked["desk"]) == ("new", "return", "HL-2")
    assert refused(town, "return", "3", "再问")["error"] == "asked_already"
    denied = did(town, "return", "3", "--deny")
    assert (denied["asked"], denied["desk"]) == (None, "HL-2")
    did(town, "return", "3", "真的不在")
    granted = did(town, "return", "3", "--grant")
    assert (granted["asked"], granted["desk"], granted["level"]) == (None, "HL", "community")
    assert refused(town, "return", "3", "--grant")["error"] == "not_asked"


def test_a_later_deadline_is_asked_for_and_granted(town: Run) -> None:
    before = stands(town)["due"]
    asked = did(town, "extend", "3", "等配件", "--until", "+10d")
    assert (asked["asked"], asked["due"]) == ("extend", before)
    granted = did(town, "extend", "3", "--grant")
    assert granted["due"] == "2021-12-27T18:00:00+08:00"
    assert town("request", "extend", "3", "x", "--until", "+1h").exit == 2
    assert town("request", "extend", "3").exit == 2


def test_many_at_once_are_all_or_none(town: Run) -> None:
    done = town("request", "assign", "1-3,5", "--to", "W1", "--json")
    assert [one["holder"] for one in done.json()] == ["W1"] * 4
    did(town, "resolve", "2")
    error = refused(town, "start", "1", "2", "3")
    assert "request 2" in error["message"]
    assert stands(town, 1)["status"] == "assigned"


def test_a_rehearsal_changes_nothing(town: Run) -> None:
    done = town("request", "resolve", "1-3", "--dry-run", "--json")
    assert [one["status"] for one in done.json()] == ["resolved"] * 3
    assert stands(town, 1)["status"] == "new"


def test_merged_requests_keep_their_numbers_and_are_answered_too(town: Run) -> None:
    town("request", "add", "水管漏水", "--area", "HL-2", "--channel", "hotline", "--ref", "12345-77")
    town("request", "add", "漏水了", "--area", "HL-2", "--urgency", "urgent")
    main = did(town, "merge", "11", "12", "--into", "3")
    assert (main["merged"], main["urgency"]) == ([11, 12], "urgent")
    merged = stands(town, 11)
    assert (merged["status"], merged["merged_into"], merged["ref"]) == ("merged", 3, "12345-77")
    did(town, "resolve", "3")
    done = town("request", "close", "3")
    assert "#11 12345-77" in done.err
    assert "#12" in done.err
    assert town("request", "merge", "3", "--into", "3").exit == 2


def test_what_was_merged_into_a_merged_one_follows_it(town: Run) -> None:
    did(town, "merge", "3", "--into", "2")
    did(town, "merge", "2", "--into", "1")
    assert stands(town, 1)["merged"] == [2, 3]
    assert refused(town, "merge", "4", "--into", "2")["error"] == "not_open"


def test_parts_are_requests_of_their_own(town: Run) -> None:
    done = town("request", "split", "3", "换水管", "擦地板", "--json")
    main, *parts = done.json()
    assert main["parts"] == [part["id"] for part in parts]
    assert [part["area"] for part in parts] == ["HL-2", "HL-2"]
    assert [part["parent"] for part in parts] == [3, 3]


def test_an_edit_moves_the_clock_and_the_ledger_keeps_no_name(town: Run) -> None:
    before = stands(town)
    after = did(town, "edit", "3", "--urgency", "urgent", "--name", "赵钱孙")
    assert after["due"] < before["due"]
    assert after["rule"].endswith("/urgent")
    assert "赵钱孙" not in town("ledger", "list", "--json").out
    assert town("request", "edit", "3", "--urgency", "urgent").exit == 2
    assert town("request", "edit", "3", "--phone", "138****5680").exit == 2


def test_the_last_step_is_taken_back(town: Run) -> None:
    did(town, "assign", "3", "--to", "W1")
    undone = did(town, "undo", "3")
    assert (undone["status"], undone["holder"]) == ("new", None)
    assert refused(town, "undo", "3")["error"] == "not_undoable"
    did(town, "edit", "3", "--urgency", "urgent")
    assert did(town, "undo")["urgency"] == "normal"


def test_another_hand_and_an_old_step_are_not_undone(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    town("--as", "L1", "request", "assign", "3", "--to", "W1")
    assert refused(town, "undo", "3")["error"] == "not_yours"
    did(town, "assign", "3", "--to", "L1")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T18:11:00+08:00")
    assert refused(town, "undo", "3")["error"] == "too_late"


def test_me_is_the_member_who_types(town: Run) -> None:
    assert town("request", "assign", "3", "--to", "me").exit == 2
    mine = town("--as", "L1", "request", "assign", "3", "--to", "me", "--json").json()
    assert mine["holder"] == "L1"


def test_whoever_answered_in_the_chat_becomes_a_volunteer(town: Run) -> None:
    done = town("request", "assign", "3", "--helper", "孙小美 13911112222", "--json")
    assert done.exit == 0, done.err
    code = done.json()["holder"]
    assert town("member", "show", code, "--json").json()["phone"] == "13911112222"
    assert did(town, "assign", "2", "--helper", "孙小美 13911112222")["holder"] == code


def test_who_is_urged_is_counted(town: Run) -> None:
    did(town, "urge", "3", "又打来了")
    assert did(town, "urge", "3")["urged"] == 2


@pytest.mark.parametrize(
    "words", [("start", "x"), ("start", "9-3"), ("start", "1-5000"), ("assign", "3"), ("close", "")]
)
def test_numbers_that_are_none_are_refused(town: Run, words: tuple[str, ...]) -> None:
    assert town("request", *words).exit == 2
