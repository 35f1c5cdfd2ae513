"""The requests screen: its list, its line, its card, and each step the same in the ledger as the command's."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from conftest import Run
from gridctl.core.requests import NewRequest
from gridctl.services import desk_queue, requests
from gridctl.services.office import open_office
from gridctl.tui.app import Dashboard
from gridctl.tui.dialogs.form import Form
from gridctl.tui.screens.requests import Requests
from gridctl.tui.widgets.query_line import QueryLine
from gridctl.tui.widgets.request_card import RequestCard
from tui.screen import LOOKS, Seen, dashboard, play

Demo = Callable[[str], Path]


def bindings(kind: type[DOMNode]) -> list[Binding]:
    """Return the keys of a class of ours, with those of its parents that are ours too."""
    ours = [parent for parent in kind.__mro__ if parent.__module__.startswith("gridctl.")]
    found = [one for parent in ours for one in parent.__dict__.get("BINDINGS", ())]
    return [one for one in found if isinstance(one, Binding)]


def screen_of(seen: Seen) -> Requests:
    """Return the screen."""
    assert isinstance(seen.app.screen, Requests)
    return seen.app.screen


def newest(store: Path) -> dict[str, object]:
    """Return the newest entry of the ledger, without what differs between any two entries."""
    from gridctl.services import ledger

    with open_office(store) as office:
        row = next(iter(ledger.listing(office, ledger.Query(limit=1))))
    return {"action": row.action, "thing": row.thing_id, "fields": sorted(row.changes), "reason": row.reason}


@pytest.mark.parametrize(("lang", "size"), LOOKS)
def test_what_can_be_read(demo: Demo, lang: str, size: tuple[int, int]) -> None:
    async def body(seen: Seen) -> None:
        table = screen_of(seen).table
        head = seen.lines[3].split()
        assert head[:2] == (["no.", "status"] if lang == "en" else ["编号", "状态"])
        assert seen.lines[4].startswith(">")
        assert str(table.cursor_key) in seen.lines[4]
        assert f"#{table.cursor_key}" in seen.text
        assert ("to respond" if lang == "en" else "响应") in seen.text
        assert all(strip.cell_length == size[0] for strip in seen.app.screen._compositor.render_strips())

    play(dashboard(demo(lang), screen="requests"), body, size)


def test_the_line_asks_completes_and_says_what_is_wrong(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        table = screen_of(seen).table
        await seen.press("slash")
        await seen.type("stat")
        await seen.press("tab")
        assert seen.app.screen.query_one(QueryLine).value == "status:"
        await seen.type("clos")
        await seen.press("tab", "enter")
        assert seen.app.screen.query_one(QueryLine).value == "status:closed"
        assert "closed" in seen.lines[4]
        total = table.total
        await seen.press("slash")
        await seen.type(" nosuch:1")
        await seen.press("enter")
        assert "nosuch" in table.said
        assert table.total == total

    play(dashboard(demo("en"), screen="requests"), body)


def test_titles_order_the_list(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        table = screen_of(seen).table
        await seen.press("end")
        key = table.cursor_key
        await seen.press("ctrl+right", "ctrl+up")
        assert table.sort == ("id", False)
        assert (table.cursor, table.cursor_key) == (0, key)

    play(dashboard(demo("en"), screen="requests"), body)


STEPS = (
    ("h", "escalate", "needs the town"),
    ("y", "urge", "rang again"),
    ("R", "return", "not our community"),
    ("x", "cancel", "asked by mistake"),
)


def test_a_step_is_the_same_as_the_command(run: Run, demo: Demo, tmp_path: Path) -> None:
    store = demo("en")
    copy = tmp_path / "copy.db"

    async def body(seen: Seen) -> None:
        number = str(screen_of(seen).table.cursor_key)
        for key, name, reason in STEPS:
            shutil.copy(store, copy)
            await seen.press(key)
            await seen.type(reason)
            await seen.press("ctrl+s")
            assert newest(store)["action"] == f"request.{name}"
            assert run("--store", str(copy), "request", name, number, reason).exit == 0
            assert newest(store) == newest(copy)

    play(dashboard(store, screen="requests"), body)


def test_no_key_of_the_screen_hides_one_of_the_whole() -> None:
    own = {key for one in bindings(Requests) for key in one.key.split(",")}
    whole = {key for one in bindings(Dashboard) for key in one.key.split(",")}
    assert not own & (whole | {"o"})


@pytest.mark.parametrize(("size", "beside"), [((80, 24), True), ((120, 36), False), ((200, 50), True)])
def test_the_timeline_is_seen_without_scrolling(demo: Demo, size: tuple[int, int], beside: bool) -> None:
    async def body(seen: Seen) -> None:
        card = seen.app.screen.query_one(RequestCard)
        await seen.press("end")
        line = next(line for line in seen.lines if "receive  owner" in line)
        assert card.has_class("-beside") is beside
        assert ("late by" in line) is beside
        assert any("! late by" in line for line in seen.lines)

    play(dashboard(demo("en"), screen="requests"), body, size)


def test_giving_offers_who_suits_with_the_reasons(demo: Demo) -> None:
    store = demo("en")

    async def body(seen: Seen) -> None:
        number = screen_of(seen).table.cursor_key
        await seen.press("g")
        assert "same grid +35" in seen.text
        await seen.press("enter")
        with open_office(store) as office:
            assert requests.show(office, int(number or 0)).holder
        await seen.press("u")
        with open_office(store) as office:
            assert requests.show(office, int(number or 0)).holder is None

    play(dashboard(store, screen="requests"), body)


def test_many_are_dealt_with_at_once(demo: Demo) -> None:
    store = demo("en")

    async def body(seen: Seen) -> None:
        table = screen_of(seen).table
        await seen.press("space", "space")
        numbers = [int(key) for key in table.marks.keys]
        await seen.press("d")
        await seen.type("all done")
        await seen.press("ctrl+s")
        assert len(table.marks) == 0
        with open_office(store) as office:
            found = [requests.show(office, number).status for number in numbers]
        assert found == ["resolved", "resolved"]

    play(dashboard(store, screen="requests"), body)


def test_what_is_refused_is_said_and_the_words_stay(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("J")
        await seen.type("again")
        await seen.press("ctrl+s")
        assert "again" in seen.text
        assert isinstance(seen.app.screen, Form)
        assert "already" in seen.text or "open" in seen.text

    play(dashboard(demo("en"), screen="requests"), body)


def test_one_line_takes_a_request_in(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        table = screen_of(seen).table
        before = table.total
        await seen.press("a")
        await seen.type("water pipe burst")
        await seen.press("enter")
        await seen.type("HL-1")
        await seen.press("ctrl+s")
        assert table.total == (before or 0) + 1
        assert "water pipe burst" in seen.text

    play(dashboard(demo("en"), screen="requests"), body)


def test_a_name_is_seen_for_a_while_and_the_ledger_keeps_it(demo: Demo) -> None:
    store = demo("en")

    async def body(seen: Seen) -> None:
        assert "**" in seen.text
        await seen.press("v")
        assert "**" not in seen.text
        assert newest(store)["action"] == "request.reveal"
        await seen.press("down", "up")
        assert "**" in seen.text
        await seen.press("v")
        assert "**" not in seen.text
        await seen.press("7", "2")
        assert "**" in seen.text

    play(dashboard(store, screen="requests"), body)


def test_the_most_urgent_one_is_next_and_has_a_text_to_share(demo: Demo) -> None:
    store = demo("en")
    with open_office(store) as office:
        found = desk_queue.next_up(office)
    assert found is not None

    async def body(seen: Seen) -> None:
        await seen.press("end", "n")
        assert screen_of(seen).table.cursor_key == found.id
        await seen.press("f")
        assert f"For the group: #{found.id}" in seen.text

    play(dashboard(store, screen="requests"), body)


def test_queries_are_saved_and_found_again(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("slash")
        await seen.type("urgency:critical")
        await seen.press("enter", "S")
        await seen.type("worst")
        await seen.press("ctrl+s", "slash")
        await seen.press("ctrl+u", "enter", "at")
        assert "@worst" in seen.text
        await seen.press("enter")
        assert seen.app.screen.query_one(QueryLine).value == "@worst"
        assert "critical" in seen.lines[4]

    play(dashboard(demo("en"), screen="requests"), body)


def test_hostile_words_are_words(demo: Demo) -> None:
    store = demo("en")
    with open_office(store) as office:
        for text in ("[/x][bold]a", "\u202eabc", "[@click=app.quit]x[/]"):
            requests.add(office, NewRequest(text, "HL-1", "utilities", details=text))

    async def body(seen: Seen) -> None:
        assert "[@click=app.quit]x[/]" in seen.text
        await seen.press("down", "down", "enter", "escape", "t", "escape")
        assert "[/x][bold]a" in seen.text
        assert "\u202e" not in seen.text

    play(dashboard(store, screen="requests"), body)


def test_columns_are_chosen(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("C")
        await seen.type("urgency")
        await seen.press("enter", "escape")
        assert "urgency" not in screen_of(seen).table.columns.shown

    play(dashboard(demo("en"), screen="requests"), body)


def test_an_empty_store_says_what_to_do(run: Run, alone: Path) -> None:
    async def body(seen: Seen) -> None:
        assert "a takes one in" in seen.text
        await seen.press("d", "g", "v", "m", "enter", "space")
        assert isinstance(seen.app.screen, Requests)

    assert run("status").exit == 0
    play(dashboard(alone, screen="requests"), body)
