"""Issue 4: requests are found by compound, building, home and needs."""

import pytest

from conftest import Run


@pytest.fixture
def homes(town: Run) -> Run:
    """Give a compound of two buildings, two residents and three requests of theirs (11, 12, 13)."""
    for words in (
        ("compound", "add", "HZ", "恒泽苑", "--area", "HL"),
        *(
            (*f"building add HZ{n} {n}幢 --area HL-1 --compound HZ --floors 3 --units 2 --rooms 2".split(),)
            for n in (1, 2)
        ),
        ("resident", "add", "陈卫", "--home", "HZ1-2-301", "--need", "dialysis"),
        ("resident", "add", "周敏", "--home", "HZ2-1-101"),
        ("request", "add", "要去透析", "--resident", "陈卫"),
        ("request", "add", "灯坏了", "--home", "HZ1-2-301"),
        ("request", "add", "门禁坏了", "--building", "HZ2"),
    ):
        done = town(*words)
        assert done.exit == 0, done.err
    return town


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("compound:HZ", [13, 12, 11]),
        ("compound:恒泽苑 坏了", [13, 12]),
        ("building:HZ2", [13]),
        ("-building:HZ2 compound:HZ", [12, 11]),
        ("home:HZ1-2-301", [12, 11]),
        ("home:1幢2单元301", [12, 11]),
        ("need:dialysis", [12, 11]),
        ("need:infant", []),
        ("has:home", [12, 11]),
    ],
)
def test_places_and_needs_are_asked_for(homes: Run, words: str, found: list[int]) -> None:
    done = homes("request", "list", words, "--json")
    assert done.exit == 0, done.err
    assert [one["id"] for one in done.json()] == found


def test_requests_are_counted_by_building(homes: Run) -> None:
    counted = homes("request", "list", "compound:HZ", "--by", "building", "--json").json()
    assert counted == [{"building": "HZ1", "count": 2}, {"building": "HZ2", "count": 1}]


def test_a_building_that_is_not_there_names_the_nearest(homes: Run) -> None:
    done = homes("request", "list", "building:HZ3")
    assert done.exit == 3
    assert "HZ" in done.err
