"""Issue 6, the day's commands show whose turn it is: my, next and the menu."""

import pytest

from conftest import Run
from duty_world import Ends, in_force, post, turn
from gridctl.cli import menu
from gridctl.services.office import Office


@pytest.fixture
def patrol(town: Run, office: Office) -> Run:
    """Let the head of the grid patrol this evening and keep a gate tomorrow."""
    in_force(office, "epidemic", "HL")
    turn(office, post(office, "inner_patrol", "HL-1", "middle"), "W1", "2021-12-17", checked_in_at=1)
    turn(office, post(office, "gate", "HL-K", "early", Ends(place="东门")), "L1", "2021-12-18")
    return town


def test_my_and_next_say_ones_own_shift(patrol: Run) -> None:
    done = patrol("--as", "W1", "my")
    assert done.lines[0] == "On duty now: 12-17 Fri 14:00-22:00 Inner patrol, 第一网格"
    assert "On duty now" in patrol("--as", "W1", "next").err
    assert (
        patrol("--as", "L1", "my").lines[0] == "Next duty: 12-18 Sat 06:00-14:00 Gate keeping, 东门卡口 东门"
    )


def test_who_is_on_duty_is_told_of_the_next_turn_too(patrol: Run, office: Office) -> None:
    turn(office, 1, "W1", "2021-12-18")
    turn(office, 1, "W1", "2021-12-19")
    assert patrol("--as", "W1", "my").lines[:2] == [
        "On duty now: 12-17 Fri 14:00-22:00 Inner patrol, 第一网格",
        "Next duty: 12-18 Sat 14:00-22:00 Inner patrol, 第一网格",
    ]
    assert patrol("--as", "W1", "duty", "checkout").exit == 0
    assert patrol("--as", "W1", "my").lines[0].startswith("Next duty: 12-18")


def test_programs_and_those_without_duty_get_nothing_more(patrol: Run) -> None:
    assert patrol("--as", "W1", "my", "--json").err == ""
    assert "duty" not in patrol("--as", "Z2", "my").err
    assert patrol("next").exit == 0


def test_the_menu_shows_it_too(
    patrol: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_AS", "L1")
    patrol("my")
    menu._show_mine()
    assert "Next duty: 12-18 Sat 06:00-14:00" in capsys.readouterr().out
