"""Letters into a folder: files of their own, whole, and never those of another letter."""

from dataclasses import replace
from pathlib import Path

import pytest

from gridctl.core.delivering import Carrier, Fate, Verdict
from gridctl.core.destinations import Destination
from gridctl.report.folder import lay_down
from report.letters import HOSTILE, letter


@pytest.fixture
def share(tmp_path: Path) -> Destination:
    """Give a folder."""
    (tmp_path / "share").mkdir()
    return Destination("share", Carrier.FOLDER, path=str(tmp_path / "share"))


def names(to: Destination) -> list[str]:
    """Return what lies in a folder."""
    return sorted(one.name for one in Path(to.path).iterdir())


def test_the_same_letter_replaces_its_own_files_alone(share: Destination) -> None:
    assert lay_down(share, letter()) == Verdict(Fate.SENT)
    first = Path(share.path) / "daily-2021-12-17-恒利.abababab.md"
    assert first.read_bytes() == "# 日报\n".encode()
    assert first.stat().st_mode & 0o777 == 0o600
    assert lay_down(share, letter()) == Verdict(Fate.SENT)
    assert names(share) == [first.name]
    assert lay_down(share, replace(letter(), key="cd" * 20)) == Verdict(Fate.SENT)
    assert names(share) == [first.name, "daily-2021-12-17-恒利.cdcdcdcd.md"]


def test_a_letter_without_files_is_a_text(share: Destination) -> None:
    assert (
        lay_down(share, replace(letter(text=HOSTILE, sheets=False), kind="outbox", day=None)).fate
        is Fate.SENT
    )
    (name,) = names(share)
    assert name == "outbox-2021-12-17.abababab.txt"
    assert "\x1b" not in (Path(share.path) / name).read_text()


def test_a_link_is_replaced_and_not_followed(share: Destination, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep")
    (Path(share.path) / "daily-2021-12-17-恒利.abababab.md").symlink_to(precious)
    assert lay_down(share, letter()) == Verdict(Fate.SENT)
    assert precious.read_text() == "keep"


def test_a_folder_that_is_not_there_is_not_made(share: Destination) -> None:
    gone = replace(share, path=f"{share.path}/not/mounted")
    assert lay_down(gone, letter()) == Verdict(Fate.PUT_OFF, "folder_missing")
    assert names(share) == []
