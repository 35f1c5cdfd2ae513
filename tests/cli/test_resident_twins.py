"""People entered twice: ranked with reasons, put together, taken apart again."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from persons import build, identity
from store.world import dump, raw

BORN = "1958-03-07"
NUMBER = identity(BORN, 122)
TABLES = ("resident", "need", "request")


@pytest.fixture
def double(town: Run, office: Any) -> Run:  # noqa: ANN401
    """One person entered twice (1 and 2), each with needs and a request, and a neighbour (3)."""
    build(office, "HZ12", "HL-1", 3)
    build(office, "HZ13", "DX-1", 3)
    for argv in (
        ("resident", "add", "王秀红", "--home", "HZ12-2-501", "--phone", "13900001111", "--identity", NUMBER),
        (
            *("resident", "add", "王绣红", "--home", "HZ12-2-501", "--phone", "13900001111", "--birth", BORN),
            *("--phone", "0571-88123456", "--relation", "户主", "--contact", "李红梅", "--notes", "耳背"),
        ),
        ("resident", "add", "陈志明", "--home", "HZ13-2-501", "--phone", "13900005555"),
        ("resident", "need", "1", "dialysis", "--from", "2021-12-01"),
        ("resident", "need", "2", "dialysis", "--place", "县医院"),
        ("resident", "need", "2", "elderly_alone"),
        ("request", "add", "配药", "--resident", "1"),
        ("request", "add", "买菜", "--resident", "2"),
    ):
        assert town(*argv).exit == 0
    return town


def _rows(place: Path) -> dict[str, list[dict[str, object]]]:
    """Return everything but the row versions, which only ever grow."""
    found: dict[str, list[dict[str, object]]] = {}
    with raw(place) as conn:
        for name in TABLES:
            rows = conn.execute(f"SELECT * FROM {name} ORDER BY id")
            keys = [one[0] for one in rows.description]
            found[name] = [dict(zip(keys, row, strict=True)) | {"version": 0} for row in rows]
    return found


def test_twins_are_ranked_with_reasons(double: Run) -> None:
    found = double("resident", "duplicates", "--json").json()
    assert [(one["a"], one["b"]) for one in found] == [(1, 2)]
    assert found[0]["score"] > 50
    assert {"same_born", "same_phone", "same_home"} <= set(found[0]["reasons"])
    assert found[0]["name"] == "王**"
    assert "same phone" in double("resident", "duplicates").out
    assert "电话相同" in double("--lang", "zh", "resident", "duplicates").out


def test_an_area_narrows_them(double: Run) -> None:
    assert len(double("resident", "duplicates", "--area", "HL", "--json").json()) == 1
    assert double("resident", "duplicates", "--area", "DX", "--json").json() == []


def test_two_people_are_set_aside(double: Run) -> None:
    assert double("resident", "duplicates", "--not", "2", "1").exit == 0
    assert double("resident", "duplicates", "--json").json() == []
    assert double("resident", "duplicates", "--not", "1", "2").exit == 0
    assert len(double("ledger", "list", "--action", "resident.apart", "--json").json()) == 1
    assert double("resident", "duplicates", "--not", "1", "1").exit == 2
    assert double("resident", "merge", "1", "2", "--yes").exit == 0
    assert double("resident", "unmerge", "2").exit == 0
    assert len(double("resident", "duplicates", "--json").json()) == 1


def test_a_rehearsal_shows_both_and_changes_nothing(double: Run, alone: Path) -> None:
    before = dump(alone, *TABLES, "ledger")
    shown = double("resident", "merge", "1", "2", "--dry-run").out
    assert "户主" in shown
    assert "filled" in shown
    plan = double("resident", "merge", "1", "2", "--dry-run", "--json").json()
    assert (plan["kept"]["id"], plan["other"]["id"]) == (1, 2)
    assert (plan["moved_needs"], plan["moved_requests"]) == (2, 1)
    assert set(plan["filled"]) == {"relation", "contact_name", "notes", "phones"}
    assert dump(alone, *TABLES, "ledger") == before


def test_a_merge_keeps_every_record_and_fills_blanks(double: Run) -> None:
    assert double("resident", "merge", "1", "2").exit == 4
    kept = double("resident", "merge", "1", "2", "--yes", "--json").json()
    assert kept["id"] == 1
    assert {one["id"] for one in kept["requests"]} == {11, 12}
    held = sorted(one["tag"] for one in kept["needs"] if not one["ended_at"])
    assert held == ["dialysis", "elderly_alone"]
    assert len(kept["needs"]) == 3
    full = double("resident", "show", "1", "--reveal", "--json").json()
    assert (full["name"], full["identity"], full["relation"]) == ("王秀红", NUMBER, "户主")
    assert (full["phone"], full["phones"]) == ("13900001111", ["057188123456"])
    assert (full["contact_name"], full["notes"]) == ("李红梅", "耳背")
    assert double("resident", "show", "2", "--json").json()["merged_into"] == 1
    assert [one["id"] for one in kept["relatives"]] == []


def test_who_was_merged_is_no_longer_touched(double: Run) -> None:
    assert double("resident", "merge", "1", "2", "--yes").exit == 0
    for words in (
        "edit 2 --relation x",
        "need 2 dialysis",
        "move 2 --out",
        "merge 2 3 --yes",
        "forget 2 --yes",
    ):
        done = double("resident", *words.split(), "--json")
        assert (done.exit, done.error()["error"]) == (4, "merged")
    assert double("resident", "duplicates", "--json").json() == []
    assert double("resident", "show", "王绣红").exit == 3


def test_a_merge_is_undone_to_the_row(double: Run, alone: Path) -> None:
    before = _rows(alone)
    assert double("resident", "merge", "1", "2", "--yes").exit == 0
    assert _rows(alone) != before
    assert double("resident", "unmerge", "2", "--json").json()["status"] == "living"
    assert _rows(alone) == before
    assert double("resident", "unmerge", "2").exit == 3
    assert double("store", "check").exit == 0


def test_what_was_changed_since_a_merge_stays(double: Run) -> None:
    assert double("resident", "merge", "1", "2", "--yes").exit == 0
    assert double("resident", "edit", "1", "--relation", "母亲", "--phone", "13900001111").exit == 0
    assert double("request", "add", "送饭", "--resident", "1").exit == 0
    assert double("resident", "unmerge", "2").exit == 0
    full = double("resident", "show", "1", "--reveal", "--json").json()
    assert (full["relation"], full["phones"], full["notes"]) == ("母亲", [], None)
    assert {one["id"] for one in full["requests"]} == {11, 13}


def test_merges_are_undone_from_the_last_one_back(double: Run) -> None:
    assert double("resident", "merge", "1", "2", "--yes").exit == 0
    assert double("resident", "merge", "3", "1", "--yes").exit == 0
    assert double("resident", "unmerge", "2").exit == 4
    assert double("resident", "unmerge", "1").exit == 0
    assert double("resident", "unmerge", "2").exit == 0


def test_different_identity_numbers_are_two_people(double: Run) -> None:
    other = identity("1960-05-01", 211)
    assert double("resident", "edit", "3", "--identity", other).exit == 0
    done = double("resident", "merge", "1", "3", "--yes", "--json")
    assert (done.exit, done.error()["error"]) == (4, "other_identity")
    assert double("resident", "merge", "1", "1", "--yes").exit == 2
