"""Plans handed out by rounds, receipts and what takes them back; goods from place to place; texts to stairwells."""

import pytest

from cli.round_world import houses, ok
from conftest import Run

__all__ = ["houses"]


@pytest.fixture
def stocked(houses: Run) -> Run:
    """Share ten bags out among the two homes where somebody lives, and open the round that carries them."""
    ok(houses, "supply item add RICE 大米 --unit 袋")
    ok(houses, "supply receive RICE 10 --place HL-1 --expiry 2035-01-01 --source 民政办")
    ok(houses, "supply plan make RICE --each 2")
    view = ok(houses, "supply plan round 1 --until +8h")
    assert (view["checklist"], view["targets"], view["plan"]) == ("delivery", 2, 1)
    return houses


def stock(run: Run) -> tuple[int, int]:
    (row,) = ok(run, "supply list")
    return row["on_hand"], row["reserved"]


def test_a_door_that_is_done_has_got_its_share_once(stocked: Run) -> None:
    assert [one["quantity"] for one in ok(stocked, "round next 1")] == [2, 2]
    assert ok(stocked, "round record 1 HZ12-2-501")["visits"][0]["given"] == 2
    assert stock(stocked) == (8, 2)
    again = ok(stocked, "round record 1 HZ12-2-501 done --set parcels=2")
    assert again["visits"][0]["given"] == 0
    assert stock(stocked) == (8, 2)
    assert ok(stocked, "round record 1 HZ12-2-501 refused")["visits"][0]["given"] == -2
    assert stock(stocked) == (10, 4)
    assert ok(stocked, "round record 1 --undo")["given"] == 2
    assert ok(stocked, "round record 1 HZ12-2-502 done --set got=no")["visits"][0]["given"] == 0
    assert ok(stocked, "supply plan show 1")["given"] == 2
    assert ok(stocked, "supply give 1 501")["already"] == ["HZ12-2-501"]
    ok(stocked, "supply plan close 1")
    assert stocked("round", "record", "1", "HZ12-2-502", "--set", "got=yes").exit == 4
    assert ok(stocked, "round show 1")["done"] == 2  # what was refused has changed nothing
    assert ok(stocked, "store check")


def test_lines_that_the_stock_refuses_are_named_and_the_others_stand(stocked: Run) -> None:
    ok(stocked, "supply plan close 1")
    done = stocked("round", "record", "1", "-", "--json", stdin="HZ12-2-501\n502 n\n")
    assert done.exit == 1
    assert (done.json()["recorded"], done.json()["rejected"]) == (1, 1)
    assert "line 1" in done.err
    assert ok(stocked, "round show 1")["outcomes"] == {"no_answer": 1}


def test_a_plan_has_one_round_at_a_time(stocked: Run) -> None:
    assert stocked("supply", "plan", "round", "1").exit == 4
    ok(stocked, "round close 1")
    assert ok(stocked, "supply plan round 1")["id"] == 2
    ok(stocked, "supply give 1 --rest")
    ok(stocked, "round close 2")
    assert stocked("supply", "plan", "round", "1").exit == 4
    assert stocked("supply", "plan", "round", "9").exit == 3


def test_the_form_says_what_each_home_is_to_get(stocked: Run) -> None:
    assert "<th>to get</th>" in stocked("round", "sheet", "1").out
    ok(stocked, "round open three-visits")
    assert "to get" not in stocked("round", "sheet", "2").out


def test_heads_hear_of_their_stairwell_alone_and_by_the_outbox(stocked: Run) -> None:
    ok(stocked, "round open three-visits --area HL-1")
    told = stocked("round", "share", "2", "--each", "--json")
    assert [one["member"] for one in told.json()] == ["M2"]
    assert "12 doors" in told.err  # nobody is placed at the other stairwell
    assert "HZ12-1-" not in told.out
    assert stocked("round", "share", "2", "--to", "M1").exit == 4  # the officer of the grid is no head
    stocked("round", "share", "2", "--to", "M2")
    (text,) = ok(stocked, "outbox list --to M2")
    assert (text["kind"], text["round"], text["about"]) == ("round_shared", 2, None)
    assert "HZ12-2-501" in text["text"]
    ok(stocked, "round record 2 HZ12-2-501 vacant")
    (text,) = ok(stocked, "outbox list --to M2")
    assert "HZ12-2-501" not in text["text"]
    ok(stocked, "round close 2")
    assert ok(stocked, "outbox list --to M2") == []


def test_goods_go_from_place_to_place_whole_or_not_at_all(houses: Run) -> None:
    ok(houses, "area add HL 恒利 --kind community")
    ok(houses, "supply item add RICE 大米")
    ok(houses, "supply receive RICE 3 --place HL --expiry 2035-01-01 --source 民政办")
    ok(houses, "supply receive RICE 4 --place HL --expiry 2034-01-01")
    moved = ok(houses, "supply transfer RICE 5 --from HL --to HL-1 --ref T1")
    assert (moved["quantity"], moved["place"], moved["to"], moved["on_hand"]) == (-5, "HL", "HL-1", 2)
    assert ok(houses, "supply transfer RICE 5 --from HL --to HL-1 --ref T1")["id"] == moved["id"]
    rows = {one["place"]: (one["on_hand"], one["expires_on"]) for one in ok(houses, "supply list")}
    assert rows == {"HL": (2, "2035-01-01"), "HL-1": (5, "2034-01-01")}
    for words, code in (
        ("RICE 3 --from HL --to HL-1", 4),
        ("RICE 1 --from HL --to HL", 2),
        ("RICE 2 --from HL --to HL-1 --ref T1", 4),
        ("RICE 1 --from XX --to HL", 3),
    ):
        assert houses(*f"supply transfer {words}".split()).exit == code, words
    ok(houses, "supply issue RICE 1 --place HL-1")
    assert houses("supply", "undo", str(moved["id"])).exit == 4
    ok(houses, "supply undo")
    ok(houses, f"supply undo {moved['id']}")
    assert {one["place"]: one["on_hand"] for one in ok(houses, "supply list")} == {"HL": 7, "HL-1": 0}
    assert houses("supply", "undo", str(moved["id"] + 1)).exit == 4
    assert ok(houses, "store check")


def test_shares_are_counted_and_were_then_what_they_were(
    houses: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T09:00:00+08:00")
    ok(houses, "round open three-visits --area HL-1")
    ok(houses, "round split 1 --among M1,M2")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T10:00:00+08:00")
    ok(houses, "round record 1 HZ12-2-501 vacant")
    ok(houses, "round record 1 HZ12-2-502 n")
    ok(houses, "round split 1 --among M1")
    ok(houses, "round close 1")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T11:00:00+08:00")
    ok(houses, "round reopen 1 --note x")

    def shares(words: str) -> dict[str, tuple[int, int]]:
        view = ok(houses, f"round show 1 --by share {words}")
        return {one["name"]: (one["targets"], one["to_visit"]) for one in view["groups"]}

    assert shares("") == {"M1": (23, 23), "M2": (1, 0)}
    assert shares("--at 09:30") == {"M1": (12, 12), "M2": (12, 12)}
    assert ok(houses, "round show 1 --at 10:30")["status"] == "closed"
    assert [ok(houses, f"round show 1{at}")["status"] for at in (" --at 09:30", "")] == ["open", "open"]
    then = {one["target"]: one for one in ok(houses, "round missing 1 --at 09:30")}
    now = {one["target"]: one for one in ok(houses, "round missing 1")}
    assert (len(then), len(now)) == (24, 23)
    assert [one["HZ12-2-502"]["last_outcome"] for one in (then, now)] == [None, "no_answer"]
    assert [one["HZ12-2-502"]["member"] for one in (then, now)] == ["M2", "M1"]
    assert houses("round", "missing", "1", "--at", "08:00").exit == 2


def test_the_next_round_is_to_be_done_by_the_same_hour(houses: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-17T09:00:00+08:00")
    ok(houses, "round open patrol --area HL-1 --until 17:00 --sample 1")
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-20T00:01:00+08:00")
    assert ok(houses, "tick")["rounds"] == [2]
    view = ok(houses, "round show 2")
    assert (view["until_at"], view["sample"]) == ("2021-12-20T17:00:00+08:00", 1)
    assert view["seed"] != ok(houses, "round show 1")["seed"]
