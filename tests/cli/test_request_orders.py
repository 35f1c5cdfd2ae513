"""Issue 4: one instruction to every desk of a kind; who has received it, answered it, and who is silent."""

import pytest

from conftest import Run

GIVE = ("request", "order", "今晚八点前报独居老人名单", "--each", "grid", "--due", "20:00")


def order(town: Run) -> dict[str, object]:
    """Give the order to all three grids and return what JSON tells of it."""
    done = town(*GIVE, "--json")
    assert done.exit == 0, done.err
    found: dict[str, object] = done.json()
    return found


def test_each_desk_gets_a_request_of_its_own(town: Run) -> None:
    given = order(town)
    assert (given["id"], given["handed"], given["silent"], given["status"]) == (1, 3, 3, "open")
    for desk, number in (("DX-1", 11), ("HL-1", 12), ("HL-2", 13)):
        one = town("request", "show", str(number), "--json").json()
        assert (one["desk"], one["level"], one["status"], one["channel"]) == (
            desk,
            "grid",
            "assigned",
            "government",
        )
        assert (one["due"], one["order"]) == ("2021-12-17T20:00:00+08:00", 1)


def test_silent_desks_come_first(town: Run) -> None:
    order(town)
    assert town("request", "accept", "11").exit == 0
    assert town("request", "resolve", "12", "--answer", "无独居老人").exit == 0
    shown = town("request", "orders", "1", "--json").json()
    assert [(one["desk"], one["status"]) for one in shown["desks"]] == [
        ("HL-2", "silent"),
        ("DX-1", "received"),
        ("HL-1", "answered"),
    ]
    assert shown["desks"][2]["answer"] == "无独居老人"
    row = town("request", "orders", "--json").json()[0]
    assert [row[key] for key in ("handed", "received", "answered", "silent")] == [3, 2, 1, 1]
    assert "1 of 3 desks are silent" in town("request", "orders", "1").err


def test_work_that_has_begun_is_a_receipt_too(town: Run) -> None:
    order(town)
    assert town("request", "start", "11").exit == 0
    desks = town("request", "orders", "1", "--json").json()["desks"]
    assert {one["desk"]: one["status"] for one in desks}["DX-1"] == "received"


def test_only_below_an_area(town: Run) -> None:
    done = town(*GIVE, "--area", "HL", "--json")
    assert [desk["desk"] for desk in done.json()["desks"]] == ["HL-1", "HL-2"]
    at_gate = town("request", "order", "查验健康码", "--each", "checkpoint", "--json").json()
    assert [desk["desk"] for desk in at_gate["desks"]] == ["HL-K"]
    for_town = town("request", "order", "汇总名单", "--each", "town", "--json").json()
    assert town("request", "accept", str(for_town["desks"][0]["request"])).exit == 0


def test_a_rehearsal_hands_nothing_out(town: Run) -> None:
    shown = town(*GIVE, "--dry-run", "--json").json()
    assert (shown["id"], shown["handed"], shown["desks"][0]["request"]) == (None, 3, None)
    assert town("request", "orders", "--json").json() == []
    assert town("request", "show", "11").exit == 3


def test_withdrawn_whole_what_is_answered_stays(town: Run) -> None:
    order(town)
    town("request", "resolve", "12")
    assert town("request", "withdraw", "1", "改由社区上报", "--dry-run").exit == 0
    assert town("request", "orders", "1", "--json").json()["status"] == "open"
    left = town("request", "withdraw", "1", "改由社区上报", "--json").json()
    assert left["status"] == "withdrawn"
    assert sorted(one["status"] for one in left["desks"]) == ["answered", "cancelled", "cancelled"]
    assert town("request", "show", "11", "--json").json()["timeline"][-1]["note"] == "改由社区上报"
    again = town("request", "withdraw", "1", "x", "--json")
    assert (again.exit, again.error()["error"]) == (4, "nothing_to_withdraw")


def test_many_desks_want_a_yes(town: Run) -> None:
    for number in range(3, 22):
        assert (
            town("area", "add", f"HL-{number}", f"第{number}网格", "--kind", "grid", "--parent", "HL").exit
            == 0
        )
    assert town(*GIVE).exit == 4
    assert town(*GIVE, "--yes", "--json").json()["handed"] == 22


@pytest.mark.parametrize(
    ("words", "exit_code", "tells"),
    [
        (("查", "--each", "province"), 3, "no desk of that kind"),
        ((" ", "--each", "grid"), 2, "few words"),
        (("查", "--each", "grid", "--due", "2021-12-17 09:00"), 2, "passed already"),
        (("查", "--each", "grid", "--area", "NN"), 3, "NN"),
    ],
)
def test_what_cannot_be_ordered_is_told(
    town: Run, words: tuple[str, ...], exit_code: int, tells: str
) -> None:
    done = town("request", "order", *words)
    assert (done.exit, tells in done.err) == (exit_code, True), done.err
    assert town("request", "orders", "9").exit == 3
