"""A monkey at the keys: thousands of keys and sizes at random end without an exception."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.hostile_store import hostile_store
from gridctl.tui.app import Dashboard
from tui.screen import Seen, dashboard, play

KEYS = (
    *"abcdefghijklmnoprstuvwxyz",
    *"12345670",
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"),
    *("enter", "enter", "escape", "escape", "space", "backspace", "delete", "ctrl+s", "ctrl+t"),
    *("slash", "colon", "question_mark", "asterisk", "plus", "minus", "shift+up", "shift+down"),
)
"""Whatever has a key but leaving; what the monkey answers yes to is written into a copy of the store."""
SIZES = ((40, 10), (80, 24), (120, 36), (200, 50), (300, 80), (20, 5))


def _played(store: Path, seed: int, keys: int) -> Dashboard:
    """Press keys at random and return the dashboard, which has ended with the last of them and not before."""
    chance = random.Random(seed)
    app = dashboard(store)

    async def body(seen: Seen) -> None:
        left = False
        for place in range(keys):
            if place % 97 == 96:
                await seen.pilot.resize_terminal(*chance.choice(SIZES))
            app.simulate_key(chance.choice(KEYS))
            if place % 4 == 0:  # some keys come faster than the screen
                await seen.pilot.pause()
            left = not app.is_running
            assert not left, f"the monkey got out by key {place}"
        await seen.settle()
        assert seen.lines

    play(app, body)
    return app


@pytest.mark.parametrize(("seed", "lang"), [pytest.param(1, "en", marks=pytest.mark.slow), (2, "zh")])
def test_a_hundred_keys_at_random_do_no_harm(demo: Callable[[str], Path], seed: int, lang: str) -> None:
    assert _played(demo(lang), seed, 100)._exception is None


def test_a_hundred_keys_do_no_harm_where_every_text_is_hostile(alone: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    assert _played(hostile_store(folder), 3, 100)._exception is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 20))
def test_two_thousand_keys_at_random_do_no_harm(demo: Callable[[str], Path], seed: int) -> None:
    assert _played(demo("en" if seed % 2 else "zh"), seed, 2000)._exception is None
