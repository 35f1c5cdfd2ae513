"""Paste a chat, confirm its drafts: each answer stored at once, and in the ledger as the command's."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from conftest import Run
from gridctl.core.inbox_views import DraftView
from gridctl.services import inbox, pasting, requests
from gridctl.services.office import open_office
from gridctl.tui.dialogs.form import Form
from gridctl.tui.dialogs.inbox import Inbox
from gridctl.tui.dialogs.paste import Paste
from gridctl.tui.inbox_rows import row_of
from gridctl.tui.widgets.window_table import WindowTable
from tui.screen import LOOKS, Seen, dashboard, play
from tui.screens.test_requests import newest, screen_of

Demo = Callable[[str], Path]

CHAT = """周敏 12/17 8:03
12-1-401 我妈的降压药只够今天了 哪位志愿者能代配一下

吴刚 12/17 8:04
收到 辛苦了

周敏 12/17 8:05
电话13800001234

韩雪 12/17 8:07
12-2-302 厨房水管爆了 水都漏到楼下了
"""
LIST = """今天 17:00
接龙 12月18日上午采样志愿者
1. 高飞 13900008888
2. 田园 13900009999
"""


def pasted(store: Path, text: str = CHAT) -> list[DraftView]:
    """Return the drafts of a chat, most urgent first, kept in the store."""
    with open_office(store) as office:
        pasting.paste(office, text, building="HL12")
        return inbox.listing(office)


def told(seen: Seen) -> str:
    """Return what the dashboard has told, whether or not it is still on the screen."""
    return "\n".join(one.message for one in seen.app._notifications)


def _last(store: Path) -> int:
    """Return the number of the newest request."""
    with sqlite3.connect(store) as conn:
        return int(conn.execute("SELECT max(id) FROM request").fetchone()[0])


def waiting(store: Path) -> list[DraftView]:
    """Return what waits."""
    with open_office(store) as office:
        return inbox.listing(office)


def test_a_pasted_chat_becomes_drafts_and_those_requests(run: Run, demo: Demo, tmp_path: Path) -> None:
    store, chat, copy = demo("en"), tmp_path / "chat.txt", tmp_path / "copy.db"
    chat.write_text(CHAT)
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        await seen.press("p")
        seen.app.screen.query_one("#building", Input).value = "HL12"
        seen.app.screen.query_one("#chat", TextArea).text = CHAT
        await seen.press("ctrl+s")
        assert isinstance(seen.app.screen, Inbox)
        assert "2 drafts." in told(seen)
        assert run("--store", str(copy), "request", "paste", str(chat), "--building", "HL12").exit == 0
        assert newest(store) == newest(copy)
        first, second = waiting(store)
        await seen.press("enter")
        assert [one.id for one in waiting(store)] == [second.id]
        assert run("--store", str(copy), "inbox", "take", str(first.id)).exit == 0
        assert newest(store) == newest(copy)
        await seen.press("escape")
        assert "降压药" in seen.text

    play(dashboard(store, screen="requests"), body)


@pytest.mark.parametrize(("lang", "size"), LOOKS)
def test_the_inbox_can_be_read(demo: Demo, lang: str, size: tuple[int, int]) -> None:
    store = demo(lang)
    first, _second = pasted(store)

    async def body(seen: Seen) -> None:
        await seen.press("i")
        head = next(line for line in seen.lines if ("no." if lang == "en" else "编号") in line)
        assert ("urgency" if lang == "en" else "紧急程度") in head
        row = next(line for line in seen.lines if "│ > " in line)
        assert row.split("│ >")[1].split()[0] == str(first.id)
        assert "HL12-1-401" in row
        assert "138****1234" in seen.text
        assert "13800001234" not in seen.text
        assert ("take" if lang == "en" else "收下") in seen.lines[-1]
        assert all(strip.cell_length == size[0] for strip in seen.app.screen._compositor.render_strips())

    play(dashboard(store, screen="requests"), body, size)


def test_a_draft_is_changed_as_the_command_does(run: Run, demo: Demo, tmp_path: Path) -> None:
    store, copy = demo("en"), tmp_path / "copy.db"
    _first, second = pasted(store)
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        await seen.press("i", "down", "e")
        form = seen.app.screen
        assert isinstance(form, Form)
        assert form.query_one("#field-name", Input).value == ""
        form.query_one("#field-summary", Input).value = "water pipe burst"
        await seen.press("ctrl+s")
        changed = waiting(store)[1]
        assert (changed.summary, changed.name, changed.home) == ("water pipe burst", second.name, second.home)
        words = ("inbox", "edit", str(second.id), "--summary", "water pipe burst")
        assert run("--store", str(copy), *words).exit == 0
        assert newest(store) == newest(copy)

    play(dashboard(store, screen="requests"), body)


def test_a_draft_is_seen_in_full_for_a_while_and_the_ledger_keeps_it(
    run: Run, demo: Demo, tmp_path: Path
) -> None:
    store, copy = demo("en"), tmp_path / "copy.db"
    first, _second = pasted(store)
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        await seen.press("i", "v")
        assert "13800001234" in seen.text
        assert "我妈的降压药" in seen.text
        assert run("--store", str(copy), "inbox", "show", str(first.id), "--reveal").exit == 0
        assert newest(store) == newest(copy)
        await seen.press("down", "up")
        assert "13800001234" not in seen.text

    play(dashboard(store, screen="requests"), body)


def test_dropping_asks_and_what_is_marked_goes_together(run: Run, demo: Demo, tmp_path: Path) -> None:
    store, copy = demo("en"), tmp_path / "copy.db"
    numbers = [str(one.id) for one in pasted(store)]
    shutil.copy(store, copy)

    async def body(seen: Seen) -> None:
        await seen.press("i", "x", "n")
        assert len(waiting(store)) == 2
        await seen.press("space", "space", "x")
        assert "Drop 2 drafts?" in seen.text
        await seen.press("y")
        assert "The inbox is empty" in seen.text
        assert run("--store", str(copy), "inbox", "drop", *numbers).exit == 0
        assert newest(store) == newest(copy)

    play(dashboard(store, screen="requests"), body)


def test_what_somebody_else_took_is_said_and_the_list_is_fresh(demo: Demo) -> None:
    store = demo("en")
    first, _second = pasted(store)

    async def body(seen: Seen) -> None:
        await seen.press("i")
        with open_office(store) as office:
            inbox.take(office, first.id or 0)
        await seen.press("t")
        assert "became request" in seen.text
        assert seen.app.screen.query_one(Inbox.AUTO_FOCUS).total == 1  # type: ignore[attr-defined]

    play(dashboard(store, screen="requests"), body)


def test_nothing_to_read_is_said_and_the_words_stay(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("p")
        await seen.type("   ")
        await seen.press("ctrl+s")
        assert isinstance(seen.app.screen, Paste)
        assert "there is nothing to read" in seen.text
        seen.app.screen.query_one("#chat", TextArea).text = CHAT
        seen.app.screen.query_one("#building", Input).value = "NOSUCH"
        await seen.press("ctrl+s")
        assert seen.app.screen.query_one("#chat", TextArea).text == CHAT
        await seen.press("escape")
        assert screen_of(seen)

    play(dashboard(demo("en"), screen="requests"), body)


def test_who_signed_up_for_a_shift_is_stored_if_wished(demo: Demo) -> None:
    store = demo("zh")

    async def body(seen: Seen) -> None:
        await seen.press("p")
        seen.app.screen.query_one("#chat", TextArea).text = LIST
        await seen.press("ctrl+s")
        assert "登记2条接龙报班" in seen.text
        assert "高飞" in seen.text
        await seen.press("y")
        assert isinstance(seen.app.screen, Inbox)
        assert "已登记接龙报班：2条" in told(seen)

    play(dashboard(store, screen="requests"), body)


def test_hostile_messages_are_words(demo: Demo) -> None:
    store = demo("en")
    pasted(store, "周敏 12/17 8:03\n12-1-401 [/x][bold]急需胰岛素\u202e 药断了\x1b[31m 求助\n")

    async def body(seen: Seen) -> None:
        await seen.press("i")
        assert "[/x][bold]" in seen.text
        assert "\u202e" not in seen.text
        assert "\x1b" not in seen.text
        await seen.press("e", "escape", "x", "y")
        assert not waiting(store)

    play(dashboard(store, screen="requests"), body)


def test_danger_twins_and_doubt_stand_in_the_row(demo: Demo) -> None:
    store = demo("en")
    pasted(store)
    pasted(store, "王芳 12/17 9:00\n12-1-401 降压药吃完了 求代配\n")
    pasted(store, "赵六 12/17 9:05\n12-2-501 老人倒地没有呼吸了 快来人\n")
    rows = [row_of(one) for one in waiting(store)]
    assert rows[0].codes["urgency"] == "critical"
    assert any("draft" in row.cells[6] for row in rows)

    async def body(seen: Seen) -> None:
        await seen.press("i")
        assert "Danger to life: call" in seen.text
        await seen.press("t")
        with open_office(store) as office:
            found = requests.listing(office, requests.Query(words="urgency:critical sort:-number", limit=1))
            assert "倒地" in next(iter(found)).summary

    play(dashboard(store, screen="requests"), body)


def test_the_inbox_follows_what_another_process_pastes_and_keeps_its_place(demo: Demo) -> None:
    store = demo("en")
    _first, second = pasted(store)

    async def body(seen: Seen) -> None:
        await seen.press("i", "down")
        table = seen.app.screen.query_one(WindowTable)
        assert (table.cursor_key, table.total) == (second.id, 2)
        pasted(store, "王阿姨 12/17 9:10\n12-1-502 孩子发烧39度 家里没有药了\n")
        await seen.pilot.pause(1.0)
        await seen.settle()
        assert (table.cursor_key, table.total) == (second.id, 3)

    play(dashboard(store, screen="requests"), body)


def test_a_key_shows_the_keys_of_the_inbox(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("i")
        assert "? keys" in seen.lines[-1]
        await seen.press("question_mark")
        assert all(word in seen.text for word in ("take", "drop", "reveal"))
        await seen.press("escape", "escape")

    play(dashboard(demo("en"), screen="requests"), body)


def test_a_form_that_is_sent_twice_takes_in_one_request_and_goes_on_with_it(
    demo: Demo, command: Run, tmp_path: Path
) -> None:
    store = demo("en")
    copy = Path(shutil.copy(store, tmp_path / "copy.db"))
    before = _last(store)

    async def body(seen: Seen) -> None:
        await seen.press("down", "a")
        await seen.type("HL5-1-301 no insulin left")
        seen.app.simulate_key("ctrl+s")
        seen.app.simulate_key("ctrl+s")
        await seen.settle()
        await seen.settle()
        assert seen.app.screen.query_one(WindowTable).cursor_key == before + 1
        await seen.press("g")
        assert f"Give #{before + 1} to" in seen.text
        await seen.press("escape")

    play(dashboard(store, screen="requests"), body)
    assert _last(store) == before + 1
    assert command("--store", str(copy), "request", "add", "HL5-1-301 no insulin left").exit == 0
    assert newest(store) == newest(copy)
