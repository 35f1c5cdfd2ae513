"""The screen of supplies: stock by what runs out first, movements, plans shown before they are kept, their doors."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind
from gridctl.services import (
    round_supplies,
    supplies,
    supply_items,
    supply_plans,
    supply_transfers,
    supply_undo,
)
from gridctl.services.office import Office, open_office
from gridctl.services.supply_drafts import PlanOrder
from tui.ledger_of import entries
from tui.screen import Seen, dashboard, play

Demo = Callable[[str], Path]
Stocked = Callable[[str], Path]


def move(
    office: Office, kind: MoveKind, item: str, quantity: str, place: str = "HL", to: str | None = None
) -> None:
    """Book one movement."""
    supplies.book(office, kind, supplies.Change(item, quantity, place, to))


@pytest.fixture
def stocked(demo: Demo) -> Stocked:
    """Give a function that puts goods into the demo store of a language."""

    def made(lang: str = "en") -> Path:
        store = demo(lang)
        with open_office(store) as office:
            supply_items.add(office, "RICE", "大米[/x]", "袋")
            supply_items.add(office, "MASK", "口罩", "盒")
            move(office, MoveKind.RECEIVE, "RICE", "700")
            move(office, MoveKind.RECEIVE, "MASK", "300", place="HL-1")
            move(office, MoveKind.ISSUE, "MASK", "200", place="HL-1", to="HL13-1-1702")
        return store

    return made


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            (
                "what runs out first at first",
                "MASK at HL-1: issued 200",
                "Movements of 口罩 at HL-1",
                "went out",
            ),
        ),
        ("zh", ("库存（先用完的排前）", "MASK（HL-1）：近", "口罩在HL-1的收发记录", "发放")),
    ],
)
def test_stock_its_end_its_movements_and_plans_are_on_one_screen(
    stocked: Stocked, lang: str, words: tuple[str, ...], size: tuple[int, int]
) -> None:
    async def body(seen: Seen) -> None:
        assert all(word in seen.text for word in words)
        rows = [line for line in seen.lines if line.strip().startswith(("MASK", "RICE"))]
        assert rows[0].split()[:4] == ["MASK", "口罩", "HL-1", "100"]
        assert "大米[/x]" in rows[1]
        assert "700" in rows[1]
        assert all(cell_len(line) <= size[0] for line in seen.lines)

    play(dashboard(stocked(lang), screen="supplies"), body, size)


def test_what_comes_in_by_the_form_is_the_same_in_the_ledger_and_can_be_undone(
    stocked: Stocked, tmp_path: Path
) -> None:
    store = stocked("en")
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)
    with open_office(copy) as office:
        move(office, MoveKind.RECEIVE, "RICE", "50")
        supply_undo.undo(office, None, Act())

    async def body(seen: Seen) -> None:
        await seen.press("down", "r", "tab")
        await seen.type("50")
        await seen.press("ctrl+s")
        assert "750" in seen.text
        await seen.press("u")
        assert "slip taken back" in seen.text

    play(dashboard(store, screen="supplies"), body)
    assert entries(store, 2) == entries(copy, 2)


def test_more_than_is_there_is_refused_in_the_form(stocked: Stocked) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("i", "tab")
        await seen.type("101")
        await seen.press("ctrl+s")
        assert "101" in seen.text
        assert "at HL-1 there are 100" in seen.text.replace("│\n", "")

    play(dashboard(stocked("en"), screen="supplies"), body)


def test_a_plan_is_shown_before_it_is_kept_and_handed_out_door_by_door(
    stocked: Stocked, tmp_path: Path
) -> None:
    store = stocked("en")
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)
    with open_office(copy) as office:
        kept = supply_plans.make(office, PlanOrder("RICE", area="HL-1", place="HL"))

    async def body(seen: Seen) -> None:
        await seen.press("down", "l", "tab", "tab")
        await seen.type("HL-1")
        await seen.press("ctrl+s")
        assert "Keep this plan?" in seen.text
        assert f"homes {kept.home_count}" in seen.text
        with open_office(store) as office:
            assert supply_plans.listing(office) == []
        await seen.press("y")
        assert entries(store, 1) == entries(copy, 1)
        await seen.press("tab", "tab", "enter")
        assert f"0 of {kept.granted} handed out" in seen.text
        assert kept.lines[0].home in seen.text
        await seen.press("d")
        assert f"1 of {kept.granted} handed out" in seen.text
        await seen.press("escape", "s")
        assert "For the group: plan 1" in seen.text
        assert kept.lines[0].home not in seen.text
        await seen.press("escape", "d", "y")
        assert not any(f"{kept.granted}" in line for line in seen.lines if "RICE" in line and "HL-1" in line)

    play(dashboard(store, screen="supplies"), body)


def test_an_empty_store_says_how_goods_come_in(run: Callable[..., Any], alone: Path) -> None:
    async def body(seen: Seen) -> None:
        assert "Nothing is in stock" in seen.text
        await seen.press("s", "d", "u")
        assert "Nothing is in stock" in seen.text

    play(dashboard(alone, screen="supplies"), body, (80, 24))
    assert run("supply", "list", "--json").json() == []


def test_goods_go_over_to_another_place_as_the_command_moves_them(stocked: Stocked, tmp_path: Path) -> None:
    store = stocked("en")
    twin = Path(shutil.copy(store, tmp_path / "twin.db"))
    with open_office(twin) as office:
        supply_transfers.transfer(office, supply_transfers.Transfer("RICE", "20", "HL", "HL-1"))

    async def body(seen: Seen) -> None:
        await seen.press("down", "t", "tab")
        await seen.type("20")
        await seen.press("tab", "tab")
        await seen.type("HL-1")
        await seen.press("ctrl+s")
        assert "680" in seen.text

    play(dashboard(store, screen="supplies"), body)
    assert entries(store, 1) == entries(twin, 1)


def test_a_plan_is_handed_out_by_a_round_and_no_plan_says_how_to_make_one(
    stocked: Stocked, tmp_path: Path
) -> None:
    store = stocked("en")

    async def before(seen: Seen) -> None:
        assert "No plan is under way" in seen.text

    play(dashboard(store, screen="supplies"), before)
    with open_office(store) as office:
        number = supply_plans.make(office, PlanOrder("RICE", area="HL-1", place="HL")).id
    twin = Path(shutil.copy(store, tmp_path / "twin.db"))
    with open_office(twin) as office:
        round_supplies.open_for(office, number or 0)

    async def body(seen: Seen) -> None:
        await seen.press("g", "y")
        assert seen.app.screen.name == "rounds"

    play(dashboard(store, screen="supplies"), body)
    assert entries(store, 1)[0][1] == "round.open"
    assert entries(store, 1) == entries(twin, 1)
