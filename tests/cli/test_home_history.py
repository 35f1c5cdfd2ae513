"""What happened at a home: requests, visits and deliveries; the tree of places; members found by words."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.services import place_tree
from gridctl.services.office import open_office


@pytest.fixture
def houses(run: Run) -> Run:
    """Make two stairwells, a resident, two members, and goods."""
    for words in (
        "area add HL 恒利社区 --kind community",
        "area add HL-1 第一网格 --kind grid --parent HL",
        "building add HZ12 12幢 --area HL-1 --floors 6 --units 2 --rooms 2 --stairwells",
        "member add M1 李建国 --tier officer --area HL-1 --phone 13900000002 --role 楼道长",
        "member add M2 王秀红 --tier part_time --area HZ12-2",
        "resident add 张三 --home HZ12-2-501 --phone 13812345678",
        "supply item add RICE 大米 --unit 袋",
        "supply receive RICE 20 --place HL-1",
    ):
        done = run(*words.split())
        assert done.exit == 0, done.err
    return run


def ok(run: Run, words: str) -> Any:  # noqa: ANN401
    """Run a command that must succeed and return its JSON."""
    done = run(*words.split(), "--json")
    assert done.exit == 0, done.err
    return done.json()


def test_a_home_tells_what_it_asked_for_who_came_and_what_it_got(houses: Run) -> None:
    ok(houses, "request add 降压药没有了13812345678 --home HZ12-2-501")
    ok(houses, "done 1")
    ok(houses, "round open three-visits --area HL-1")
    ok(houses, "round record 1 HZ12-2-501 no_answer --by M1")
    ok(houses, "supply issue RICE 2 --to HZ12-2-501")
    ok(houses, "supply return RICE 1 --to HZ12-2-501")
    found = ok(houses, "home history 12-2-501")
    assert [one["id"] for one in found["requests"]] == [1]
    assert "13812345678" not in str(found)
    assert [(one["round"], one["outcome"], one["by"]) for one in found["visits"]] == [(1, "no_answer", "M1")]
    assert [(one["kind"], one["quantity"]) for one in found["deliveries"]] == [("return", -1), ("issue", 2)]
    assert len(ok(houses, "home history 12-2-501 --limit 1")["deliveries"]) == 1
    assert ok(houses, "home history 12-2-502")["visits"] == []


def test_a_confidential_request_is_in_no_history_but_that_of_its_holder(houses: Run) -> None:
    ok(houses, "request add 邻居打人 --home HZ12-2-501 --category domestic_violence")
    assert ok(houses, "home history 12-2-501")["requests"] == []


def test_the_tree_is_read_branch_by_branch_with_its_counts(houses: Run, alone: Path) -> None:
    with open_office(alone) as office:
        found = place_tree.branches(office, ["", "hl", "HL-1", "gone"])
        below = place_tree.branch(office, "HL-1")
    assert set(found) == {"", "hl", "HL-1"}
    assert [(one.code, one.areas, one.buildings, one.home_count) for one in found[""]] == [
        ("HL", 3, 0, 24),
    ]
    assert found["hl"] == (below,)
    assert [(one.code, one.kind, one.home_count) for one in found["HL-1"]] == [
        ("HZ12", "building", 24),
        ("HZ12-1", "stairwell", 12),
        ("HZ12-2", "stairwell", 12),
    ]


@pytest.mark.parametrize("words", ["李建", "ljg", "lijianguo", "0002", "m1", "楼道长", "李 0002"])
def test_a_member_is_found_by_any_part_that_people_know(houses: Run, words: str) -> None:
    assert [one["code"] for one in ok(houses, f"member list {words}")] == ["M1"]


def test_words_that_fit_no_member_find_none(houses: Run) -> None:
    assert ok(houses, "member list 李 0003") == []
