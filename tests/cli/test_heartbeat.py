"""Issue 4: the heartbeat, reminders, repeats and the store's own days from the command line."""

import pytest

from conftest import Run


def test_a_tick_tells_what_it_did_and_is_silent_for_cron(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-20T18:00:00+08:00")
    planned = town("tick", "--dry-run", "--json").json()
    assert planned["escalated"] > 0
    done = town("tick", "--quiet")
    assert (done.exit, done.out, done.err) == (0, "", "")
    assert town("tick", "--json").json()["deeds"] == []
    number = next(one["request"] for one in planned["deeds"] if one["did"] == "escalated")
    last = town("request", "show", str(number), "--reveal", "--json").json()["timeline"][-1]
    assert (last["step"], last["operator"]) == ("escalate", "system")
    assert "goes up by itself" in last["note"]
    assert "再上报间隔" in town("--lang", "zh", "pack", "show", "routine").out


def test_reminders_are_masked_and_speak_both_languages(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-20T18:00:00+08:00")
    found = town("reminders", "--json").json()
    assert {"request", "reason", "since", "summary", "due"} <= set(found[0])
    assert "overdue" in town("reminders").out
    assert "超时" in town("--lang", "zh", "reminders").out
    assert town("reminders", "--member", "W1").exit == 0
    assert town("reminders", "--member", "nobody").exit == 3


def test_a_request_comes_again_until_it_is_stopped(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made = town("request", "repeat", "1", "--every", "mon,fri", "--at", "07:30", "--json").json()
    assert (made["every"], made["next_at"]) == ("mon,fri 07:30", "2021-12-20T07:30:00+08:00")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-20T07:31:00+08:00")
    opened = [one["request"] for one in town("tick", "--json").json()["deeds"] if one["did"] == "opened"]
    assert town("request", "show", str(opened[0]), "--json").json()["repeats"] == 1
    assert town("request", "show", "1", "--json").json()["repeated"] == opened
    assert [one["request"] for one in town("request", "repeat", "--list", "--json").json()] == [1]
    assert town("request", "repeat", "1", "--stop").exit == 0
    assert town("request", "repeat", "1", "--stop").exit == 3
    assert "No request comes again" in town("request", "repeat", "--list").err


@pytest.mark.parametrize(
    "words",
    [
        ("request", "repeat", "1"),
        ("request", "repeat", "--every", "7d"),
        ("request", "repeat", "1", "--every", "7d", "--stop"),
        ("request", "repeat", "1", "--every", "sometimes"),
        ("request", "repeat", "1", "--every", "7d", "--until", "tomorrow"),
        ("request", "resolve", "1", "--recheck", "soon"),
        ("pack", "calendar", "add", "2021-12-31"),
        ("pack", "calendar", "add", "2021-12-31", "--off", "--work", "9:00-12:00"),
        ("pack", "calendar", "add", "2021-12-31", "--work", "12:00-9:00"),
        ("pack", "calendar", "add", "2021-12-31", "--work", "9:00-12:00", "--work", "11:00-13:00"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_bad_input(town: Run, words: tuple[str, ...]) -> None:
    assert town(*words).exit == 2


def test_a_day_of_ones_own_is_said_listed_and_taken_back(run: Run) -> None:
    made = run("pack", "calendar", "add", "2021-12-31", "--work", "9:00-12:00", "--json").json()
    assert (made["day"], made["works"], made["hours"]) == ("2021-12-31", True, "9:00-12:00")
    assert run("pack", "calendar", "add", "2021-12-31", "--off").exit == 0
    assert [one["works"] for one in run("pack", "calendar", "list", "--json").json()] == [False]
    assert run("pack", "calendar", "remove", "2021-12-31").exit == 0
    assert run("pack", "calendar", "remove", "2021-12-31").exit == 3


def test_what_a_recheck_rehearses_is_not_kept(town: Run) -> None:
    assert town("request", "resolve", "1", "--recheck", "7d", "--dry-run").exit == 0
    assert town("request", "repeat", "--list", "--json").json() == []
    done = town("request", "resolve", "1", "--recheck", "7d", "--json").json()
    assert done["comes_again"] == [
        {"kind": "recheck", "every": "7d 08:00", "next_at": "2021-12-24T08:00:00+08:00"}
    ]


def test_reminders_are_asked_for_by_name_on_either_side(town: Run) -> None:
    town("request", "assign", "1", "--to", "L1")
    before = town("--as", "L1", "reminders", "--json").json()
    assert town("reminders", "--as", "L1", "--json").json() == before
    assert town("reminders", "--member", "李建国", "--json").json() == before
