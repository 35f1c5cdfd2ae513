"""Small numbers of what `python -m tests.stress.kill` and `.many` do in large ones."""

from pathlib import Path

import pytest

from stress.adding import rush
from stress.issuing import rush as run_on_stock
from stress.kill import torment
from stress.knocking import crowd as knock
from stress.many import crowd


def test_thirty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    result = torment(tmp_path, rounds=30, seed=1)
    assert result.wrong == []
    assert result.rounds == 30
    assert {"add", "note", "import", "backup"} <= set(result.acknowledged)


def test_a_crowd_of_processes_loses_none_of_its_updates(tmp_path: Path) -> None:
    found = crowd(tmp_path / "grid.db", processes=24, updates=96)
    assert found.wrong == ()
    assert (found.acknowledged, found.found) == (96, 96)


def test_four_processes_take_requests_in_and_none_is_lost_or_twice(tmp_path: Path) -> None:
    found = rush(tmp_path / "grid.db", processes=4, seconds=3)
    assert found.wrong == ()
    assert found.acknowledged == found.found > 0


def test_eight_processes_empty_a_stock_and_take_nothing_that_is_not_there(tmp_path: Path) -> None:
    found = run_on_stock(tmp_path / "grid.db", processes=8, stock=200)
    assert found.wrong == ()
    assert 200 + found.received - found.issued == found.left >= 0
    assert found.refused > 0


def test_three_members_record_the_same_doors_and_every_double_is_told(tmp_path: Path) -> None:
    found = knock(tmp_path / "grid.db", processes=3, doors=8)
    assert found.wrong == ()
    assert (found.acknowledged, found.doubles) == (24, 16)


@pytest.mark.slow
def test_eight_members_record_two_hundred_doors_at_once(tmp_path: Path) -> None:
    assert knock(tmp_path / "grid.db", processes=8, doors=200).wrong == ()


@pytest.mark.slow
def test_a_thousand_kills(tmp_path: Path) -> None:
    assert torment(tmp_path, rounds=1_000, seed=2).wrong == []


@pytest.mark.slow
def test_sixty_four_processes_make_a_thousand_updates(tmp_path: Path) -> None:
    assert crowd(tmp_path / "grid.db", processes=64, updates=1_000).wrong == ()


@pytest.mark.slow
def test_sixteen_processes_take_requests_in_for_half_a_minute(tmp_path: Path) -> None:
    found = rush(tmp_path / "grid.db", processes=16, seconds=30)
    assert found.wrong == ()
    assert found.acknowledged == found.found > 0
