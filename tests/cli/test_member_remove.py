"""``gridctl member remove``: who holds something is refused; a tombstone keeps number, code and name."""

from pathlib import Path

from conftest import Run


def test_who_holds_an_open_request_is_refused_with_the_remedy(town: Run) -> None:
    assert town("request", "assign", "1", "2", "--to", "L1").exit == 0
    done = town("member", "remove", "L1", "--json")
    assert (done.exit, done.error()["error"]) == (4, "still_holds")
    assert done.error()["message"].endswith("1, 2")
    assert "gridctl member leave L1 --to" in done.error()["hint"]
    assert town("member", "remove", "L1", "--dry-run").exit == 4
    for number in ("1", "2"):
        assert town("request", "resolve", number, "--note", "done").exit == 0
        assert town("request", "close", number).exit == 0
    assert town("member", "remove", "L1").exit == 0


def test_who_helps_with_an_open_request_is_refused(town: Run) -> None:
    assert town("request", "assign", "1", "--to", "L1", "--with", "Z1").exit == 0
    done = town("member", "remove", "Z1", "--json")
    assert (done.exit, done.error()["error"]) == (4, "still_holds")


def test_a_rehearsal_removes_nobody(town: Run) -> None:
    assert town("member", "remove", "Z2", "--dry-run", "--json").json()["code"] == "Z2"
    assert town("member", "show", "Z2").exit == 0


def test_a_tombstone_keeps_number_code_and_name(town: Run) -> None:
    assert town("member", "place", "Z1", "--area", "HL-1").exit == 0
    assert town("member", "place", "Z1", "--area", "DX-1", "--from", "tomorrow 08:00").exit == 0
    assert town("team", "edit", "PCS", "--member", "Z1").exit == 0
    assert town("member", "edit", "L1", "--deputy", "Z1").exit == 0
    assert town("request", "note", "1", "seen", "--by", "Z1").exit == 0
    gone = town("member", "remove", "Z1", "--json").json()
    assert (gone["id"], gone["code"], gone["name"]) == (3, "Z1", "张敏")
    assert "Z1" not in town("member", "list").out
    assert town("team", "show", "PCS", "--json").json()["members"] == []
    assert town("member", "show", "L1", "--json").json()["deputy"] is None
    assert [row["code"] for row in town("member", "list", "--area", "HL-1", "--json").json()] == ["L1", "W1"]
    # The timeline still says who it was, and whoever looks is told.
    assert "Z1" in town("request", "show", "1").out
    done = town("member", "show", "Z1")
    assert done.exit == 3
    assert "Z1 张敏" in done.err
    assert town("member", "add", "Z1", "赵明", "--tier", "volunteer").exit == 4
    assert town("member", "add", "Z3", "赵明", "--tier", "volunteer", "--json").json()["id"] == 5
    assert "member.remove" in [entry["action"] for entry in town("ledger", "list", "--json").json()]
    assert town("store", "check").exit == 0


def test_a_code_that_is_made_is_never_that_of_a_tombstone(town: Run) -> None:
    assert town("member", "add", "李明", "--tier", "volunteer", "--json").json()["code"] == "LM1"
    assert town("member", "remove", "LM1").exit == 0
    assert town("member", "add", "李明", "--tier", "volunteer", "--json").json()["code"] == "LM2"


def test_a_list_with_the_code_of_a_tombstone_is_refused_by_line(town: Run, tmp_path: Path) -> None:
    assert town("member", "remove", "Z2").exit == 0
    file = tmp_path / "members.csv"
    file.write_text("code,name,tier\nZ2,周明,volunteer\nZ9,周红,volunteer\n", encoding="utf-8")
    done = town("import", "members", str(file))
    assert done.exit == 1
    assert "line 2" in done.err
    assert "Z2" in done.err
    assert town("member", "show", "Z9").exit == 0


def test_what_comes_back_to_somebody_who_has_gone_is_new_again(town: Run) -> None:
    assert town("request", "assign", "1", "--to", "Z1").exit == 0
    assert town("request", "resolve", "1", "--note", "done").exit == 0
    # Resolved and not closed yet, it is still theirs to mend.
    assert town("member", "remove", "Z1").exit == 4
    assert town("request", "close", "1").exit == 0
    assert town("member", "remove", "Z1").exit == 0
    found = town("request", "reopen", "1", "not done", "--json").json()
    assert (found["status"], found["holder"]) == ("new", None)
    assert town("request", "assign", "1", "--to", "L1").exit == 0
