"""The screen of people and places: the tree, the search, the doors of a building, cards, a short reveal, forms."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from gridctl.checks.pinyin import name_keys
from gridctl.core.private import Reveal
from gridctl.core.resident_views import ResidentView
from gridctl.core.residents import Particulars
from gridctl.core.words import ResidentKind
from gridctl.services import members, resident_list, residents
from gridctl.services.office import open_office
from gridctl.tui.screens import people as screen
from tui.ledger_of import entries
from tui.screen import Seen, dashboard, play

Demo = Callable[[str], Path]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize(
    ("lang", "heading", "words"),
    [("en", "Residents: the first 100", ("registered", "960 homes")), ("zh", "居民：", ("在住", "960户"))],
)
def test_places_people_and_one_of_them_are_read_at_a_glance(
    demo: Demo, lang: str, heading: str, words: tuple[str, ...], size: tuple[int, int]
) -> None:
    async def body(seen: Seen) -> None:
        assert heading in seen.lines[3] or "滨塘街道" in seen.lines[3]
        assert "滨塘街道" in seen.lines[3]
        assert "恒利社区" in seen.lines[4]
        assert "139****" in seen.text
        assert all(word in seen.text for word in words)
        assert all(cell_len(line) <= size[0] for line in seen.lines)

    play(dashboard(demo(lang), screen="people"), body, size)


def _known(store: Path) -> ResidentView:
    """Return the newest resident with a phone, in full."""
    with open_office(store) as office:
        row = next(
            one for one in resident_list.listing(office, resident_list.Query()) if one.phone and one.home
        )
        return residents.show(office, str(row.id), Reveal())


def test_what_is_typed_is_searched_by_pinyin_phone_and_home(demo: Demo) -> None:
    store = demo("en")
    one = _known(store)
    phone, home = one.phone or "", one.home or ""

    async def body(seen: Seen) -> None:
        await seen.press("slash")
        await seen.type(name_keys(one.name or "").full)
        assert home in seen.text
        assert "Residents found: " in seen.text
        await seen.press("escape", "slash")
        await seen.type(phone[-4:])
        assert home in seen.text
        await seen.press("escape", "slash")
        await seen.type(home)
        assert home in seen.text
        assert phone not in seen.text
        await seen.press("escape", "slash")
        await seen.type("zzzz")
        assert "Nobody fits" in seen.text

    play(dashboard(store, screen="people"), body)


def test_members_are_turned_to_and_found(demo: Demo) -> None:
    store = demo("en")
    with open_office(store) as office:
        one = next(iter(members.listing(office, members.Wanted())))

    async def body(seen: Seen) -> None:
        await seen.press("t", "slash")
        await seen.type(f"{name_keys(one.name).full} {one.phone}")
        assert "Members found: 1" in seen.text
        assert one.name in seen.text
        assert (one.phone or "") in seen.text
        await seen.press("enter", "v")
        assert "in full" not in seen.text

    play(dashboard(store, screen="people"), body)


async def _to_building(seen: Seen) -> None:
    """Open the third grid and go to its second building."""
    await seen.press("down", "down", "down", "down", "right", "down", "down")


def test_a_building_is_walked_door_by_door_and_a_door_opened(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await _to_building(seen)
        assert "18 F" in seen.text
        await seen.press("enter", "down", "right")
        assert "HL13-1-1702" in seen.text
        await seen.press("enter")
        assert "Residents of HL13-1-1702: 3" in seen.text
        await seen.press("escape")
        assert "18 F" in seen.text

    play(dashboard(demo("en"), screen="people"), body)


def test_a_reveal_is_a_ledger_entry_as_the_command_writes_it_and_ends_by_itself(
    demo: Demo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(screen, "SECONDS", 1)
    store = demo("en")
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)
    one = _known(store)
    with open_office(copy) as office:
        residents.show(office, str(one.id), Reveal())
    name, phone = one.name or "", one.phone or ""

    async def body(seen: Seen) -> None:
        await seen.press("slash")
        await seen.type(f"{name} {phone[-4:]}")
        await seen.press("enter")
        assert phone not in seen.text
        await seen.press("v")
        assert phone in seen.text
        assert "in full, 1 s" in seen.text
        await seen.pilot.pause(1.2)
        await seen.settle()
        assert phone not in seen.text
        assert f"****{phone[-4:]}" in seen.text

    play(dashboard(store, screen="people"), body)
    assert entries(store, 1, values=False) == entries(copy, 1, values=False)


def test_nothing_stays_revealed_when_another_row_or_screen_is_looked_at(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("v")
        assert "in full" in seen.text
        await seen.press("1", "2")
        assert "in full" not in seen.text

    play(dashboard(demo("en"), screen="people"), body)


def test_a_resident_taken_in_by_the_form_is_the_same_in_the_ledger(demo: Demo, tmp_path: Path) -> None:
    store = demo("en")
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)
    with open_office(copy) as office:
        new = Particulars(
            name="王小红", kind=ResidentKind.REGISTERED, phones=("13900001111",), home="HL12-1-1301"
        )
        residents.add(office, new)

    async def body(seen: Seen) -> None:
        await seen.press("a")
        for words in ("王小红", "HL12-1-1301", "13900001111"):
            await seen.type(words)
            await seen.press("tab")
        await seen.press("ctrl+s")
        assert "Take in a resident" not in seen.text
        assert "HL12-1-1301" in seen.text

    play(dashboard(store, screen="people"), body)
    assert entries(store, 1, values=False) == entries(copy, 1, values=False)


def test_a_form_that_is_refused_stays_with_what_was_typed(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("m")
        await seen.type("HL99-1-101")
        await seen.press("ctrl+s")
        assert "HL99-1-101" in seen.text
        assert "lives in another home" in seen.text

    play(dashboard(demo("en"), screen="people"), body)


def test_names_that_try_to_act_are_harmless(demo: Demo) -> None:
    store = demo("en")
    hostile = "[/x]\u202e王[red]"
    with open_office(store) as office:
        residents.add(office, Particulars(name="[/x]", home="HL12-1-1301", notes=hostile))

    async def body(seen: Seen) -> None:
        assert "\\u202e" in seen.text
        assert "\u202e" not in seen.text
        await seen.press("v")
        assert "[/x]" in seen.text

    play(dashboard(store, screen="people"), body)


def test_an_empty_store_says_how_people_come_in(run: Callable[..., Any], alone: Path) -> None:
    async def body(seen: Seen) -> None:
        assert "gridctl import residents FILE" in seen.text

    play(dashboard(alone, screen="people"), body)
    assert run("resident", "list", "--json").json() == []
