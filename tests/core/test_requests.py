"""The first values of a request: its level by its channel, and its clocks."""

import pytest

from gridctl.core.requests import first_level, start_clock
from gridctl.core.words import Channel, Level

FROM_ABOVE = {Channel.HOTLINE, Channel.POLICE, Channel.CAMERA, Channel.GOVERNMENT}


@pytest.mark.parametrize("channel", Channel)
def test_a_request_starts_at_the_level_of_its_channel(channel: Channel) -> None:
    assert first_level(channel) is (Level.TOWN if channel in FROM_ABOVE else Level.GRID)


def test_clocks_run_from_when_it_came_in() -> None:
    clock = start_clock(1_000, 60_000, 3_600_000, "routine/food/normal")
    assert (clock.respond_due, clock.due, clock.rule) == (61_000, 3_601_000, "routine/food/normal")


def test_a_category_without_a_clock_has_no_deadlines() -> None:
    clock = start_clock(1_000, None, None, "routine/opinion")
    assert (clock.respond_due, clock.due) == (None, None)
