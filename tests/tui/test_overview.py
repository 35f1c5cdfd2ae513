"""The overview: what can be read on it, its keys, and that no text on it acts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gridctl.core.requests import NewRequest
from gridctl.core.words import AreaKind
from gridctl.main import run as run_gridctl
from gridctl.present.cells import cell_len
from gridctl.services import areas, requests
from gridctl.services.office import open_office
from gridctl.tui.widgets.colour_map import ColourMap
from gridctl.tui.widgets.panel import Panel
from present.hostile import HOSTILE, problems
from tui.screen import LOOKS, Seen, dashboard, play

Demo = Callable[[str], Path]
DEEDS = (
    ("duty", "assign", "LCY1", "2", "--date", "today"),
    ("duty", "checkin", "LCY1"),
    ("round", "open", "sampling", "--area", "HL-2", "--name", "Third PCR", "--until", "22:00"),
    ("request", "assign", "1220", "--to", "LCY1", "--by", "ZY1"),
)
"""What makes the demo busy: somebody on duty, a round, a text that waits."""


def _busy(store: Path) -> Path:
    for words in DEEDS:
        assert run_gridctl(["--store", str(store), *words]) == 0
    return store


@pytest.mark.parametrize(("lang", "size"), LOOKS)
def test_one_look_tells_where_it_burns_and_the_figures_of_the_day(
    demo: Demo, lang: str, size: tuple[int, int]
) -> None:
    async def body(seen: Seen) -> None:
        assert all(cell_len(line) <= size[0] for line in seen.lines)
        first = seen.lines[2]
        assert ("Where it burns  BT > HL" if lang == "en" else "五色图  BT > HL") in first
        assert "G 31  B 1  Y 8  O 1  R 3" in first
        assert "R HL-1 恒利苑网格" in seen.text
        assert "[HL1-1  R1]" in seen.text
        assert "HL13-2 O1" in seen.text
        assert ("long overdue: request 1052" if lang == "en" else "严重超时：求助 1052") in seen.text
        received = next(line for line in seen.lines if ("received" if lang == "en" else "接报 ") in line)
        assert received.split()[-2:] == ["39", "45"]

    play(dashboard(demo(lang)), body, size)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_below_stand_duty_rounds_texts_reminders_and_the_newest(demo: Demo, lang: str) -> None:
    async def body(seen: Seen) -> None:
        told = (
            ("1 missing", "till 22:00", "#1220 assigned")
            if lang == "en"
            else ("缺 1 人", "至 22:00", "#1220 已派单")
        )
        assert all(words in seen.text for words in told)
        assert "李彩云" in seen.text
        assert "Third PCR 1" in seen.text
        assert "  0 %   517" in seen.text
        assert "#1221" in seen.text
        assert ("not reached" if lang == "en" else "未联系上") in seen.text
        assert ("Not told yet" if lang == "en" else "待告知") in seen.text

    play(dashboard(_busy(demo(lang))), body, (160, 45))


def test_at_80_columns_the_tab_key_comes_to_everything(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        found = set()
        for _place in range(6):
            found.add(seen.app.focused.id if seen.app.focused is not None else "")
            await seen.press("tab")
        assert found == {"map", "on-duty", "untold", "rounds", "reminders", "newest"}
        await seen.press("shift+tab")
        assert "Newest" in seen.text

    play(dashboard(demo("en")), body, (80, 24))


def test_the_map_goes_down_to_the_buildings_and_back(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("up", "enter")
        assert "BT > HL > HL-1" in seen.lines[2]
        assert "micro-grids" in seen.text
        assert "HL1   R1" in seen.text
        await seen.press("escape")
        assert "HL-1 恒利苑网格" in seen.text
        await seen.press("escape", "escape")
        assert seen.lines[2].split()[3:6] == ["BT", ">", "HL"]

    play(dashboard(demo("en")), body)


def test_the_arrows_walk_the_tiles_and_the_words_below_follow(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("right")
        assert "[HL-J2  G ]" in seen.text
        assert any(line.startswith(" G HL-J2 沿河步道  nothing open") for line in seen.lines)
        await seen.press("home")
        assert "[HL1-1  R1]" in seen.text

    play(dashboard(demo("en")), body)


def test_the_cursor_stays_where_it_is_when_somebody_writes(demo: Demo) -> None:
    store = demo("en")

    async def body(seen: Seen) -> None:
        await seen.press("right", "right")
        before = seen.app.screen.query_one(ColourMap)._key
        newest = seen.app.screen.query_one("#newest", Panel)
        newest.focus()
        await seen.press("down", "down")
        line = newest._lines[newest._at] if newest._lines else None
        with open_office(store) as office:
            requests.add(office, NewRequest("no water", "HL1-2", "utilities"))
        await seen.pilot.pause(1.0)
        await seen.settle()
        assert "no water" in seen.text
        assert seen.app.screen.query_one(ColourMap)._key == before
        assert newest._lines is not None
        assert newest._lines[newest._at].key == (line.key if line else "")

    play(dashboard(store), body)


def test_an_area_that_was_asked_for_is_all_that_is_looked_at(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        assert "Where it burns  HL-2" in seen.lines[2]
        assert "HL1-1" not in seen.text
        assert "HL-1 " not in seen.text
        await seen.press("escape")
        assert "Where it burns  HL-2" in seen.lines[2]

    play(dashboard(demo("en"), area="HL-2"), body)


def test_a_text_that_waits_is_shown_masked_with_how_to_note_that_it_was_sent(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        seen.app.screen.query_one("#untold", Panel).focus()
        await seen.press("end", "enter")
        assert "gridctl outbox told" in seen.text
        assert "1220" in seen.text
        await seen.press("escape")
        assert "gridctl outbox told" not in seen.text

    play(dashboard(_busy(demo("en"))), body)


@pytest.mark.parametrize(("lang", "size"), LOOKS)
def test_an_empty_store_says_what_to_do(alone: Path, lang: str, size: tuple[int, int]) -> None:
    assert run_gridctl(["init", "--lang", lang]) == 0

    async def body(seen: Seen) -> None:
        for words in ("gridctl demo", "gridctl import areas", "gridctl area add"):
            assert words in seen.text
        assert ("This screen shows it" if lang == "en" else "数据一到") in seen.text

    play(dashboard(alone), body, size)


def test_hostile_names_and_messages_are_harmless(alone: Path) -> None:
    assert run_gridctl(["init"]) == 0
    texts = ["[/x] [bold]", "\x1b[31mred\x1b]52;c;eA==\x07", "a\u202eb", *HOSTILE[:9]]
    with open_office(alone) as office:
        areas.add(office, areas.NewArea("C1", "c", AreaKind.COMMUNITY))
        for place in range(len(texts)):
            areas.add(office, areas.NewArea(f"G{place}", "g", AreaKind.GRID, "C1"))
            requests.add(office, NewRequest("r", f"G{place}", "utilities"))
        with office.store.begin() as work:
            for place, text in enumerate(texts):
                work.conn.exec_driver_sql("UPDATE area SET name = ? WHERE code = ?", (text, f"G{place}"))
                work.conn.exec_driver_sql("UPDATE request SET summary = ? WHERE id = ?", (text, place + 1))

    async def body(seen: Seen) -> None:
        for keys in ((), ("right", "right"), ("enter",), ("escape",)):
            await seen.press(*keys)
            assert not problems(seen.text, "table")
        assert "[/x]" in seen.text
        assert r"\u202e" in seen.text

    play(dashboard(alone), body)


def _line_of(seen: Seen, sign: str) -> str:
    """Return the line of the screen that holds `sign`."""
    return next(line for line in seen.lines if sign in line)


@pytest.mark.parametrize("number", [1221, 1211])
def test_an_event_leads_to_its_request_also_where_that_has_ended(demo: Demo, number: int) -> None:
    async def body(seen: Seen) -> None:
        seen.app.screen.query_one("#newest", Panel).focus()
        news: Any = seen.app.screen.query_one("#newest", Panel)
        place = next(n for n, line in enumerate(news._lines) if line.key == str(number))
        await seen.press(*["down"] * place, "enter")
        assert seen.app.screen.name == "requests"
        assert str(number) in _line_of(seen, ">")
        assert f"#{number} " in seen.text

    play(dashboard(demo("zh")), body)


def test_a_request_that_is_not_in_the_area_is_said_to_be_elsewhere(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        seen.app.look_up("requests", "request", "1221")
        await seen.settle()
        assert [one.message for one in seen.app._notifications] == ["#1221 is not in these areas."]

    play(dashboard(demo("en"), area="HL-1"), body)


def test_a_calm_tile_leads_to_its_area_and_a_building_to_its_doors(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        seen.app.look_up("people", "building", "HL12")
        await seen.settle()
        assert seen.app.screen.name == "people"
        assert "18 F" in seen.text
        await seen.press("1", "home", "down", "enter")
        assert seen.app.screen.name == "people"
        assert "Residents in 1幢3单元" in seen.text

    play(dashboard(demo("en")), body)


def test_keys_of_the_requests_lead_there(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("n")
        assert seen.app.screen.name == "requests"
        assert "1221" in _line_of(seen, ">")
        await seen.press("1", "a")
        assert "New request" in seen.text
        await seen.press("escape", "1", "p")
        assert seen.app.screen_stack[0].name == "requests"

    play(dashboard(demo("en")), body)
