"""The screen of rounds: what is to be read there, and that each key does what its command does."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.present.cells import cell_len
from gridctl.services import rounds
from gridctl.services.office import open_office
from tui.ledger_of import entries
from tui.roster import rename
from tui.screen import LOOKS, Seen, dashboard, play

Demo = Callable[[str], Path]


def walked(store: Path, checklist: str = "sampling", where: str | None = "building:HL6") -> Path:
    """Open a round over a building of seven floors; return the store."""
    with open_office(store) as office:
        rounds.open_round(office, rounds.NewRound(checklist, "HL", where))
    return store


def floor(seen: Seen, number: int) -> str:
    """Return the line of a floor."""
    return next(line for line in seen.lines if f" {number} F" in line or f" {number} 层" in line)


@pytest.mark.parametrize(("lang", "size"), LOOKS)
def test_the_building_stands_there_floor_by_floor(demo: Demo, lang: str, size: tuple[int, int]) -> None:
    async def body(seen: Seen) -> None:
        assert "1-01  1-02    2-01  2-02" in seen.text
        assert "[." in floor(seen, 7)
        words = {"en": ["Sampling 1", "0% of 84", "not visited"], "zh": ["采样 1", "应走访 84", "未走访"]}[
            lang
        ]
        assert all(word in seen.text for word in words), seen.text
        assert "HL6-1-701" in seen.text
        assert all(cell_len(line) <= size[0] for line in seen.lines)

    play(dashboard(walked(demo(lang)), screen="rounds"), body, size)


def test_arrows_walk_the_doors_and_names_are_masked(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("down", "right")
        assert "HL6-1-602" in seen.text
        await seen.press("right")
        assert "HL6-2-601" in seen.text
        await seen.press("up", "left", "left", "left")
        assert "HL6-1-701" in seen.text
        assert "**" in seen.text

    play(dashboard(walked(demo("en")), screen="rounds"), body)


def test_one_key_records_as_the_command_does_and_goes_on_to_the_next_door(
    demo: Demo, command: Run, tmp_path: Path
) -> None:
    store = walked(demo("en"))
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        await seen.press("d")
        assert "#" in floor(seen, 7)
        assert "HL6-1-701: completed" in seen.text
        await seen.press("n", "r")

    play(dashboard(store, screen="rounds"), body)
    for argv in (["HL6-1-701"], ["HL6-1-702", "no_answer"], ["HL6-1-601", "refused"]):
        assert command("--store", str(copy), "round", "record", "1", *argv).exit == 0
    assert entries(store, 12) == entries(copy, 12)


def test_undo_takes_back_what_one_key_has_recorded(demo: Demo) -> None:
    store = walked(demo("en"))

    async def body(seen: Seen) -> None:
        before = floor(seen, 7)
        await seen.press("x")
        assert " x " in floor(seen, 7)
        await seen.press("u")
        assert floor(seen, 7) == before
        assert "Taken back: HL6-1-701" in seen.text

    play(dashboard(store, screen="rounds"), body)
    assert entries(store)[0][1] == "round.undo"


def test_the_questions_are_a_form_and_sticky_answers_stay(demo: Demo) -> None:
    store = walked(demo("en"))

    async def body(seen: Seen) -> None:
        await seen.press("enter")
        assert "stays for the next doors" in seen.text
        seen.app.screen.query_one("#field-item-tube").focus()
        await seen.press(*"0817", "ctrl+s")
        assert "stays: tube=0817" in seen.text
        await seen.press("d")

    play(dashboard(store, screen="rounds"), body)
    with open_office(store) as office, office.store.read() as work:
        from sqlalchemy import text

        found = list(work.execute(text("SELECT answers FROM visit")).scalars())
    assert found
    assert all("0817" in one for one in found)


def test_done_asks_for_the_answers_that_the_checklist_wants(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("d")
        assert "Short of food *" in seen.text
        await seen.press("ctrl+s")
        assert "is not done without an answer" in seen.text
        await seen.press("escape", "p")
        assert " p " in floor(seen, 7)

    play(dashboard(walked(demo("en"), "three-visits"), screen="rounds"), body)


def test_the_knock_list_and_what_is_missing_lead_to_a_door(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("k", *"HL6-1", "enter")
        assert "Knock next" not in seen.text
        await seen.press("l")
        assert "Missing in HL6" in seen.text
        await seen.press(*"HL6-1-3", "enter")
        assert "[" in floor(seen, 3)

    play(dashboard(walked(demo("en")), screen="rounds"), body)


def test_rounds_and_buildings_are_changed_by_keys(demo: Demo) -> None:
    store = walked(walked(demo("en")), "sampling", None)

    async def body(seen: Seen) -> None:
        assert "Sampling 2" in seen.text
        assert "1幢:" in seen.text
        await seen.press("right_square_bracket")
        assert "2幢:" in seen.text
        await seen.press("full_stop")
        assert "Sampling 1" in seen.lines[2]
        await seen.press("d", "h")
        assert "2021-12-17 18:00" in seen.text
        await seen.press("escape")
        screen: Any = seen.app.screen
        screen.look_up("round", "2")
        await seen.settle()
        assert "Sampling 2" in seen.lines[2]

    play(dashboard(store, screen="rounds"), body)


def test_a_round_is_opened_and_closed_here_as_by_the_commands(demo: Demo, tmp_path: Path) -> None:
    store, copy = demo("en"), tmp_path / "copy.db"
    shutil.copy(store, copy)
    with open_office(copy) as office:
        rounds.close(office, rounds.open_round(office, rounds.NewRound("sampling", "HL6-1")).id)

    async def body(seen: Seen) -> None:
        assert "No round is open. O opens one." in seen.text
        await seen.press("O")
        chosen = seen.app.screen.query_one("#field-checklist")
        chosen.value = "sampling"  # type: ignore[attr-defined]
        seen.app.screen.query_one("#field-area").focus()
        await seen.press(*"HL6-1", "ctrl+s")
        assert "Sampling 1" in seen.text
        await seen.press("C")
        assert "Close the round?" in seen.text
        await seen.press("y")
        assert "No round is open." in seen.text

    play(dashboard(store, screen="rounds"), body)
    assert [one[1] for one in entries(store, 2)] == ["round.close", "round.open"]
    assert entries(store, 2) == entries(copy, 2)


def test_a_round_over_buildings_is_a_list(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        assert "HL6" in seen.text
        await seen.press("tab", "tab", "d")

    play(dashboard(walked(demo("en"), "patrol"), screen="rounds"), body)


def test_names_from_outside_act_nowhere(demo: Demo) -> None:
    store = walked(demo("en"))
    rename(store, "building", "code", "HL6", "[/x]\x1b[31m\u202e")

    async def body(seen: Seen) -> None:
        assert "[/x]" in seen.text
        for key in ("enter", "k", "l", "h"):
            await seen.press(key)
            assert "\x1b" not in seen.text
            assert "\u202e" not in seen.text
            await seen.press("escape")

    play(dashboard(store, screen="rounds"), body)


def test_an_empty_store_says_what_to_do(run: Run, alone: Path) -> None:
    assert run("area", "list").exit == 0

    async def body(seen: Seen) -> None:
        assert "No round is open. O opens one." in seen.text
        await seen.press("d", "u", "enter", "k", "l", "h", "C", "right_square_bracket", "full_stop")
        assert "No round is open." in seen.text

    play(dashboard(alone, screen="rounds"), body, (80, 24))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_doors_are_seen_also_after_the_overview(demo: Demo, size: tuple[int, int]) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("4")
        assert seen.app.screen.query_one("#house").size.height >= size[1] // 3
        assert seen.app.screen.query_one("#rounds").size.height <= 9

    play(dashboard(walked(demo("en"))), body, size)


def test_without_a_round_no_key_is_told_that_needs_one(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        assert "O open a round" in seen.lines[-1]
        assert not any(word in seen.lines[-1] for word in ("done", "where next", "ask all"))

    play(dashboard(demo("en"), screen="rounds"), body, (80, 24))
