"""Rounds at the prompt, on paper and looked back at: nothing counts twice, a line is taken back whole."""

from pathlib import Path

import pytest

from cli.round_world import AFTERNOON, ANSWERS, MORNING, houses, ok
from cli.terminal import on_terminal
from conftest import Run

__all__ = ["houses"]


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
