"""Issue 4: the arithmetic of the deadlines and of the urgency, as `request why` prints it."""

from typing import Any

import pytest

from cli.terminal import on_terminal
from conftest import Run
from gridctl.present.cells import cell_len


def why(run: Run, number: int = 3) -> dict[str, Any]:
    """Return the arithmetic as JSON tells it."""
    done = run("request", "why", str(number), "--json")
    assert done.exit == 0, done.err
    found: dict[str, Any] = done.json()
    return found


def test_the_arithmetic_says_which_rule_and_what_is_left(town: Run) -> None:
    found = why(town)
    assert set(found["resolve"]) >= {"limit_hours", "deadline", "used_hours", "left_hours", "steps"}
    resolve = found["resolve"]
    assert resolve["used_hours"] == 9.0
    assert resolve["left_hours"] == resolve["limit_hours"] - 9.0
    assert resolve["steps"][0]["rule"] == found["rule"]
    assert town("request", "show", "3", "--json").json()["due"] == resolve["deadline"]


def test_waiting_stands_in_the_arithmetic(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = why(town)["resolve"]
    town("request", "assign", "3", "--to", "W1")
    town("request", "wait", "3", "等配件")
    standing = why(town)["resolve"]
    assert (standing["running"], standing["deadline"]) == (False, None)
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T21:00:00+08:00")
    assert why(town)["resolve"]["left_hours"] == before["left_hours"]
    town("request", "resume", "3")
    after = why(town)
    assert [one["effect"] for one in after["resolve"]["steps"]] == ["start", "pause", "resume"]
    assert after["resolve"]["left_hours"] == before["left_hours"]
    assert after["respond"]["met_at"] == "2021-12-17T18:00:00+08:00"


def test_the_points_of_urgency_add_up(town: Run) -> None:
    score = why(town)["urgency_score"]
    points = {part["rule"]: part["points"] for part in score["parts"]}
    assert score["total"] == sum(points.values())
    assert (points["urgency"], points["nobody"]) == (100, 40)
    town("request", "urge", "3")
    town("request", "assign", "3", "--to", "W1")
    points = {part["rule"]: part["points"] for part in why(town)["urgency_score"]["parts"]}
    assert points["urged"] == 20
    assert "nobody" not in points


def test_changed_limits_move_no_old_deadline_until_they_are_asked_to(town: Run) -> None:
    before = why(town)
    assert town("request", "reclock", "3", "没有变").exit == 4
    assert town("pack", "apply", "epidemic", "--area", "HL", "--name", "封控").exit == 0
    assert why(town) == before
    done = town("request", "reclock", "3", "转入封控时限", "--json")
    assert done.exit == 0, done.err
    after = why(town)
    assert after["rule"].startswith("epidemic/")
    assert [one["effect"] for one in after["resolve"]["steps"]] == ["start", "limit"]
    assert after["resolve"]["steps"][0]["rule"] == before["rule"]
    assert town("request", "undo", "3", "--json").exit == 0
    assert why(town)["resolve"]["deadline"] == before["resolve"]["deadline"]


def test_people_read_it_as_a_table(town: Run) -> None:
    shown = town("request", "why", "3").out
    assert "to resolve" in shown
    assert "routine/" in shown
    assert "用时" in town("--lang", "zh", "request", "why", "3").out


def test_the_tables_inside_a_view_fit_a_terminal_of_eighty_cells(town: Run) -> None:
    town("request", "assign", "1", "--to", "L1", "--with", "Z1", "请尽快联系并把药送到家里")
    town("request", "wait", "1", "药房缺货，明天上午再去一次", "--until", "2021-12-18 09:00")
    for words in (("request", "show", "1"), ("request", "why", "1")):
        seen = on_terminal("--lang", "zh", *words)
        assert seen.exit == 0
        assert max(map(cell_len, seen.out.splitlines())) <= 80, seen.out
