"""Issue 4, Dispatch: the most urgent piece of work, who suits it, and all that waits handed out at once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.terminal import on_terminal
from conftest import Run


@pytest.fixture
def desk(town: Run) -> Run:
    """Two who go out in the community, with skills, and two requests for a run to the pharmacy."""
    town("member", "edit", "L1", "--skill", "驾驶", "--capacity", "2")
    town("member", "edit", "Z1", "--skill", "driving", "--skill", "repair", "--capacity", "1")
    return town


def planned(run: Run, *words: str) -> dict[str, Any]:
    """Return a plan or what was done, as JSON tells it."""
    done = run("request", "dispatch", *words, "--json")
    assert done.exit == 0, done.err
    found: dict[str, Any] = done.json()
    return found


def test_next_is_the_most_urgent_of_the_desk_and_says_why(town: Run) -> None:
    found = town("--as", "W1", "request", "next", "--json").json()
    assert (found["desk"], found["queue"], found["holder"], found["status"]) == ("HL-1", 3, None, "new")
    assert found["id"] in {1, 10}
    assert sum(one["points"] for one in found["urgency_score"]["parts"]) == found["urgency_score"]["total"]
    why = town("request", "why", str(found["id"]), "--json").json()
    assert why["urgency_score"] == found["urgency_score"]
    assert town("request", "next", "--json").json()["id"] == 6
    shown = town("request", "next", "--desk", "HL-2")
    assert "urgency points" in shown.out
    assert "nobody on it" in shown.out


def test_taking_it_makes_whoever_took_it_the_holder(town: Run) -> None:
    first = town("--as", "W1", "request", "next", "--take", "--json").json()
    assert (first["status"], first["holder"]) == ("assigned", "W1")
    second = town("request", "next", "--desk", "HL-1", "--take", "--by", "李建国", "--json").json()
    assert second["id"] != first["id"]
    assert second["holder"] == "L1"
    assert town("request", "next", "--take").exit == 2


def test_an_empty_queue_is_no_fault(town: Run) -> None:
    done = town("request", "next", "--desk", "DX-1", "--take", "--by", "Z2", "--json")
    assert done.exit == 0
    for _each in range(2):
        done = town("request", "next", "--desk", "DX-1", "--take", "--by", "Z2", "--json")
    assert (done.exit, done.out.strip()) == (0, "null")
    assert "Nothing waits" in town("request", "next", "--desk", "DX-1").err


def test_two_dispatchers_at_once_never_get_the_same(town: Run, alone: Path) -> None:
    call = [sys.executable, "-m", "gridctl", "request", "next", "--desk", "HL-1", "--take", "--json"]
    both = [
        subprocess.Popen(
            [*call, "--by", who], stdout=subprocess.PIPE, text=True, env=os.environ | {"GRIDCTL_AS": who}
        )
        for who in ("W1", "L1")
    ]
    taken = [json.loads(one.communicate(timeout=60)[0]) for one in both]
    assert len({one["id"] for one in taken}) == 2
    assert {one["holder"] for one in taken} == {"W1", "L1"}


def test_reasons_add_up_and_the_nearest_who_can_comes_first(desk: Run) -> None:
    found = desk("request", "suggest", "10", "--json").json()
    assert all(sum(why["points"] for why in one["reasons"]) == one["score"] for one in found)
    assert [one["member"] for one in found] == ["L1", "Z1", "W1"]
    assert {why["rule"] for why in found[2]["reasons"]} >= {"same_grid", "skill_missing"}
    assert [one["member"] for one in desk("request", "suggest", "10", "--top", "1", "--json").json()] == [
        "L1"
    ]
    assert "has the skill (Driving) +20" in desk("request", "suggest", "10").out


def test_who_refused_or_did_not_answer_or_is_away_falls_back(desk: Run) -> None:
    desk("request", "assign", "1", "--to", "L1")
    desk("request", "assign", "1", "--to", "Z1")
    desk("request", "refuse", "1", "在隔离", "--by", "Z1")
    desk("member", "edit", "W1", "--until", "2021-12-16")
    rules = {
        one["member"]: {why["rule"] for why in one["reasons"]}
        for one in desk("request", "suggest", "1", "--json").json()
    }
    assert "unanswered" in rules["L1"]
    assert "refused" in rules["Z1"]
    assert "absent" in rules["W1"]


def test_teams_are_suggested_above_a_community(town: Run) -> None:
    made = town("request", "add", "有人打架", "--area", "HL-1", "--channel", "police", "--json").json()
    assert town("request", "suggest", str(made["id"]), "--json").json()[0]["member"] == "PCS"
    assert "PCS" not in town("request", "suggest", "6", "--top", "50", "--json").out


def test_a_plan_changes_nothing_and_what_stays_says_why(desk: Run) -> None:
    before = desk("request", "list", "--all", "--json").out
    plan = planned(desk, "--area", "HL-1", "--dry-run")
    assert plan["dry_run"] is True
    assert {one["to"] for one in plan["assigned"]} <= {"L1", "Z1", "W1"}
    assert plan["cost"] == sum(one["cost"] for one in plan["assigned"])
    assert desk("request", "list", "--all", "--json").out == before
    care = planned(desk, "--area", "HL-2", "--dry-run")["unassigned"]
    assert [(one["request"], one["why"], one["able"]) for one in care] == [(4, "no_skill", 3)]
    free = planned(desk, "--area", "HL-2", "--any-skill", "--dry-run")
    assert free["unassigned"] == []


def test_it_is_done_in_one_go_and_the_urgent_come_first(desk: Run) -> None:
    done = planned(desk, "--area", "HL-1", "--yes")
    assert {one["request"] for one in done["assigned"]} == {1, 2, 10}
    held = [one["to"] for one in done["assigned"]]
    assert held.count("L1") <= 2
    assert held.count("Z1") <= 1
    for number in range(4):
        desk("request", "add", f"要用车{number}", "--area", "HL-1", "--category", "transport")
    full = planned(desk, "--area", "HL-1", "--yes")
    assert {one["to"] for one in full["assigned"]} <= {"L1", "Z1"}
    assert {(one["why"], one["able"]) for one in full["unassigned"]} == {("all_full", 2)}


def test_several_medicines_are_one_run(desk: Run) -> None:
    desk("request", "add", "胰岛素没了", "--area", "HL-1", "--category", "medicine")
    plan = planned(desk, "--area", "HL-1", "--where", "category:medicine", "--dry-run")
    assert [one["request"] for one in plan["assigned"]] == [1, 11]
    assert len({(one["go"], one["to"]) for one in plan["assigned"]}) == 1


def test_a_query_narrows_it(desk: Run) -> None:
    plan = planned(desk, "--area", "HL-1", "--where", "-category:medicine", "--dry-run")
    assert {one["request"] for one in plan["assigned"]} == {2, 10}
    assert desk("request", "dispatch", "--where", "categry:food", "--dry-run").exit == 2


def test_above_a_community_it_goes_to_desks_and_teams(town: Run) -> None:
    for words in (("有人打架", "--area", "HL-1"), ("路灯坏了", "--area", "DX-1", "--category", "sanitation")):
        town("request", "add", *words, "--channel", "police")
    town("request", "add", "镇里的事", "--area", "ZJ", "--category", "sanitation", "--channel", "police")
    done = planned(town, "--area", "ZJ", "--yes")
    assert {(one["request"], one["to"], one["kind"]) for one in done["assigned"]} == {
        (11, "PCS", "team"),
        (12, "DX", "desk"),
    }
    assert [(one["request"], one["why"]) for one in done["unassigned"]] == [(13, "no_team")]
    assert town("request", "show", "12", "--json").json()["desk"] == "DX"


def test_without_a_terminal_it_wants_a_yes(desk: Run) -> None:
    done = desk("request", "dispatch", "--area", "HL-1")
    assert (done.exit, done.out) == (4, "")
    assert "--yes" in done.err


def test_on_a_terminal_it_is_shown_and_asked(desk: Run) -> None:
    no = on_terminal("request", "dispatch", "--area", "HL-1", typed="n\n")
    assert no.exit == 4
    assert "to be handed out" in no.out
    yes = on_terminal("request", "dispatch", "--area", "HL-1", typed="y\n")
    assert yes.exit == 0
    assert desk("request", "list", "desk:HL-1 is:unassigned", "--json").json() == []


def test_nothing_waiting_is_no_fault(town: Run) -> None:
    town("area", "add", "NEW", "新社区", "--kind", "community", "--parent", "ZJ")
    done = town("request", "dispatch", "--area", "NEW", "--yes")
    assert done.exit == 0
    assert "Nothing waits" in done.err


def test_texts_of_confidential_requests_stay_closed(desk: Run) -> None:
    plan = planned(desk, "--area", "DX-1", "--any-skill", "--dry-run")
    told = {one["request"]: one["summary"] for one in (*plan["assigned"], *plan["unassigned"])}
    assert "打伤" not in str(told[6])
    assert "打伤" not in str(desk("request", "next", "--desk", "DX-1", "--json").json()["summary"])


def test_what_comes_in_for_a_town_that_is_not_there_lies_at_the_topmost_desk(run: Run) -> None:
    run("area", "add", "HL", "恒利社区", "--kind", "community")
    run("area", "add", "HL-1", "第一网格", "--kind", "grid", "--parent", "HL")
    added = run("request", "add", "有人打架", "--area", "HL-1", "--channel", "camera", "--json").json()
    assert (added["level"], added["desk"]) == ("town", "HL")
    assert run("request", "next", "--desk", "HL", "--json").json()["id"] == added["id"]
    assert run("request", "escalate", "1", "管不了").exit == 4, "nobody is above"


def test_a_skill_that_nobody_has_is_told_with_what_to_do(desk: Run) -> None:
    done = desk("request", "dispatch", "--area", "HL-2", "--dry-run")
    assert "nobody has the skill" in done.out
    assert "--any-skill" in done.err
