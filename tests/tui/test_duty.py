"""The screen of duty: what is to be read there, and that each key does what its command does."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.present.cells import cell_len
from gridctl.tui.widgets.duty_board import DutyBoard
from tui.ledger_of import entries
from tui.roster import GIVEN, MIDDLE_GATE, TODAY, rename, rostered
from tui.screen import LOOKS, Seen, dashboard, play

Entries = list[Any]
Demo = Callable[[str], Path]


@pytest.mark.parametrize(("lang", "size"), LOOKS)
def test_the_board_reads_well(demo: Demo, lang: str, size: tuple[int, int]) -> None:
    async def body(seen: Seen) -> None:
        words = {
            "en": ["hours", "nights", "heads", "missing", "have checked in", "22:00"],
            "zh": ["工时", "夜班", "人数", "缺人", "已到岗", "22:00"],
        }[lang]
        seen_words = words if size[0] > 80 else words[:-1]
        assert all(word in seen.text for word in seen_words), seen.text
        row = next(line for line in seen.lines if line.startswith("李彩云"))
        assert {"en": " M ", "zh": " 中 "}[lang] in row
        assert all(cell_len(line) <= size[0] for line in seen.lines)

    play(dashboard(rostered(demo(lang)), screen="duty"), body, size)


def test_the_cursor_tells_what_is_under_it_and_goes_on_beyond_the_edge(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("slash", *"曹霞", "enter")
        assert "12-17 Fri  曹霞: no duty" in seen.text
        await seen.press("right")
        assert "12-18 Sat  曹霞: Early 06:00-14:00  Gate keeping, 恒利苑网格  (told)" in seen.text
        await seen.press("left", "left", "left")
        assert "12-15 Wed  曹霞: no duty" in seen.text
        await seen.press("t")
        assert "12-17 Fri  曹霞: no duty" in seen.text
        await seen.press("right_square_bracket")
        assert "12-24 Fri" in seen.text

    play(dashboard(rostered(demo("en")), screen="duty"), body)


def test_the_next_gap_is_found_and_filled_with_somebody_who_may(demo: Demo) -> None:
    store = rostered(demo("en"))

    async def body(seen: Seen) -> None:
        await seen.press("n")
        assert "one is missing" in seen.text or "are missing" in seen.text
        await seen.press("a")
        assert "who?" in seen.text
        await seen.press("enter")

    play(dashboard(store, screen="duty"), body)
    assert [one[1] for one in entries(store, 40)].count("turn.assign") == len(GIVEN) + 1


def _both(
    demo: Demo, command: Run, tmp_path: Path, keys: list[str], argv: list[str]
) -> tuple[Entries, Entries]:
    """Return the newest entries of the ledgers of two copies of a store: after keys, and after a command."""
    store = rostered(demo("en"))
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        await seen.press("slash", *"李彩云", "enter")
        await seen.press(*keys)

    play(dashboard(store, screen="duty"), body)
    done = command("--store", str(copy), *argv)
    assert done.exit == 0, done.err
    return entries(store), entries(copy)


def test_checking_in_does_what_the_command_does(demo: Demo, command: Run, tmp_path: Path) -> None:
    screen, typed = _both(demo, command, tmp_path, ["i"], ["duty", "checkin", "LCY1"])
    assert screen == typed
    assert screen[0][1] == "duty.checkin"


def test_checking_out_does_what_the_command_does(demo: Demo, command: Run, tmp_path: Path) -> None:
    store = rostered(demo("en"))
    command("--store", str(store), "duty", "checkin", "LCY1")
    copy = tmp_path / "copy.db"
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        await seen.press("slash", *"李彩云", "enter", "o")
        assert "恒利苑网格  (off duty)" in seen.text

    play(dashboard(store, screen="duty"), body)
    command("--store", str(copy), "duty", "checkout", "LCY1")
    assert entries(store) == entries(copy)


def test_taking_a_turn_off_asks_why(demo: Demo, command: Run, tmp_path: Path) -> None:
    keys = ["x", *"ill", "enter"]
    argv = ["duty", "unassign", "LCY1", "--date", TODAY, "--why", "ill"]
    screen, typed = _both(demo, command, tmp_path, keys, argv)
    assert screen == typed
    assert screen[0][1] == "turn.unassign"


def test_an_absence_offers_to_mend_the_roster(demo: Demo, command: Run, tmp_path: Path) -> None:
    keys = ["b", "enter", "enter", *"ill", "enter", "enter"]
    argv = ["duty", "absence", "add", "LCY1", "--from", TODAY, "--to", TODAY, "--why", "ill"]
    screen, typed = _both(demo, command, tmp_path, [*keys, "escape"], argv)
    assert screen == typed
    assert "absence.add" in [one[1] for one in screen]


def test_two_marked_turns_are_swapped_after_a_look_at_what_comes_of_it(
    demo: Demo, command: Run, tmp_path: Path
) -> None:
    store = rostered(demo("en"))
    copy = Path(shutil.copy(store, tmp_path / "copy.db"))

    async def body(seen: Seen) -> None:
        await seen.press("slash", *"曹霞", "enter", "right", "space")
        await seen.press("slash", *"黄冬生", "enter", "s")
        assert "Swap these two turns?" in seen.text
        assert "2021-12-18  黄冬生  Early  Gate keeping" in seen.text
        assert "turn.swap" not in [one[1] for one in entries(store)]
        await seen.press("y")

    play(dashboard(store, screen="duty"), body)
    assert "turn.swap" in [one[1] for one in entries(store)]
    assert command("--store", str(copy), "duty", "swap", "曹霞", "黄冬生", "--date", "2021-12-18").exit == 0
    assert entries(store) == entries(copy)


def test_who_takes_over_is_shown_before_anything_is_changed(demo: Demo) -> None:
    store = rostered(demo("en"))

    async def body(seen: Seen) -> None:
        await seen.press("slash", *"曹霞", "enter", "right", "r", "ctrl+s")
        assert "Make these 1 changes?" in seen.text
        assert "To be told: 曹霞 (CX1)" in seen.text
        before = entries(store)
        await seen.press("escape")
        assert entries(store) == before
        await seen.press("r", "ctrl+s", "y")

    play(dashboard(store, screen="duty"), body)
    assert "turn.replan" in [one[1] for one in entries(store)]


def test_the_card_of_a_member_is_shown(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("slash", *"李彩云", "enter", "enter")
        assert "Gate keeping" in seen.text
        assert "14:00-22:00" in seen.text
        await seen.press("escape")

    play(dashboard(rostered(demo("en")), screen="duty"), body)


def test_a_post_is_offered_with_what_stands_against_it(demo: Demo) -> None:
    store = rostered(demo("en"))

    async def body(seen: Seen) -> None:
        await seen.press("slash", *"曹霞", "enter", "a")
        assert "which post?" in seen.text
        assert "1 missing" in seen.text
        assert "tier too low" in seen.text
        await seen.press("escape")

    play(dashboard(store, screen="duty"), body)


def test_a_plan_is_made_beside_everything_else_and_its_stop_keeps_the_best(demo: Demo) -> None:
    store = demo("en")

    async def body(seen: Seen) -> None:
        await seen.press("P", "tab")
        await seen.pilot.press("ctrl+s")
        for _turn in range(200):
            await seen.pilot.pause(0.05)
            if "best so far" in seen.text:
                break
        assert "Planning for" in seen.text
        await seen.press("escape")
        assert "Price" in seen.text
        await seen.press("escape")
        assert "is a draft: nobody was told of it" in seen.text
        await seen.press("U", "y")
        assert "No plan waits." in seen.text

    play(dashboard(store, screen="duty", area="HL-1"), body)
    assert [one[1] for one in entries(store, 400) if one[1].startswith("plan.")] == [
        "plan.publish",
        "plan.make",
    ]


def test_names_from_outside_act_nowhere(demo: Demo) -> None:
    store = rostered(demo("en"))
    rename(store, "member", "code", "LCY1", "[/x]\x1b[31m\u202e")

    async def body(seen: Seen) -> None:
        assert "[/x]" in seen.text
        assert "\x1b" not in seen.text
        assert "\u202e" not in seen.text
        for key in ("enter", "a", "x", "b", "r"):
            await seen.press("home", key)
            assert "\u202e" not in seen.text
            await seen.press("escape")

    play(dashboard(store, screen="duty"), body)


def test_an_empty_store_says_what_to_do(run: Run, alone: Path) -> None:
    assert run("area", "list").exit == 0

    async def body(seen: Seen) -> None:
        assert "Posts come with a pack" in seen.text
        await seen.press("a", "x", "i", "b", "r", "n", "enter", "right")
        assert "Posts come with a pack" in seen.text

    play(dashboard(alone, screen="duty"), body, (80, 24))


def test_turns_at_the_same_time_are_marked(demo: Demo) -> None:
    store = rostered(demo("en"))
    from gridctl.services import turns
    from gridctl.services.office import open_office

    with open_office(store) as office:
        turns.assign(office, "LF1", MIDDLE_GATE, TODAY, turns.Hand(force=True, why="nobody else"))

    async def body(seen: Seen) -> None:
        row = next(line for line in seen.lines if line.startswith("李芳"))
        assert "#" in row
        assert "at two posts at once" in seen.text

    play(dashboard(store, screen="duty"), body)


def test_another_screen_can_ask_for_a_turn_or_a_post(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        screen: Any = seen.app.screen
        screen.look_up("turn", "3")
        await seen.settle()
        assert "12-18 Sat  曹霞: Early" in seen.text
        screen.look_up("post", "20")
        await seen.settle()
        assert "12-17 Fri  M Emergencies, 恒利社区: one is missing" in seen.text

    play(dashboard(rostered(demo("en")), screen="duty"), body)


def test_another_look_paints_who_is_on_duty_anew(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        running: Any = seen.app.screen.query_one("#duty-running")
        for _look in range(2):
            await seen.press("ctrl+t")
            colours = {str(span.style) for span in running.content.spans}
            assert seen.app.theme_variables["signal-orange"] in colours

    play(dashboard(rostered(demo("en")), screen="duty"), body)


def test_a_broad_terminal_reads_four_weeks_and_a_narrower_one_two(demo: Demo) -> None:
    app = dashboard(rostered(demo("zh")), screen="duty")

    async def body(seen: Seen) -> None:
        board = seen.app.screen.query_one(DutyBoard)
        assert len(board.sheet.days) == 28
        days = "16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 01 02 03 04 05 06 07 08"
        assert days in " ".join(seen.lines[4].split())
        await seen.pilot.resize_terminal(120, 36)
        await seen.settle()
        assert len(board.sheet.days) == 14

    play(app, body, (200, 50))
