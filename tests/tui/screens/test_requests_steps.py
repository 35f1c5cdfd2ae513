"""The steps of the requests screen that ask for more: closing, later deadlines, changing, splitting."""

import shutil
from collections.abc import Callable
from pathlib import Path

from textual.widgets import Input, Select

from conftest import Run
from gridctl.services import requests
from gridctl.services.office import open_office
from gridctl.tui.screens.requests import Requests
from tui.screen import Seen, dashboard, play
from tui.screens.test_requests import newest, screen_of

Demo = Callable[[str], Path]


def chosen(seen: Seen, field: str, code: str) -> None:
    """Choose in a field of the form that is open."""
    seen.app.screen.query_one(f"#field-{field}", Select).value = code


def test_closing_asks_what_the_call_back_said(run: Run, demo: Demo, tmp_path: Path) -> None:
    store, copy = demo("en"), tmp_path / "copy.db"
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        number = str(screen_of(seen).table.cursor_key)
        await seen.press("d")
        chosen(seen, "on_spot", "yes")
        await seen.press("ctrl+s", "c")
        assert "Was the requester reached?" in seen.text
        chosen(seen, "reached", "no")
        chosen(seen, "solved", "yes")
        await seen.press("ctrl+s")
        assert "who was not reached" in seen.text
        assert run("--store", str(copy), "request", "resolve", number, "--on-spot").exit == 0
        chosen(seen, "reached", "yes")
        await seen.press("ctrl+s")
        words = ("request", "close", number, "--reached", "--solved")
        assert run("--store", str(copy), *words).exit == 0
        assert newest(store) == newest(copy)
        with open_office(store) as office:
            view = requests.show(office, int(number))
        assert (view.status, view.reached, view.solved, view.satisfied) == ("closed", True, True, None)
        assert view.solved_on_spot

    play(dashboard(store, screen="requests"), body)


def test_closing_tells_who_reported_the_same(run: Run, demo: Demo) -> None:
    store = demo("en")
    for ref in ("A1", "B2"):
        words = (
            "request",
            "add",
            "no gas in the street",
            "--area",
            "HL-1",
            "--channel",
            "hotline",
            "--ref",
            ref,
        )
        assert run(*words).exit == 0
    with open_office(store) as office:
        second, first = (one.id for one in requests.listing(office, requests.Query(limit=2)))
    assert run("request", "merge", str(second), "--into", str(first)).exit == 0

    async def body(seen: Seen) -> None:
        assert screen_of(seen).table.cursor_key == first
        await seen.press("d", "ctrl+s", "c", "ctrl+s")
        told = [one.message for one in seen.app._notifications]
        assert any(f"#{second} B2" in text for text in told)

    play(dashboard(store, screen="requests"), body)


def test_a_form_that_does_not_fit_begins_at_its_top(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("e")
        assert seen.lines[2].split("│")[1].strip() == "summary"

    play(dashboard(demo("en"), screen="requests"), body, (80, 24))


def test_a_later_deadline_is_asked_for_and_granted(run: Run, demo: Demo, tmp_path: Path) -> None:
    store, copy = demo("en"), tmp_path / "copy.db"
    assert run("request", "add", "no gas", "--area", "HL-1", "--channel", "hotline").exit == 0
    with open_office(store) as office:
        number = str(next(iter(requests.listing(office, requests.Query(limit=1)))).id)
    assert run("request", "assign", number, "--desk", "HL").exit == 0
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        await seen.press("l")
        await seen.type("+20d")
        await seen.press("tab")
        await seen.type("no spare part")
        await seen.press("ctrl+s")
        assert (
            run("--store", str(copy), "request", "extend", number, "no spare part", "--until", "+20d").exit
            == 0
        )
        assert newest(store) == newest(copy)
        await seen.press("l")
        chosen(seen, "granted", "yes")
        await seen.press("ctrl+s")
        assert run("--store", str(copy), "request", "extend", number, "--grant").exit == 0
        assert newest(store) == newest(copy)

    play(dashboard(store, screen="requests"), body)


def test_changing_sends_only_what_was_typed_anew(run: Run, demo: Demo, tmp_path: Path) -> None:
    store, copy = demo("en"), tmp_path / "copy.db"
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        number = str(screen_of(seen).table.cursor_key)
        with open_office(store) as office:
            before = requests.show(office, int(number))
        await seen.press("e")
        assert f"Change #{number}" in seen.text
        await seen.press("ctrl+s")
        assert "nothing would change" in seen.text
        seen.app.screen.query_one("#field-address", Input).value = "by the gate"
        chosen(seen, "urgency", "low")
        await seen.press("ctrl+s")
        words = ("request", "edit", number, "--address", "by the gate", "--urgency", "low")
        assert run("--store", str(copy), *words).exit == 0
        assert newest(store) == newest(copy)
        with open_office(store) as office:
            view = requests.show(office, int(number))
        assert (view.address, view.urgency) == ("by the gate", "low")
        assert (view.name, view.phone, view.summary) == (before.name, before.phone, before.summary)

    play(dashboard(store, screen="requests"), body)


def test_several_are_changed_alike(demo: Demo) -> None:
    store = demo("en")

    async def body(seen: Seen) -> None:
        await seen.press("space", "space")
        numbers = [int(key) for key in screen_of(seen).table.marks.keys]
        await seen.press("M")
        assert isinstance(seen.app.screen, Requests)
        await seen.press("e")
        chosen(seen, "urgency", "low")
        await seen.press("ctrl+s")
        with open_office(store) as office:
            assert {requests.show(office, number).urgency for number in numbers} == {"low"}

    play(dashboard(store, screen="requests"), body)


def test_parts_are_split_off(run: Run, demo: Demo, tmp_path: Path) -> None:
    store, copy = demo("en"), tmp_path / "copy.db"
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        number = str(screen_of(seen).table.cursor_key)
        await seen.press("M", "ctrl+s")
        assert "needs a few words" in seen.text
        await seen.type("blood pressure pills")
        await seen.press("enter")
        await seen.type("two kilos of greens")
        await seen.press("ctrl+s")
        words = ("request", "split", number, "blood pressure pills", "two kilos of greens")
        assert run("--store", str(copy), *words).exit == 0
        assert newest(store) == newest(copy)
        with open_office(store) as office:
            assert len(requests.show(office, int(number)).parts) == 2

    play(dashboard(store, screen="requests"), body)
