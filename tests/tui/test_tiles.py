"""How tiles are laid out, bars are drawn, and what the map begins with."""

from datetime import datetime

import pytest

from gridctl.core.signal_views import SignalView
from gridctl.core.signals import Reason, Signal, Why
from gridctl.present.times import ago, short_time
from gridctl.tui.colour_blocks import Colours
from gridctl.tui.widgets.day_figures import axis, bars
from gridctl.tui.widgets.tiles import Block, Tile, lay_out, step, tile_width


def _tile(code: str) -> Tile:
    return Tile(code, code, "", "green", "G", 1)


def _blocks(*sizes: int) -> list[Block]:
    return [
        Block(_tile(f"H{place}"), tuple(_tile(f"H{place}-{one}") for one in range(size)))
        for place, size in enumerate(sizes)
    ]


@pytest.mark.parametrize("width", [1, 12, 40, 80, 200])
def test_no_two_tiles_lie_on_each_other_and_all_lie_within_the_width(width: int) -> None:
    blocks = _blocks(7, 1, 12)
    found = lay_out(blocks, width)
    assert len(found.spots) == 3 + 20
    cells = [(x, spot.y) for spot in found.spots for x in range(spot.x, spot.x + spot.width)]
    assert len(cells) == len(set(cells))
    assert max(y for _x, y in cells) == found.height - 1
    if width >= tile_width(blocks):
        assert max(x for x, _y in cells) < width


def test_where_there_is_room_blocks_stand_side_by_side() -> None:
    assert lay_out(_blocks(4, 4, 4), 80).height == 3
    assert lay_out(_blocks(4, 4, 4), 12).height == 17


def test_the_cursor_goes_to_what_lies_next_and_stops_at_the_edge() -> None:
    spots = lay_out(_blocks(4, 4), 24).spots
    names = [spot.tile.code for spot in spots]
    assert names[step(spots, names.index("H0"), 0, 1)] == "H0-0"
    assert names[step(spots, names.index("H0-0"), 0, -1)] == "H0"
    assert step(spots, 0, 0, -1) == 0
    assert step(spots, 0, -1, 0) == 0
    assert step(spots, len(spots) - 1, 1, 0) == len(spots) - 1


def test_the_chart_shows_the_most_at_full_height_and_everything_at_least_as_a_point() -> None:
    assert bars([0, 1, 4, 8], 2) == ["   |", " .||"]
    assert bars([], 2) == ["", ""]
    assert bars([0, 0], 1) == ["  "]


def test_the_hours_below_the_chart_end_with_the_one_that_runs() -> None:
    line = axis(24, 18, 1)
    assert line.split() == ["00", "06", "12", "18"]
    assert line.index("18") == 23
    assert axis(24, 6, 2).index("06") == 46


def _view(code: str, kind: str, parent: str | None, signal: Signal = Signal.GREEN) -> SignalView:
    reasons = (Reason(Why.OVERDUE, signal, 1, 7),) if signal is not Signal.GREEN else ()
    return SignalView(code, kind, signal, reasons, len(reasons), 0, parent, signal.letter, code, {})


def test_a_map_begins_where_there_is_more_than_one_way_down() -> None:
    colours = Colours.of(
        [
            _view("T", "town", None),
            _view("C", "community", "T"),
            _view("G1", "grid", "C"),
            _view("G2", "grid", "C"),
            _view("M1", "stairwell", "G1", Signal.ORANGE),
        ]
    )
    assert colours.top() == "C"
    assert colours.path("G1") == ["T", "C", "G1"]
    assert colours.above("G1") == "C"
    assert colours.above("C") == "C"
    blocks = colours.blocks("C")
    assert [block.head.code for block in blocks] == ["G1", "C"]
    assert [tile.code for tile in blocks[0].tiles] == ["M1"]
    assert (blocks[0].tiles[0].thing, blocks[0].tiles[0].number) == ("request", "7")
    assert [tile.code for tile in blocks[1].tiles] == ["G2"]
    assert blocks[1].tiles[0].inside


def test_times_are_short_and_say_how_long_ago() -> None:
    now = datetime.fromisoformat("2021-12-17T18:42:00+08:00")
    assert short_time(datetime.fromisoformat("2021-12-17T08:05:00+08:00"), now) == "08:05"
    assert short_time(datetime.fromisoformat("2021-12-16T18:00:00+08:00"), now) == "12-16 18:00"
    for earlier, told in (("18:41", "1 min"), ("16:50", "112 min"), ("16:42", "2 h"), ("00:00", "18 h")):
        assert ago(datetime.fromisoformat(f"2021-12-17T{earlier}:00+08:00"), now) == told
    assert ago(datetime.fromisoformat("2021-12-15T18:42:00+08:00"), now) == "2 d"
    assert ago(datetime.fromisoformat("2021-12-17T19:00:00+08:00"), now) == "0 min"
