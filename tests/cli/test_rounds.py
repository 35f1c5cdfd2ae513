"""Door to door by command: open, knock, record, put right, look at, close; wrong rooms lose nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import on_terminal
from conftest import Run

MORNING, AFTERNOON = "2021-12-17T09:00:00+08:00", "2021-12-17T15:00:00+08:00"


@pytest.fixture
def houses(run: Run) -> Run:
    """Make two stairwells with 24 doors, three residents and two members."""
    for words in (
        "area add HL-1 第一网格 --kind grid",
        "building add HZ12 12幢 --area HL-1 --floors 6 --units 2 --rooms 2 --stairwells",
        "member add M1 李建国 --tier officer --area HL-1",
        "member add M2 王秀红 --tier part_time --area HZ12-2",
        "resident add 张三 --home HZ12-2-501 --phone 13812345678 --need elderly_alone",
        "resident add 李四 --home HZ12-2-502",
        "resident add 李五 --home HZ12-2-502",
    ):
        done = run(*words.split())
        assert done.exit == 0, done.err
    return run


def ok(run: Run, words: str, **more: Any) -> Any:  # noqa: ANN401
    """Run a command that must succeed and return its JSON."""
    done = run(*words.split(), "--json", **more)
    assert done.exit == 0, done.err
    return done.json()


ANSWERS = "--set food_lack=no --set hardship=no --set low_spirits=no"


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


def test_whose_past_is_not_known_any_more_is_told(houses: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", MORNING)
    ok(houses, "round open three-visits --area HL-1")
    monkeypatch.setenv("GRIDCTL_NOW", AFTERNOON)
    assert houses("round", "missing", "1", "--at", "09:00").lines == []
    ok(houses, "resident move 1 --home HZ12-2-601")
    for words in ("round missing 1", "round next 1"):
        found = houses(*words.split(), "--at", "09:00")
        assert found.lines == [
            "1 resident was changed or has moved since: the name and needs shown are those of today"
        ]
        assert houses(*words.split()).lines == []


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


def test_a_form_comes_back_filled_and_half_filled(houses: Run, tmp_path: Path) -> None:
    ok(houses, "round open three-visits --where unit:2")
    form = tmp_path / "form.xlsx"
    assert houses("round", "sheet", "1", "--format", "xlsx", "--out", str(form)).exit == 0
    blank = houses("import", "visits", str(form), "--round", "1")
    assert blank.exit == 2
    filled = tmp_path / "form.csv"
    filled.write_text(
        "房号,结果,饮食保障有困难,生活有困难,有精神需求,具体诉求,备注\n"
        "HZ12-2-501,完成,有,否,否,=缺米,'+1\n"
        "HZ12-2-502,,是,,,,\n"
        "HZ12-2-601,没人,,,,,\n"
        "HZ12-2-602,飞走了,,,,,\n"
        "HZ12-9-999,n,,,,,\n"
        "HZ12-2-402,,,,,,\n",
        encoding="utf-8",
    )
    done = houses("import", "visits", str(filled), "--round", "1", "--json")
    assert done.exit == 1
    view = done.json()
    assert [(one["target"], one["outcome"]) for one in view["visits"]] == [
        ("HZ12-2-501", "done"),
        ("HZ12-2-502", "partly"),
        ("HZ12-2-601", "no_answer"),
    ]
    assert view["rejected"] == 2
    assert "line 5" in done.err
    page = houses("round", "sheet", "1", "--building", "HZ12").out
    assert "<script" not in page
    assert "HZ12-2-402" in page


def test_a_form_that_is_read_again_counts_no_knock_twice(
    houses: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", MORNING)
    ok(houses, "round open three-visits --where unit:2")
    form = tmp_path / "form.csv"
    lines = "房号,第几次,结果,备注\nHZ12-2-501,1,n,\nHZ12-2-502,1,外出,\nHZ12-2-999,1,n,\n"
    form.write_text(lines, encoding="utf-8")
    assert houses("import", "visits", str(form), "--round", "1").exit == 1
    monkeypatch.setenv("GRIDCTL_NOW", AFTERNOON)
    ok(houses, f"round record 1 HZ12-2-502 {ANSWERS}")
    form.write_text(lines.replace("999", "601"), encoding="utf-8")
    done = houses("import", "visits", str(form), "--round", "1", "--json")
    assert (done.exit, done.lines) == (0, ["2 records were made before and do not count again"])
    view = done.json()
    assert (view["recorded"], view["known"], view["requests"]) == (1, 2, [])
    assert [(one["target"], one["known"]) for one in view["visits"]] == [
        ("HZ12-2-501", True),
        ("HZ12-2-502", True),
        ("HZ12-2-601", False),
    ]
    assert ok(houses, "round show 1")["outcomes"] == {"done": 1, "no_answer": 2}
    second = tmp_path / "second.csv"
    second.write_text("房号,第几次,结果\nHZ12-2-501,2,n\n", encoding="utf-8")
    assert ok(houses, f"import visits {second} --round 1")["requests"] == [1]


def test_a_list_without_numbers_is_known_by_its_times_or_as_the_same_file(
    houses: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ok(houses, "round open three-visits --where unit:2")
    timed, plain = tmp_path / "timed.csv", tmp_path / "plain.csv"
    timed.write_text("door,outcome,time\nHZ12-2-501,n,09:00\n", encoding="utf-8")
    plain.write_text("door,outcome\nHZ12-2-601,n\n", encoding="utf-8")
    for file in (timed, plain):
        assert ok(houses, f"import visits {file} --round 1")["recorded"] == 1
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T20:00:00+08:00")
    for file in (timed, plain):
        file.write_bytes(file.read_bytes())
        again = ok(houses, f"import visits {file} --round 1")
        assert (again["recorded"], again["known"], again["requests"]) == (0, 1, [])
    ok(houses, "round record 1 HZ12-2-501 n --at 09:00")
    assert [one["attempt"] for one in ok(houses, "round next 1 --limit 30") if one["last_outcome"]] == [2, 2]
    houses("round", "record", "1", "--undo")
    assert ok(houses, f"import visits {plain} --round 1")["recorded"] == 1
    plain.write_text("door,outcome\nHZ12-2-601,no_answer\n", encoding="utf-8")
    assert ok(houses, f"import visits {plain} --round 1")["recorded"] == 1


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


def test_the_prompt_goes_from_door_to_door_and_takes_back(houses: Run) -> None:
    ok(houses, "round open three-visits --area HL-1")
    typed = "HZ12-1-601 n\n602 n # 门口有快递\n999\n501 n\nu\n\n"
    seen = on_terminal("round", "record", "1", typed=typed)
    assert seen.exit == 0
    assert "HZ12-1-602" in seen.out
    assert "999" in seen.out  # a wrong door is told, and the next one asked for
    outcomes = {one["target"]: one["last_outcome"] for one in ok(houses, "round missing 1")}
    reached = {door for door, outcome in outcomes.items() if outcome == "no_answer"}
    assert reached == {"HZ12-1-601", "HZ12-1-602"}  # 501 was taken back
    assert ok(houses, "round show 1")["outcomes"] == {"no_answer": 2}


def test_what_one_line_has_recorded_is_taken_back_together(houses: Run) -> None:
    ok(houses, "round open sampling --area HL-1")
    seen = on_terminal("round", "record", "1", typed="HZ12-2-502 n\n501 502 away\nu\nq\n")
    assert "Taken back: HZ12-2-502:2, HZ12-2-502:1, HZ12-2-501:1" in seen.out
    assert ok(houses, "round show 1")["outcomes"] == {"no_answer": 2}
    done = houses("round", "record", "1", "--undo", "--json")
    assert (done.json()["target"], done.lines) == ("HZ12-2-502:2", ["Taken back: HZ12-2-502:2, HZ12-2-502:1"])
    assert ok(houses, "round show 1")["outcomes"] == {}


def test_what_stays_at_the_prompt_is_said_once(houses: Run, tmp_path: Path) -> None:
    file = tmp_path / "tubes.toml"
    file.write_text(
        '[[checklist]]\ncode = "tubes"\ntitle = { en = "Tubes", zh = "混管" }\ntarget = "home"\n'
        '[[checklist.items]]\ncode = "tube"\ntitle = { en = "Tube", zh = "管号" }\nkind = "text"\n'
        "required = true\nsticky = true\n",
        encoding="utf-8",
    )
    ok(houses, f"checklist add {file}")
    ok(houses, "round open tubes --area HL-1")
    seen = on_terminal("round", "record", "1", typed="tube=0817\nHZ12-1-601\n602\n501 n\nq\n")
    assert seen.exit == 0
    assert "tube=0817> " in seen.out
    assert [one["target"] for one in ok(houses, "round find 1 tube=0817")] == ["HZ12-1-601", "HZ12-1-602"]
