"""Door to door by command: open, knock, record, put right, look at, close; wrong rooms lose nothing."""

import json
from pathlib import Path

import pytest

from cli.round_world import AFTERNOON, ANSWERS, MORNING, houses, ok
from conftest import Run

__all__ = ["houses"]


def test_a_round_goes_by_stairs_from_the_top_and_needs_come_first(houses: Run) -> None:
    view = ok(houses, "round open three-visits --area HL-1 --target 95%")
    assert {
        "id",
        "checklist",
        "area",
        "opened_at",
        "targets",
        "done",
        "outcomes",
        "coverage",
        "target",
    } < set(view)
    assert (view["targets"], view["coverage"], view["target"]) == (24, 0.0, 0.95)
    doors = [one["target"] for one in ok(houses, "round next 1 --limit 30")]
    assert doors[:4] == ["HZ12-2-501", "HZ12-1-601", "HZ12-1-602", "HZ12-1-501"]
    assert doors[-1] == "HZ12-2-102"
    assert len(doors) == 24


def test_nobody_at_home_comes_back_at_another_time_and_two_knocks_raise_a_request(
    houses: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", MORNING)
    ok(houses, "round open three-visits --area HL-1 --where need:elderly_alone")
    assert ok(houses, "round record 1 HZ12-2-501 n")["requests"] == []
    waiting = ok(houses, "round next 1")
    assert [(one["target"], one["attempt"], one["later"]) for one in waiting] == [("HZ12-2-501", 2, True)]
    monkeypatch.setenv("GRIDCTL_NOW", AFTERNOON)
    assert [one["later"] for one in ok(houses, "round next 1")] == [False]
    raised = ok(houses, "round record 1 501 no_answer")
    assert raised["requests"] == [1]
    assert ok(houses, "request show 1")["home"] == "HZ12-2-501"
    assert ok(houses, "round record 1 501 no_answer")["requests"] == []  # one is open already
    assert ok(houses, "round show 1")["requests"] == [1]


def test_answers_raise_requests_and_set_needs_in_the_same_transaction(houses: Run) -> None:
    ok(houses, "round open three-visits --area HL-1")
    view = ok(houses, "round record 1 HZ12-2-502 --set food_lack=yes --set hardship=no --set low_spirits=no")
    assert view["requests"] == [1]
    request = ok(houses, "request show 1")
    assert (request["category"], request["urgency"], request["channel"]) == ("food", "urgent", "patrol")
    ok(houses, "round open sweep --area HL-1 --where building:HZ12")
    swept = ok(houses, "round record 2 HZ12-2-501 --set people=1 --set alone=no --set phone=13900000001")
    assert swept["visits"][0]["needs"] == ["-elderly_alone"]
    assert ok(houses, "resident need 1")[0]["ended_at"] is not None
    assert houses("resident", "list", "13900000001", "--json").json()[0]["id"] == 1
    two = ok(houses, "round record 2 HZ12-2-502 --set people=2 --set infant=yes")
    assert two["visits"][0]["unplaced"] == ["infant"]


def test_a_second_record_puts_the_first_right_and_keeps_it(houses: Run) -> None:
    ok(houses, "round open three-visits --area HL-1")
    ok(houses, f"--as M1 round record 1 HZ12-2-101 {ANSWERS}")
    done = houses("--as", "M2", "round", "record", "1", "HZ12-2-101", "vacant", "--json")
    visit = done.json()["visits"][0]
    assert (visit["corrects"], visit["double"], visit["attempt"]) == ("done", True, 1)
    assert "HZ12-2-101" in done.err
    entry = ok(houses, "ledger list --action round.correct")[0]
    assert entry["changes"]["outcome"] == ["done", "vacant"]
    assert ok(houses, "round show 1")["outcomes"] == {"vacant": 1}
    back = ok(houses, "--as M2 round record 1 --undo")
    assert (back["target"], back["outcome"]) == ("HZ12-2-101", "done")
    assert ok(houses, "round show 1")["outcomes"] == {"done": 1}


def test_an_undo_cancels_what_the_visit_raised(houses: Run) -> None:
    ok(houses, "round open three-visits --area HL-1")
    ok(houses, "round record 1 HZ12-2-502 --set food_lack=yes --set hardship=no --set low_spirits=no")
    ok(houses, "round record 1 --undo")
    assert ok(houses, "request show 1")["status"] == "cancelled"
    assert ok(houses, "round show 1")["left"] == 24
    assert houses("round", "record", "1", "--undo").exit == 3


def test_many_doors_at_once_and_bare_rooms_follow_the_stairwell(houses: Run) -> None:
    ok(houses, "round open three-visits --area HL-1")
    view = ok(houses, "round record 1 HZ12-2-601 602 501-502 away")
    assert [one["target"] for one in view["visits"]] == [
        "HZ12-2-601",
        "HZ12-2-602",
        "HZ12-2-501",
        "HZ12-2-502",
    ]
    mine = ok(houses, "--as M2 round record 1 101 vacant")
    assert [one["target"] for one in mine["visits"]] == ["HZ12-2-101"]


def test_wrong_rooms_name_the_nearest_and_nothing_is_recorded(houses: Run) -> None:
    ok(houses, "round open three-visits --where unit:2")
    for word, said in (
        ("HZ12-2-509", "HZ12-2-50"),
        ("HZ12-1-101", "round add 1 HZ12-1-101"),
        ("509", "HZ12-2-50"),
        ("HZ12-2-501:2", "501:2"),
    ):
        done = houses("round", "record", "1", "HZ12-2-601", word, "away")
        assert done.exit == 3, word
        assert said in done.lines[1], done.err
    assert ok(houses, "round show 1")["outcomes"] == {}
    assert houses("round", "record", "1", "HZ12-2-501").exit == 2
    assert houses("round", "record", "1", "HZ12-2-501", "--set", "food=yes").exit == 2
    assert houses("round", "record", "9", "HZ12-2-501", "away").exit == 3


def test_lines_are_recorded_one_by_one_and_the_wrong_ones_named(houses: Run) -> None:
    ok(houses, "round open three-visits --area HL-1")
    lines = f"HZ12-2-601 602 n\n# later\nHZ12-2-999 n\n501 {ANSWERS.replace('--set ', '')} # fine\n502 x=y\n"
    done = houses("round", "record", "1", "-", "--json", stdin=lines)
    assert done.exit == 1
    assert (done.json()["recorded"], done.json()["rejected"]) == (3, 2)
    assert "line 3" in done.err
    assert "line 5" in done.err


def test_in_a_round_over_residents_a_home_stands_for_its_people(houses: Run) -> None:
    ok(houses, "round open sampling --area HL-1")
    assert ok(houses, "round record 1 HZ12-2-502:2 --set tube=0817")["visits"][0]["target"] == "HZ12-2-502:2"
    rest = ok(houses, "round record 1 HZ12-2-502 away")
    assert [one["target"] for one in rest["visits"]] == ["HZ12-2-502:1"]
    assert [one["target"] for one in ok(houses, "round find 1 tube=0817")] == ["HZ12-2-502:2"]
    plan = ok(houses, "building show HZ12 --round 1")
    assert {one["home"]: one["mark"] for one in plan["doors"]} == {"HZ12-2-501": "-", "HZ12-2-502": "1/2"}


def test_the_same_question_about_a_past_moment_has_the_same_answer(
    houses: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", MORNING)
    ok(houses, "round open three-visits --area HL-1")
    ok(houses, "round record 1 HZ12-2-601 HZ12-2-501 away")
    then = ok(houses, "round show 1")
    plan = ok(houses, "building show HZ12 --round 1")
    list_now = ok(houses, "round next 1 --limit 3")
    monkeypatch.setenv("GRIDCTL_NOW", AFTERNOON)
    ok(houses, "round record 1 HZ12-2-601 vacant")
    ok(houses, "round drop 1 HZ12-2-102 --note 已拆除")
    list_then = ok(houses, "round next 1 --limit 3 --at 09:00")
    assert [one["target"] for one in list_then] == [one["target"] for one in list_now]
    again = ok(houses, "round show 1 --at 09:00")
    assert {key: then[key] for key in ("targets", "done", "outcomes", "by_building")} == {
        key: again[key] for key in ("targets", "done", "outcomes", "by_building")
    }
    assert ok(houses, "building show HZ12 --round 1 --at 09:00")["doors"] == plan["doors"]
    assert ok(houses, "round show 1")["targets"] == 23
    assert houses("round", "show", "1", "--at", "08:00").exit == 2


def test_a_list_from_above_keeps_those_whom_nobody_knows(houses: Run, tmp_path: Path) -> None:
    names = tmp_path / "名单.csv"
    names.write_text(
        "姓名,电话,住址\n张三,13812345678,\n李四,,HZ12-2-502\n王五,13700000000,别处9-9\n王五,13700000000,别处9-9\n",
        encoding="utf-8",
    )
    done = houses("round", "open", "sampling", "--targets", str(names), "--until", "20:00", "--json")
    assert done.exit == 0, done.err
    assert (done.json()["targets"], done.json()["unmatched"]) == (3, 1)
    missing = ok(houses, "round missing 1")
    assert [one["target"] for one in missing] == ["HZ12-2-501:1", "HZ12-2-502:1", "@3"]
    assert missing[2]["phone"] == "137****0000"
    assert "王五" not in json.dumps(missing, ensure_ascii=False)
    assert ok(houses, "round record 1 @3 wrong_number")["visits"][0]["target"] == "@3"


def test_shares_follow_the_stairwells(houses: Run) -> None:
    ok(houses, "round open patrol --area HL-1 --once")
    ok(houses, "round open three-visits --area HL-1")
    shares = houses("round", "split", "2", "--among", "M1,M2", "--json").json()
    assert [(one["member"], one["targets"]) for one in shares] == [("M1", 12), ("M2", 12)]
    mine = ok(houses, "--as M2 round next 2 --limit 30")
    assert {one["target"][:6] for one in mine} == {"HZ12-2"}
    text = houses("round", "share", "2").out
    assert "HZ12-2" in text
    assert "501" not in text
    assert "HZ12-2-501" in houses("round", "share", "2", "--to", "M2").out


def test_a_daily_round_opens_by_itself_and_closes_the_last_one(
    houses: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ok(houses, "round open patrol --area HL-1 --target 90%")
    ok(houses, "round open three-visits --area HL-1")
    assert ok(houses, "tick")["rounds"] == []
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-18T00:01:00+08:00")
    assert ok(houses, "tick --dry-run")["rounds"] == [3]
    assert ok(houses, "tick")["rounds"] == [3]
    assert ok(houses, "tick")["rounds"] == []
    assert [(one["id"], one["status"]) for one in ok(houses, "round list --all")] == [
        (3, "open"),
        (2, "open"),
        (1, "closed"),
    ]
    assert ok(houses, "round show 3")["target"] == 0.9
    ok(houses, "round close 3 --last")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-20T08:00:00+08:00")
    assert ok(houses, "tick")["rounds"] == []


def test_closing_states_coverage_with_its_denominator(houses: Run) -> None:
    ok(houses, "round open three-visits --where unit:2")
    ok(houses, f"round record 1 HZ12-2-601 {ANSWERS}")
    ok(houses, "round record 1 HZ12-2-602 vacant")
    done = houses("round", "close", "1")
    assert "To be visited: 11 of 12; done: 1 (9.1%); missing: 10." in done.err
    assert houses("round", "record", "1", "HZ12-2-601", "away").exit == 4
    assert houses("round", "reopen", "1").exit == 2
    assert houses("round", "reopen", "1", "--note", "漏了三户").exit == 0


def test_checklists_of_ones_own_go_before_the_built_in_ones(houses: Run, tmp_path: Path) -> None:
    file = Path(__file__).parents[2] / "examples" / "checklist.toml"
    assert houses("checklist", "check", str(file)).exit == 0
    assert ok(houses, f"checklist add {file}")["source"] == "own"
    ok(houses, "round open gas-check --area HL-1")
    view = ok(houses, "round record 1 HZ12-2-601 --set leak=no --set hose_years=9")
    assert ok(houses, f"request show {view['requests'][0]}")["category"] == "utilities"
    bad = tmp_path / "bad.toml"
    bad.write_text('[[checklist]]\ncode = "x"\ntarget = "hom"\nitem = 3\n', encoding="utf-8")
    done = houses("checklist", "check", str(bad), "--json")
    assert done.exit == 1
    assert {one["line"] for one in done.json()} >= {3, 4}
    assert houses("checklist", "show", "three_visit").exit == 3


def test_hostile_answers_are_data(houses: Run) -> None:
    ok(houses, "round open three-visits --area HL-1")
    evil = "[/x]\u202e=cmd|'/C calc'!A0 {answer} {0.__class__}"
    done = houses("round", "record", "1", "HZ12-2-601", "partly", "--set", f"said={evil}", "--note", evil)
    assert done.exit == 0, done.err
    shown = houses("round", "find", "1", f"said={evil}", "--json")
    assert [one["target"] for one in shown.json()] == ["HZ12-2-601"]
    ok(houses, "round open sweep --area HL-1")
    raised = houses("round", "record", "2", "HZ12-2-601", "partly", "--set", f"help={evil}", "--json").json()
    page = houses("request", "show", str(raised["requests"][0]))
    assert page.exit == 0
    assert "\u202e" not in page.out
    assert houses("round", "record", "2", "HZ12-2-601", "--set", "help=\x1b[31m").exit == 2


def test_who_is_forgotten_leaves_no_answers(houses: Run) -> None:
    ok(houses, "round open sampling --area HL-1")
    houses("round", "record", "1", "HZ12-2-501", "--set", "remarks=秘密的话", "--note", "另一句话")
    done = houses("resident", "forget", "1", "--yes", "--json")
    assert done.exit == 0, done.err
    view = ok(houses, "round show 1")
    assert view["outcomes"] == {"done": 1}
    assert ok(houses, "round find 1 remarks=秘密的话") == []
