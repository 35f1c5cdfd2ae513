"""The outbox from everywhere: texts that wait, one in full to copy, told and untold."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gridctl.core.private import Reveal
from gridctl.core.requests import Act
from gridctl.present import tellings
from gridctl.services import handing, outbox
from gridctl.services.office import open_office
from tui.ledger_of import entries
from tui.screen import Seen, dashboard, play

Run = Callable[..., Any]


def test_a_text_is_read_in_full_told_and_untold_as_by_the_commands(
    town: Run, alone: Path, tmp_path: Path
) -> None:
    assert town("request", "assign", "1", "--to", "L1").exit == 0
    copy = tmp_path / "copy.db"
    shutil.copy(alone, copy)
    with open_office(copy) as office:
        (one,) = outbox.listing(office, outbox.Query(), Reveal())
        text = tellings.row(one).text
        outbox.told(office, [one.id])
        outbox.told(office, [one.id], is_told=False)

    async def body(seen: Seen) -> None:
        await seen.press("o")
        assert text.partition("\n")[0] in seen.text
        await seen.press("enter")
        assert all(line in seen.text for line in text.splitlines())
        await seen.press("escape", "d")
        assert "Nothing waits to be told." in seen.text
        await seen.press("u")
        assert text.partition("\n")[0] in seen.text
        await seen.press("escape")
        assert "To be told" not in seen.text

    play(dashboard(alone), body)
    assert entries(alone, 3) == entries(copy, 3)


def test_an_empty_outbox_says_so(run: Run, alone: Path) -> None:
    async def body(seen: Seen) -> None:
        await seen.press("o", "enter", "d", "u")
        assert "Nothing waits to be told." in seen.text

    play(dashboard(alone), body, (80, 24))
    assert run("outbox", "--json").json() == []


@pytest.mark.parametrize(("area", "is_there"), [("HL-2", True), ("HL-1", False)])
def test_a_screen_of_one_area_has_its_texts_alone(
    demo: Callable[[str], Path], area: str, is_there: bool
) -> None:
    store = demo("en")
    with open_office(store) as office:
        handing.assign(office, [1221], handing.To("WY1"), Act())

    async def body(seen: Seen) -> None:
        await seen.press("o")
        assert ("王勇" in seen.text) is is_there
        assert ("Nothing waits to be told." in seen.text) is not is_there

    play(dashboard(store, area=area), body)
