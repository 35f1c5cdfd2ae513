"""The shell of the dashboard: head, tabs, keys, help, following the store, and what a crash leaves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import OptionList

from gridctl import config
from gridctl.core.errors import StoreUnusable
from gridctl.core.requests import NewRequest
from gridctl.services import requests
from gridctl.services.office import open_office
from gridctl.services.watching import peek
from gridctl.tui.app import Dashboard
from gridctl.tui.desk import Asked
from gridctl.tui.keys import keys_at
from gridctl.tui.palette import Palette
from gridctl.tui.places import PLACES, Place
from tui.screen import LOOKS, Seen, dashboard, play

Demo = Callable[[str], Path]


@pytest.mark.parametrize(("lang", "size"), LOOKS)
def test_every_screen_has_its_head_its_tab_and_its_keys(demo: Demo, lang: str, size: tuple[int, int]) -> None:
    async def body(seen: Seen) -> None:
        for number in range(1, len(PLACES) + 1):
            await seen.press(str(number))
            head, tabs, last = seen.lines[0], seen.lines[1], seen.lines[-1]
            assert "gridctl" in head
            assert "2021-12-17 18:42" in head
            assert f" {number} " in tabs
            assert ("keys" if lang == "en" else "按键") in last

    play(dashboard(demo(lang)), body, size)


def test_the_help_lists_the_keys_that_work_here(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("question_mark")
        first = seen.text
        await seen.press("end")
        assert "leave at once" in first + seen.text
        assert all(f"{place.title}: " in first + seen.text for place in PLACES)
        await seen.press("escape")
        assert "leave at once" not in seen.text

    play(dashboard(demo("en")), body)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_the_keys_are_told_in_our_own_words(demo: Demo, place: Place) -> None:
    async def body(seen: Seen) -> None:
        for _part in range(5):
            told = [one.about for one in keys_at(seen.app.screen)]
            assert not [about for about in told if about.isascii()]
            await seen.press("tab")

    play(dashboard(demo("zh"), screen=place.name), body)


def test_every_tab_has_its_title_at_80_columns(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        assert all(place.title in seen.lines[1] for place in PLACES)

    play(dashboard(demo("en")), body, (80, 24))


def test_what_another_process_commits_is_seen_within_a_second(demo: Demo) -> None:
    store = demo("en")

    async def body(seen: Seen) -> None:
        before = seen.text
        with open_office(store) as office:
            area = "HL"
            for place in range(3):
                requests.add(office, NewRequest(f"no water {place}", area, "utilities"))
        await seen.pilot.pause(1.0)
        await seen.settle()
        assert seen.text != before

    play(dashboard(store), body)


def test_leaving_asks_and_no_is_where_the_cursor_stands(demo: Demo) -> None:
    app = dashboard(demo("en"))

    async def body(seen: Seen) -> None:
        await seen.press("q", "enter")
        assert app.is_running
        await seen.press("q", "y")

    play(app, body)
    assert app.return_value == 0


def test_a_store_that_cannot_be_opened_is_said_by_the_command(alone: Path) -> None:
    alone.write_bytes(b"no store at all")
    app = dashboard(alone)

    async def body(_seen: Seen) -> None:
        return None

    play(app, body)
    assert isinstance(app.trouble, StoreUnusable)


def test_a_crash_tells_where_it_was_and_nothing_of_anybody(
    demo: Demo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("platformdirs.user_log_path", lambda _name: tmp_path / "log")
    app = dashboard(demo("en"))

    async def body(seen: Seen) -> None:
        name = "王秀英 13900000001"

        def broken(_office: object) -> None:
            raise ValueError(name)

        seen.app.screen.ask(broken, print)  # type: ignore[attr-defined]
        await seen.pilot.pause(0.2)

    with pytest.raises(ValueError, match="王秀英"):
        play(app, body)
    log = (tmp_path / "log" / "dashboard.log").read_text()
    assert "ValueError" in log
    assert "test_app.py" in log
    assert "王秀英" not in log
    assert app.return_code == 70


def test_a_chosen_look_is_the_first_one_of_the_next_start(demo: Callable[[str], Path]) -> None:
    kept: list[str] = []
    store = demo("en")

    async def body(seen: Seen) -> None:
        await seen.press("ctrl+t")

    play(Dashboard(Asked(store), peek(store), keep_look=kept.append), body)
    assert kept == ["grid-light"]
    assert Dashboard(Asked(store), peek(store), look="grid-light").theme == "grid-light"
    assert Dashboard(Asked(store), peek(store), look="nonsense").theme == "grid-dark"
    config.keep_look("grid-light")
    assert config.last_look() == "grid-light"


def test_the_palette_opens_once_and_two_enters_are_one(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        seen.app.simulate_key("ctrl+p")
        seen.app.simulate_key("ctrl+p")
        await seen.settle()
        assert len([one for one in seen.app.screen_stack if isinstance(one, Palette)]) == 1
        await seen.type("Supplies")
        offers = seen.app.screen.query_one(OptionList)
        while offers.option_count != 1:
            await seen.pilot.pause(0.05)
        await seen.pilot.press("down")
        for key in ("enter", "enter"):
            seen.app.simulate_key(key)
        await seen.pilot.pause(0.3)
        await seen.settle()
        assert seen.app.screen.name == "supplies"

    app = dashboard(demo("en"))
    play(app, body)
    assert app._exception is None


def test_the_list_of_a_field_tells_its_keys_in_our_words(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("O", "enter")
        assert "esc 返回" in seen.lines[-1]
        assert "Dismiss" not in seen.text
        await seen.press("escape", "escape")

    play(dashboard(demo("zh"), screen="rounds"), body)
