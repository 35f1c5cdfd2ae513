"""Report files, as cron writes them: the same name, whole, one writer at a time."""

import fcntl
import os
from pathlib import Path

import pytest

from conftest import Run
from gridctl.report.files import report_name, write_report


def test_the_same_day_has_the_same_file(town: Run, tmp_path: Path) -> None:
    folder = tmp_path / "returns"
    first = town("report", "daily", "--out", str(folder))
    assert first.out.strip() == str(folder / "daily-2021-12-17.md")
    town("request", "add", "one more")
    second = town("report", "daily", "--out", str(folder), "--area", "HL")
    assert second.out.strip() == str(folder / "daily-2021-12-17-HL.md")
    town("report", "daily", "--out", str(folder))
    found = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    assert found == ["daily-2021-12-17-HL.md", "daily-2021-12-17.md"]
    assert "| received | 11 |" in (folder / "daily-2021-12-17.md").read_text("utf-8")
    assert (folder / "daily-2021-12-17.md").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("shape", "suffix"), [("text", ".txt"), ("md", ".md"), ("json", ".json")])
def test_each_format_has_its_suffix(town: Run, tmp_path: Path, shape: str, suffix: str) -> None:
    town("report", "daily", "--out", str(tmp_path / "r"), "--format", shape)
    assert (tmp_path / "r" / f"daily-2021-12-17{suffix}").stat().st_size > 0


def test_quiet_says_nothing(town: Run, tmp_path: Path) -> None:
    answer = town("report", "daily", "--out", str(tmp_path / "r"), "--quiet")
    assert (answer.exit, answer.out, answer.err) == (0, "", "")


def test_the_second_writer_of_the_same_report_is_told_to_try_again(town: Run, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    town("report", "daily", "--out", str(folder))
    before = (folder / "daily-2021-12-17.md").read_bytes()
    handle = os.open(folder / ".daily-2021-12-17.md.lock", os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        answer = town("report", "daily", "--out", str(folder))
    finally:
        os.close(handle)
    assert answer.exit == 75
    assert (folder / "daily-2021-12-17.md").read_bytes() == before


def test_what_a_killed_writer_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".daily.md.x1.tmp").write_text("half", "utf-8")
    write_report(tmp_path, "daily.md", "whole\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["daily.md"]


def test_a_file_in_the_place_of_the_folder_is_one_clear_error(town: Run, tmp_path: Path) -> None:
    (tmp_path / "r").write_text("", "utf-8")
    answer = town("report", "daily", "--out", str(tmp_path / "r"))
    assert answer.exit == 5
    assert len(answer.lines) == 2


def test_a_name_is_made_of_safe_characters() -> None:
    assert report_name("daily", "2021-12-17", "../x y", ".md") == "daily-2021-12-17-.._x_y.md"
    assert report_name("daily", "2021-12-17", "恒利", ".md") == "daily-2021-12-17-恒利.md"
