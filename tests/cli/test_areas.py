"""``gridctl area``: a forest whose kinds descend, without circles, under codes in any case."""

import pytest

from conftest import Run


def test_kinds_descend(run: Run) -> None:
    assert run("area", "add", "HL", "恒利社区", "--kind", "community").exit == 0
    assert run("area", "add", "HL-1", "第一网格", "--kind", "grid", "--parent", "HL").exit == 0
    done = run("area", "add", "T", "振江镇", "--kind", "town", "--parent", "HL-1")
    assert done.exit == 4
    done = run("area", "add", "G", "又一网格", "--kind", "grid", "--parent", "HL-1")
    assert done.exit == 4
    assert [row["code"] for row in run("area", "list", "--json").json()] == ["HL", "HL-1"]


@pytest.mark.parametrize("parent", ["HL", "HL-1", "HL-1-1"])
def test_no_area_lies_within_itself(town: Run, parent: str) -> None:
    before = town("area", "tree", "--json").out
    assert town("area", "move", "HL", "--parent", parent).exit == 4
    assert town("area", "tree", "--json").out == before


@pytest.mark.parametrize("code", ["HL-1", "hl-1", "Hl-1", "ＨＬ－１", " HL-1 "])
def test_the_case_and_width_of_a_code_do_not_matter(town: Run, code: str) -> None:
    assert town("area", "show", code, "--json").json()["code"] == "HL-1"


def test_a_code_is_taken_in_any_case(town: Run) -> None:
    done = town("area", "add", "hl", "又一个", "--kind", "community", "--json")
    assert (done.exit, done.error()["error"]) == (4, "code_taken")


def test_a_unique_name_serves_and_one_that_fits_several_is_refused_with_the_list(town: Run) -> None:
    assert town("area", "show", "恒利社区", "--json").json()["code"] == "HL"
    done = town("area", "show", "第一网格")
    assert done.exit == 2
    assert "HL-1" in done.err
    assert "DX-1" in done.err


def test_a_move_takes_along_what_is_below(town: Run) -> None:
    moved = town("area", "move", "HL-1", "--parent", "DX", "--json").json()
    assert moved["path"] == ["ZJ", "DX", "HL-1"]
    below = [row["code"] for row in town("area", "list", "--area", "DX", "--json").json()]
    assert {"HL-1-1", "HL-1-2"} <= set(below)


def test_the_tree_goes_so_many_steps_down(town: Run) -> None:
    rows = town("area", "tree", "ZJ", "--depth", "1", "--json").json()
    assert [(row["code"], row["depth"]) for row in rows] == [("ZJ", 0), ("DX", 1), ("HL", 1)]
    drawn = town("area", "tree", "HL").out.splitlines()
    assert drawn[1].startswith("HL ")
    assert drawn[2].startswith("  HL-1 ")


def test_only_an_empty_area_is_removed_and_its_code_is_free_again(town: Run) -> None:
    assert town("area", "remove", "HL").exit == 4
    assert town("area", "remove", "HL-1-1").exit == 4  # a request lies there
    assert town("area", "add", "HL-9", "临时网格", "--kind", "grid", "--parent", "HL").exit == 0
    gone = town("area", "remove", "HL-9", "--json").json()
    again = town("area", "add", "HL-9", "临时网格", "--kind", "grid", "--parent", "HL", "--json").json()
    assert again["id"] > gone["id"]


def test_a_rename_keeps_the_old_name_in_the_ledger(town: Run) -> None:
    assert town("area", "rename", "HL-1", "东网格", "--json").json()["name"] == "东网格"
    entry = town("ledger", "list", "--action", "area.rename", "--json").json()[0]
    assert entry["changes"]["name"] == ["第一网格", "东网格"]


def test_open_requests_count_with_those_below(town: Run) -> None:
    assert town("area", "show", "HL", "--json").json()["open_requests"] == 7
    assert town("area", "show", "ZJ", "--json").json()["open_requests"] == 10


def test_what_was_removed_is_said(town: Run) -> None:
    assert town("area", "add", "HL-9", "第九网格", "--kind", "grid", "--parent", "HL").exit == 0
    assert town("area", "remove", "HL-9").lines == ["HL-9 was removed."]
