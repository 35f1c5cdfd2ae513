"""The screen of reports: reading changes nothing, writing is what the command does."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gridctl.core.requests import NewRequest
from gridctl.main import run as run_gridctl
from gridctl.present.cells import cell_len
from gridctl.services import ledger, report_days, reports, requests
from gridctl.services.office import open_office
from tui.screen import LOOKS, Seen, dashboard, play

Demo = Callable[[str], Path]


def _entries(store: Path) -> list[tuple[Any, ...]]:
    with open_office(store) as office:
        found = ledger.listing(office, ledger.Query(action="report"))
        return [(row.operator, row.action, row.thing, row.thing_id, row.changes, row.reason) for row in found]


def _said(seen: Seen, words: str) -> bool:
    return any(words in one.message for one in seen.app._notifications)


@pytest.mark.parametrize(("lang", "size"), LOOKS)
def test_the_report_stands_beside_the_days(demo: Demo, lang: str, size: tuple[int, int]) -> None:
    async def body(seen: Seen) -> None:
        assert all(cell_len(line) <= size[0] for line in seen.lines)
        assert ("2021-12-17  has not ended" if lang == "en" else "2021-12-17  尚未结束") in seen.text
        assert ("Daily report 2021-12-17" if lang == "en" else "日报 2021-12-17") in seen.text
        await seen.press("left")
        assert ("Daily report 2021-12-16" if lang == "en" else "日报 2021-12-16") in seen.text
        await seen.press("right")
        assert ("Daily report 2021-12-17" if lang == "en" else "日报 2021-12-17") in seen.text

    play(dashboard(demo(lang), screen="reports"), body, size)


def test_reading_keeps_nothing_and_writing_leaves_the_entry_of_the_command(
    demo: Demo, tmp_path: Path
) -> None:
    store, other = demo("en"), tmp_path / "other.db"
    shutil.copy(store, other)
    before = _entries(store)

    async def body(seen: Seen) -> None:
        await seen.press("left", "left")
        assert _entries(store) == before
        await seen.press("w")
        assert _said(seen, "The report of 2021-12-15 is written")
        await seen.pilot.pause(1.0)
        await seen.settle()
        assert "2021-12-15  written 12-17 18:42" in seen.text

    play(dashboard(store, screen="reports"), body)
    assert run_gridctl(["--store", str(other), "report", "daily", "--date", "2021-12-15"]) == 0
    assert _entries(store) == _entries(other) != before


def test_a_day_that_has_not_ended_is_not_kept(demo: Demo) -> None:
    store = demo("en")
    before = _entries(store)

    async def body(seen: Seen) -> None:
        await seen.press("w")
        assert _said(seen, "2021-12-17 has not ended")

    play(dashboard(store, screen="reports"), body)
    assert _entries(store) == before


def test_what_came_in_from_files_since_is_told_beside_the_report(demo: Demo) -> None:
    store = demo("en")
    with open_office(store) as office:
        reports.daily(office, reports.Wanted(day="2021-12-16"))
        with office.store.begin() as work:
            work.conn.exec_driver_sql(
                "UPDATE report SET figures = json_set(figures, '$.requests.received', 44)"
            )
        found = report_days.differences(office, reports.Wanted(day="2021-12-16"))
        assert found == {"received": (44, 45)}
        assert [one.written_at is not None for one in report_days.days(office, 3)] == [False, True, False]

    async def body(seen: Seen) -> None:
        await seen.press("left")
        assert "received: written 44, counted now 45" in seen.text

    play(dashboard(store, screen="reports"), body)


def test_the_lines_for_a_group_are_a_key_away(demo: Demo) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("left", "s")
        assert "Received 45" in seen.text
        await seen.press("escape", "enter", "down", "up", "escape")
        assert "Daily report 2021-12-16" in seen.text

    play(dashboard(demo("en"), screen="reports"), body)


def test_an_empty_store_has_a_report_of_nothing_and_hostile_words_do_not_act(alone: Path) -> None:
    assert run_gridctl(["init"]) == 0
    with open_office(alone) as office:
        requests.add(office, NewRequest("[/x] [bold]", category="utilities"))

    async def body(seen: Seen) -> None:
        await seen.press("end")
        await seen.press("home", "enter", "end")
        assert "[/x] [bold]" in seen.text

    play(dashboard(alone, screen="reports"), body, (120, 60))
