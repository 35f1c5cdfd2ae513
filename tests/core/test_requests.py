"""The first values of a request: its level by its channel, and its clocks."""

import pytest

from gridctl.core.calendars import ALWAYS
from gridctl.core.pack_values import Limit
from gridctl.core.requests import first_level
from gridctl.core.words import Channel, Level
from gridctl.services.clockwork import first_deadlines

FROM_ABOVE = {Channel.HOTLINE, Channel.POLICE, Channel.CAMERA, Channel.GOVERNMENT}


@pytest.mark.parametrize("channel", Channel)
def test_a_request_starts_at_the_level_of_its_channel(channel: Channel) -> None:
    assert first_level(channel) is (Level.TOWN if channel in FROM_ABOVE else Level.GRID)


def test_clocks_run_from_when_it_came_in() -> None:
    limit = Limit(60_000, 3_600_000, "routine/food/normal", assign_ms=30_000, accept_ms=40_000)
    clock = first_deadlines(limit, ALWAYS, 1_000, None, held=False)
    assert (clock["respond_due"], clock["due"], clock["assign_due"]) == (61_000, 3_601_000, 31_000)
    assert (clock["answer_due"], clock["look_at"]) == (None, 31_000)
    handed = first_deadlines(limit, ALWAYS, 1_000, 9_000, held=True)
    assert (handed["due"], handed["assign_due"], handed["answer_due"]) == (9_000, None, 41_000)


def test_a_category_without_a_clock_has_no_deadlines() -> None:
    clock = first_deadlines(Limit(rule="routine/opinion/-"), ALWAYS, 1_000, None, held=False)
    assert set(clock.values()) == {None}
