"""Issue 4: who leaves hands everything to an heir at once, and nothing is left without one."""

from typing import Any

import pytest

from conftest import Run


def shown(run: Run, number: int) -> dict[str, Any]:
    """Return the request as JSON tells it."""
    found: dict[str, Any] = run("request", "show", str(number), "--json").json()
    return found


def leave(run: Run, *words: str) -> dict[str, Any]:
    """Let L1 leave to W1, which must succeed, and return the paper."""
    done = run("member", "leave", "L1", "--to", "W1", "--yes", "--json", *words)
    assert done.exit == 0, done.err
    found: dict[str, Any] = done.json()
    return found


@pytest.fixture
def busy(town: Run) -> Run:
    """L1 holds an assigned, a working, a waiting and a resolved request, and helps with one of W1's and Z1's."""
    for number in ("1", "2", "3", "4"):
        assert town("request", "assign", number, "--to", "L1").exit == 0
    town("request", "start", "2")
    town("request", "wait", "3", "等配件", "--until", "tomorrow 9:00")
    town("request", "resolve", "4")
    town("request", "assign", "5", "--to", "W1", "--with", "L1")
    town("request", "assign", "7", "--to", "Z1", "--with", "L1")
    town("member", "place", "L1", "--area", "HL-2")
    town("member", "edit", "Z1", "--deputy", "L1")
    return town


def test_everything_goes_to_the_heir(busy: Run) -> None:
    paper = leave(busy)
    parts = {one["id"]: one["part"] for one in paper["requests"]}
    assert parts == {1: "holder", 2: "holder", 3: "holder", 4: "holder", 5: "helper", 7: "helper"}
    assert (paper["areas"], paper["deputies"]) == (["HL-1", "HL-2"], ["Z1"])
    stands = {
        number: (one["holder"], one["status"]) for number in range(1, 5) for one in [shown(busy, number)]
    }
    assert stands[1] == ("W1", "assigned")
    assert stands[2] == ("W1", "working")
    assert stands[3] == ("W1", "waiting")
    assert stands[4] == ("L1", "resolved")
    assert (shown(busy, 5)["helpers"], shown(busy, 7)["helpers"]) == ([], ["W1"])
    heir = busy("member", "show", "W1", "--json").json()
    assert [one["area"] for one in heir["postings"]] == ["HL-2"]
    assert busy("member", "show", "Z1", "--json").json()["deputy"] == "W1"
    assert busy("member", "show", "L1").exit == 3
    assert busy("store", "check").exit == 0


def test_what_is_objected_to_comes_to_the_heir_or_theirs(busy: Run) -> None:
    leave(busy)
    assert busy("request", "object", "4", "没有解决", "--json").json()["holder"] == "W1"
    busy("request", "resolve", "4")
    done = busy("member", "leave", "W1", "--to", "Z1", "--yes", "--json")
    assert done.error()["error"] == "desk_without_heir"
    busy("member", "edit", "Z1", "--tier", "head")
    assert busy("member", "leave", "W1", "--to", "Z1", "--yes").exit == 0
    assert busy("request", "object", "4", "还是没有", "--json").json()["holder"] == "Z1"


def test_a_rehearsal_prints_the_paper_and_moves_nothing(busy: Run) -> None:
    assert leave(busy, "--dry-run")["dry_run"] is True
    assert (shown(busy, 1)["holder"], busy("member", "show", "L1").exit) == ("L1", 0)


def test_it_has_to_be_confirmed(busy: Run) -> None:
    assert busy("member", "leave", "L1", "--to", "W1").exit == 4
    assert shown(busy, 1)["holder"] == "L1"


def test_the_paper_is_masked_for_others_and_open_to_the_heir(busy: Run) -> None:
    masked = {one["id"]: one for one in leave(busy, "--dry-run")["requests"]}
    assert (masked[1]["name"], masked[1]["phone"]) == ("陈**", "138****5678")
    open_ = busy("--as", "W1", "member", "leave", "L1", "--to", "W1", "--dry-run", "--json").json()
    assert {one["id"]: one["phone"] for one in open_["requests"]}[1] == "13800005678"
    assert "13800005678" in busy("member", "leave", "L1", "--to", "W1", "--dry-run", "--reveal").out
    kept = busy("ledger", "list", "--json").json()
    assert [one["thing_id"] for one in kept if one["action"] == "request.reveal"] == ["handover"] * 2


def test_more_than_the_heir_can_hold_is_told(busy: Run) -> None:
    busy("member", "edit", "W1", "--capacity", "2")
    done = busy("member", "leave", "L1", "--to", "W1", "--yes")
    assert (done.exit, "holds 4 open requests then, and can hold 2" in done.err) == (0, True), done.err


def test_who_was_stood_in_for_by_the_one_who_goes_is_named(town: Run) -> None:
    town("member", "edit", "W1", "--deputy", "L1")
    done = town("member", "leave", "L1", "--to", "W1", "--yes", "--json")
    assert (done.json()["without_deputy"], "Nobody stands in for W1" in done.err) == (["W1"], True)
    assert town("member", "show", "W1", "--json").json()["deputy"] is None


def test_a_handover_is_not_undone_by_one_step(busy: Run) -> None:
    leave(busy)
    assert busy("request", "undo", "1", "--json").error()["error"] == "not_undoable"


@pytest.mark.parametrize(
    ("before", "words", "error"),
    [
        ((), ("L1", "--to", "L1"), "own_heir"),
        (("W1", "--until", "2021-12-16"), ("L1", "--to", "W1"), "heir_not_there"),
        (("W1", "--from", "2021-12-20"), ("L1", "--to", "W1"), "heir_not_there"),
        (("L1", "--tier", "volunteer"), ("W1", "--to", "Z1"), "desk_without_heir"),
    ],
)
def test_refused_while_something_has_no_heir(
    town: Run, before: tuple[str, ...], words: tuple[str, ...], error: str
) -> None:
    if before:
        assert town("member", "edit", *before).exit == 0
    done = town("member", "leave", *words, "--yes", "--json")
    assert (done.exit, done.error()["error"]) == (4, error)
