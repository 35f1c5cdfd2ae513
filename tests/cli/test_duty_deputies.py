"""Issue 6, deputies: an absence moves open requests and turns to the deputy, and tells both."""

from typing import Any

import pytest

from conftest import Run
from duty_world import Ends, post, turn
from gridctl.services.office import Office

AWAY = ("duty", "absence", "add", "L1", "--from", "2021-12-17", "--to", "2021-12-19", "--deputy", "Z1")


@pytest.fixture
def duty(town: Run, office: Office) -> Run:
    """Give the officer a request and turns on three days; one of them is at the deputy's own time."""
    gate = post(office, "gate", "HL-K", "middle", Ends(best=2))
    other = post(office, "patrol", "HL-1", "middle")
    for day in (18, 19, 22):
        turn(office, gate, "L1", f"2021-12-{day}")
    turn(office, other, "Z1", "2021-12-19")
    assert town("--as", "W1", "request", "assign", "2", "--to", "L1").exit == 0
    town("outbox", "told", "--to", "L1")
    return town


def standing(run: Run) -> list[tuple[str, str]]:
    """Return who stands when."""
    rows: list[dict[str, Any]] = run("duty", "list", "--week", "2021-12-17", "--json").json()
    return sorted((one["date"][-2:], one["member"]) for one in rows)


def test_requests_and_turns_go_over_and_both_are_told(duty: Run) -> None:
    done = duty(*AWAY, "--json")
    assert done.exit == 0, done.err
    view = done.json()
    assert (view["deputy"], view["requests"], len(view["taken"]), view["turns"]) == ("Z1", [2], 1, 1)
    assert [(one["turn"], one["rule"]) for one in view["left_out"]] == [(2, "two_places")]
    assert standing(duty) == [("18", "Z1"), ("19", "L1"), ("19", "Z1")]
    assert duty("request", "show", "2", "--json").json()["holder"] == "Z1"
    told = {(one["to"], one["kind"]) for one in duty("outbox", "--json").json()}
    assert told == {
        ("Z1", "assigned"),
        ("L1", "taken_back"),
        ("Z1", "shift_given"),
        ("L1", "shift_taken_away"),
    }


def test_a_rehearsal_shows_it_and_changes_nothing(duty: Run) -> None:
    done = duty(*AWAY, "--dry-run", "--json")
    assert done.json()["requests"] == [2]
    assert duty("request", "show", "2", "--json").json()["holder"] == "L1"
    assert duty("duty", "absence", "list", "--json").json() == []


def test_ones_own_deputy_steps_in_unless_nobody_shall(duty: Run) -> None:
    duty("member", "edit", "L1", "--deputy", "W1")
    days = ("duty", "absence", "add", "L1", "--from", "2021-12-18", "--to", "2021-12-18", "--json")
    assert duty(*days, "--deputy", "", "--dry-run").json()["deputy"] is None
    view = duty(*days).json()
    assert (view["deputy"], view["requests"]) == ("W1", [])
    assert standing(duty)[0] == ("18", "W1")


def test_requests_go_over_when_the_absence_begins(duty: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert duty(*AWAY[:5], "2021-12-18", *AWAY[6:]).exit == 0
    assert duty("request", "show", "2", "--json").json()["holder"] == "L1"
    duty("tick")
    assert duty("request", "show", "2", "--json").json()["holder"] == "L1"
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-18T00:05:00+08:00")
    deeds = duty("tick", "--json").json()["duty"]
    assert deeds == [{"turn": None, "did": "stood_in", "member": "L1", "to": "Z1"}]
    assert duty("request", "show", "2", "--json").json()["holder"] == "Z1"
    assert duty("tick", "--json").json()["duty"] == []
