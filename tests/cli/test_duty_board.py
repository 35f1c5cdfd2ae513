"""Issue 6, the board: members by days, for the width of a terminal, and what is missing."""

import csv
import io
from pathlib import Path

import pytest

from conftest import Run
from duty_world import Ends, post, turn
from gridctl.present.cells import cell_len
from gridctl.services.office import Office, open_office
from posts_world import add_post


@pytest.fixture
def wall(town: Run, office: Office) -> Run:
    """Let a gate and a patrol be half filled for the week of the 20th."""
    gate = post(office, "gate", "HL-K", "early", Ends(least=2, best=2, place="东门"))
    night = post(office, "inner_patrol", "HL-1", "night")
    for day in ("2021-12-20", "2021-12-21", "2021-12-23"):
        turn(office, gate, "L1", day)
    turn(office, gate, "Z1", "2021-12-20", "draft")
    for number in range(20, 27):
        turn(office, night, "W1", f"2021-12-{number}")
    turn(office, gate, "Z2", "2021-12-22", "offered")
    return town


def lines(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int, *words: str) -> list[str]:
    """Return the board as a terminal of so many columns gets it."""
    monkeypatch.setenv("COLUMNS", str(columns))
    done = run("duty", "board", "--from", "2021-12-20", *words)
    assert done.exit == 0, done.err
    return done.out.splitlines()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_week_fits_eighty_columns(wall: Run, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("GRIDCTL_LANG", lang)
    board = lines(wall, monkeypatch, 80)
    assert max(map(cell_len, board)) <= 80
    assert len(board) <= 24
    (mine,) = [line for line in board if line.startswith("王秀英")]
    early, night = "E", "夜" if lang == "zh" else "N"  # no pack in force there names the early shift
    assert mine.split() == ["王秀英", *[night] * 7, "56", "7"]
    (gone,) = [line for line in board if line.startswith("张敏 Z1")]
    assert gone.split() == ["张敏", "Z1", f"{early}?", *["."] * 6, "8", "0"]
    assert any(f"{early} " in line and f"{night} " in line and "22:00-06:00" in line for line in board)


def test_the_months_and_the_heads_are_not_cut(wall: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    board = lines(wall, monkeypatch, 80, "--area", "HL-1")
    assert board[0].split()[0] == "2021-12"
    assert any(line.startswith("heads ") for line in board)
    over = lines(wall, monkeypatch, 200, "--days", "20", "--area", "HL-1")
    assert over[0] == "2021-12 2022-01"
    assert over[1].split() == [f"{(19 + day) % 31 + 1:02}" for day in range(20)]


def test_csv_keeps_the_letters_in_every_language(wall: Run) -> None:
    said = wall("--lang", "zh", "duty", "board", "--from", "2021-12-20", "--format", "csv").out
    assert ",N,N,N,N,N,N,N," in said
    assert "| 夜 |" in wall("--lang", "zh", "duty", "board", "--from", "2021-12-20", "--format", "md").out


def test_columns_stand_below_each_other(wall: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    board = lines(wall, monkeypatch, 80, "--days", "5")
    days = next(line for line in board if "20" in line)
    at = days.index("22") + 2
    row = next(line for line in board if line.startswith("张敏 Z2"))
    cells = cell_len(row[: row.index("E*") + 2])
    assert cells == at


def test_a_narrow_terminal_folds_the_days(wall: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    board = lines(wall, monkeypatch, 40, "--days", "14")
    assert max(map(cell_len, board)) <= 40
    assert len([line for line in board if line.startswith("王秀英")]) == 3


def test_what_is_missing_stands_below(wall: Run) -> None:
    view = wall("duty", "board", "--from", "2021-12-20", "--days", "2", "--area", "HL-K", "--json").json()
    assert view["days"] == ["2021-12-20", "2021-12-21"]
    assert [(gap["duty"], gap["letter"], gap["missing"]) for gap in view["gaps"]] == [
        ("gate", "E", {"2021-12-21": 1})
    ]
    assert [(row["member"], row["hours"], row["nights"]) for row in view["rows"]] == [
        ("L1", 16.0, 0), ("Z1", 8.0, 0),
    ]  # fmt: skip


def test_an_empty_standby_is_named_as_one_behind_what_is_needed(wall: Run, alone: Path) -> None:
    with open_office(alone) as office:
        add_post(office, "HL-K", "emergencies", standby=True)
    words = ("duty", "board", "--from", "2021-12-21", "--days", "1")
    view = wall(*words, "--json").json()
    assert [gap["standby"] for gap in view["gaps"]] == [False, True]
    assert [line for line in wall(*words).out.splitlines() if line.endswith("(standby)")]
    assert [line for line in wall("--lang", "zh", *words).out.splitlines() if line.endswith("（机动）")]


def test_everybody_of_an_area_shows_who_has_nothing(wall: Run) -> None:
    words = ("duty", "board", "--from", "2021-12-22", "--days", "1", "--area", "HL", "--json")
    assert [row["member"] for row in wall(*words).json()["rows"]] == ["Z2", "W1"]
    assert [row["member"] for row in wall(*words, "--everybody").json()["rows"]] == ["Z2", "L1", "W1", "Z1"]


def test_csv_has_a_column_for_each_day(wall: Run) -> None:
    done = wall("duty", "board", "--from", "2021-12-20", "--days", "3", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"))))
    assert list(rows[0]) == ["member", "name", "2021-12-20", "2021-12-21", "2021-12-22", "hours", "nights"]
    assert [row["2021-12-20"] for row in rows if row["member"] == "L1"] == ["E"]
    assert [row["2021-12-22"] for row in rows if not row["member"]] == ["-1"]


def test_a_week_without_duty_is_said_and_too_many_days_are_refused(wall: Run) -> None:
    done = wall("duty", "board", "--from", "2023-12-20")
    assert (done.exit, done.out) == (0, "")
    assert wall("duty", "board", "--days", "93").exit == 2


def test_hostile_names_do_no_harm(wall: Run, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    wall("member", "add", "X1", "=[/x]" + "很长的名字" * 6, "--tier", "volunteer", "--area", "HL-1")
    number = post(office, "gate", "HL-K", "middle", Ends(place="\x1b[31m\u202e"))
    turn(office, number, "X1", "2021-12-20")
    board = lines(wall, monkeypatch, 80)
    assert max(map(cell_len, board)) <= 80
    assert "\x1b" not in "".join(board)
    assert "\u202e" not in "".join(board)
    assert "'=[/x]" in wall("duty", "board", "--from", "2021-12-20", "--format", "csv").out
