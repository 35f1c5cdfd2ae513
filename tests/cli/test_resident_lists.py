"""``resident list``: anybody is found by three letters, and shows no more than whoever looks may see."""

from typing import Any

import pytest

from conftest import Run
from persons import identity

RED = identity("1958-03-07", 122)
LAYOUT = ("--floors", "6", "--units", "2", "--rooms", "4")


@pytest.fixture
def here(run: Run) -> Run:
    """Two grids with a building each, and six people."""
    for argv in (
        ("area", "add", "HL", "恒利", "--kind", "community"),
        ("area", "add", "HL-1", "第一网格", "--kind", "grid", "--parent", "HL"),
        ("area", "add", "HL-2", "第二网格", "--kind", "grid", "--parent", "HL"),
        ("building", "add", "HZ12", "12幢", "--area", "HL-1", *LAYOUT),
        ("building", "add", "HZ13", "13幢", "--area", "HL-2", *LAYOUT),
        ("resident", "add", "王秀红", "--home", "HZ12-2-501", "--phone", "13812345678", "--identity", RED),
        ("resident", "add", "李伟", "--home", "HZ12-2-501", "--phone", "13900001111", "--kind", "tenant"),
        ("resident", "add", "王芳", "--home", "HZ13-1-101", "--phone", "13900005678"),
        ("resident", "add", "Anna Müller", "--home", "HZ13-1-102", "--phone", "+4930123456"),
        ("resident", "add", "赵四", "--home", "HZ13-1-501", "--phone", "13900000501"),
        ("resident", "add", "钱五", "--address", "宁波"),
        ("resident", "need", "1", "dialysis"),
        ("resident", "need", "1", "elderly_alone"),
        ("resident", "need", "3", "elderly_alone"),
        ("member", "add", "W1", "王秀英", "--tier", "head", "--area", "HL-1"),
    ):
        done = run(*argv)
        assert done.exit == 0, (argv, done.err)
    return run


def found(run: Run, *argv: str) -> list[int]:
    """Return the numbers of a list."""
    return [row["id"] for row in run("resident", "list", *argv, "--json").json()]


@pytest.mark.parametrize(
    ("argv", "numbers"),
    [
        ((), [6, 5, 4, 3, 2, 1]),
        (("王",), [3, 1]),
        (("wxh",), [1]),
        (("Muller",), [4]),
        (("5678",), [3, 1]),
        (("王", "345678"), [1]),
        (("HZ12-2-501",), [2, 1]),
        (("hz12", "2", "501"), [2, 1]),
        (("12幢2单元501",), [2, 1]),
        (("王", "12-2-501"), [1]),
        (("12-2-501", "--kind", "tenant"), [2]),
        (("501",), [5]),
        (("--as-nobody",), []),
        ((RED,), [1]),
        (("--need", "elderly_alone"), [3, 1]),
        (("--need", "独居老人", "--need", "dialysis"), [1]),
        (("--need", "infant"), []),
        (("--area", "HL-1"), [2, 1]),
        (("--area", "HL"), [5, 4, 3, 2, 1]),
        (("--area", "HL-2", "王"), [3]),
        (("--building", "13幢"), [5, 4, 3]),
        (("--building", "HZ12", "王"), [1]),
        (("--building", "HZ12", "--area", "HL-2"), []),
        (("--kind", "tenant", "--kind", "floating"), [2]),
        (("--limit", "2"), [6, 5]),
        (("--after", "3"), [2, 1]),
        (("--after", "3", "--limit", "1", "王"), [1]),
        (('"',), []),
        (("王' OR 1=1 --",), []),
    ],
)
def test_who_is_listed(here: Run, argv: tuple[str, ...], numbers: list[int]) -> None:
    if argv == ("--as-nobody",):
        assert here("resident", "list", *argv).exit == 2
        return
    assert found(here, *argv) == numbers


def test_a_bare_room_is_one_of_the_operators_own_area(here: Run) -> None:
    rows = here("--as", "W1", "resident", "list", "501", "--json").json()
    assert [row["id"] for row in rows] == [5, 2, 1]


def test_who_has_left_is_listed_when_asked_for(here: Run) -> None:
    assert here("resident", "died", "2", "--on", "2021-12-01").exit == 0
    assert found(here, "李") == []
    assert found(here, "李", "--all") == [2]
    assert found(here, "--status", "dead") == [2]
    assert found(here, "--status", "dead", "--status", "living", "--kind", "tenant") == [2]


def test_names_and_phones_are_masked_unless_revealed(here: Run) -> None:
    row = here("resident", "list", "wxh", "--json").json()[0]
    assert (row["name"], row["phone"]) == ("王**", "138****5678")
    assert row["needs"] == ["dialysis", "elderly_alone"]
    assert (row["home"], row["area"]) == ("HZ12-2-501", "HL-1")
    plain = here("resident", "list", "wxh", "--reveal", "--json").json()[0]
    assert (plain["name"], plain["phone"]) == ("王秀红", "13812345678")
    entry = here("ledger", "list", "--json").json()[0]
    assert (entry["action"], entry["changes"]) == ("resident.reveal", {"rows": 1})


def test_more_than_twenty_rows_are_revealed_for_a_reason_alone(here: Run) -> None:
    for number in range(20):
        assert (
            here("resident", "add", f"张三{'一二三四五六七八九十'[number % 10]}", "--address", "x").exit == 0
        )
    refused = here("resident", "list", "--reveal", "--json")
    assert refused.exit == 2
    assert here("resident", "list", "--reveal", "--why", "疏散名单", "--json").exit == 0
    assert here("resident", "list", "--reveal", "--limit", "20", "--json").exit == 0
    entries: list[dict[str, Any]] = here("ledger", "list", "--json").json()
    assert [one["changes"]["rows"] for one in entries[:2]] == [20, 26]


def test_nobody_is_said_in_words(here: Run) -> None:
    assert here("resident", "list", "魑魅").lines[0].startswith("Nobody fits.")


def test_every_table_format_has_the_same_columns(here: Run) -> None:
    head = here("resident", "list", "--format", "csv").out.lstrip("\ufeff").splitlines()[0]
    assert head == "id,name,home,area,kind,needs,phone"
    assert "13812345678" not in here("resident", "list", "--format", "md").out
