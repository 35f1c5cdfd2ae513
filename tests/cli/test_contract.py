"""The contract of the command line (DESIGN.md §5), on a seeded community."""

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import Run

FORMATS = ("table", "json", "jsonl", "csv", "md")

READERS = (
    "status",
    "area list",
    "area tree",
    "area show HL",
    "request list --all",
    "request list --by category,area",
    "request show 1",
    "request view list",
    "member list",
    "member show W1",
    "team list",
    "team show PCS",
    "pack list",
    "pack show epidemic",
    "operation list --all",
    "operation show 1",
    "store info",
    "store check",
    "ledger list",
    "guide packs",
)

ERRORS = {
    2: ("request add", "area add X Y --kind nonsense", "request show --bogus", "nothing", "member show 张敏"),
    3: (
        "request show 999",
        "area show NOWHERE",
        "member show NOBODY",
        "pack show nonsense",
        "guide nonsense",
    ),
    4: ("request close 1", "area add HL 又一个 --kind community", "area remove HL", "store restore {backup}"),
}


@pytest.fixture
def backup(town: Run, tmp_path: Path) -> str:
    """Make a backup of the community, and begin an operation there; return the backup's path."""
    path = tmp_path / "backup.db"
    assert town("store", "backup", str(path)).exit == 0
    assert town("pack", "apply", "flood", "--area", "HL").exit == 0
    assert town("request", "view", "save", "wet", "水管").exit == 0
    return str(path)


@pytest.mark.parametrize("fmt", FORMATS)
def test_what_lists_or_shows_prints_every_format(town: Run, backup: str, fmt: str) -> None:
    for words in READERS:
        done = town(*words.split(), "--format", fmt)
        assert (done.exit, done.err) == (0, ""), words
        assert done.out, words
        assert "\x1b" not in done.out, words
        if fmt == "json":
            json.loads(done.out)
        if fmt == "jsonl":
            assert all(isinstance(json.loads(line), dict) for line in done.out.splitlines())
        if fmt == "csv":
            table = list(csv.reader(io.StringIO(done.out.removeprefix("\ufeff"))))
            assert {len(row) for row in table} == {len(table[0])}, words


@pytest.mark.parametrize("words", READERS)
def test_json_is_the_same_in_both_languages(town: Run, backup: str, words: str) -> None:
    if words in {"guide packs", "store check"}:
        return  # a page and sentences are texts
    english, chinese = (town("--lang", lang, *words.split(), "--json").out for lang in ("en", "zh"))
    assert english == chinese.replace("（保密）", "(confidential)")  # stands for a text that is not shown


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_is_two_lines_and_its_exit_code(town: Run, backup: str, code: int) -> None:
    for lang in ("en", "zh"):
        for words in ERRORS[code]:
            done = town("--lang", lang, *words.format(backup=backup).split())
            assert done.exit == code, f"{words}: {done.err}"
            assert len(done.lines) == 2, f"{words}: {done.err}"
            assert all(done.lines)
            assert done.out == ""
            assert "Traceback" not in done.err


@pytest.mark.parametrize("code", ERRORS)
def test_with_json_anywhere_an_error_is_one_object(town: Run, backup: str, code: int) -> None:
    for words in ERRORS[code]:
        for asked in (["--json"], ["--format", "json"], ["--format=json"]):
            done = town(*words.format(backup=backup).split(), *asked)
            assert done.exit == code
            assert done.error().keys() == {"error", "message", "hint", "exit"}
            assert done.error()["exit"] == code
            assert done.out == ""


def test_without_a_store_every_command_that_needs_one_exits_5(command: Run) -> None:
    for words in READERS:
        if words.split()[0] in {"guide", "pack"}:
            assert command(*words.split()).exit == 0
            continue
        done = command(*words.split())
        assert done.exit == 5, words
        assert done.lines == [done.lines[0], "make one: gridctl init"], words


def test_json_beside_another_format_is_bad_usage(town: Run) -> None:
    assert town("area", "list", "--json", "--format", "csv").exit == 2


def test_what_creates_one_thing_prints_it(run: Run) -> None:
    assert run("area", "add", "HL", "恒利社区", "--kind", "community", "--json").json()["code"] == "HL"
    made = run("request", "add", "没有水", "--area", "hl", "--json").json()
    assert (made["id"], made["status"], made["area"]) == (1, "new", "HL")
    assert run("member", "add", "A1", "赵丽", "--tier", "officer", "--json").json()["code"] == "A1"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("09:30", "2021-12-17T09:30:00+08:00"),
        ("-30m", "2021-12-17T17:30:00+08:00"),
        ("2小时前", "2021-12-17T16:00:00+08:00"),
        ("yesterday 9:00", "2021-12-16T09:00:00+08:00"),
        ("昨天 21：05", "2021-12-16T21:05:00+08:00"),
        ("2021-12-16 18:00", "2021-12-16T18:00:00+08:00"),
        ("2021-12-16T10:00:00Z", "2021-12-16T18:00:00+08:00"),
        ("2021-12-16T18:00", "2021-12-16T18:00:00+08:00"),
    ],
)
def test_times_may_be_written_as_people_do(run: Run, written: str, read: str) -> None:
    made = run("request", "add", "没有水", "--at", written, "--json")
    assert made.exit == 0, made.err
    assert made.json()["received_at"] == read


@pytest.mark.parametrize("written", ["18:01", "tomorrow 9:00", "+2h", "2022-01-01"])
def test_nothing_has_happened_in_the_future(run: Run, written: str) -> None:
    done = run("request", "add", "没有水", "--at", written)
    assert done.exit == 2
    assert "future" in done.err


def test_a_time_that_nobody_can_read_shows_how_to_write_one(run: Run) -> None:
    done = run("request", "add", "没有水", "--at", "half past nine")
    assert done.exit == 2
    assert "tomorrow 9:00" in done.lines[1]


def test_the_clock_is_the_one_of_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2022-01-05T08:00:00+08:00")
    assert run("store", "status", "--json").json()["now"] == "2022-01-05T08:00:00+08:00"
    monkeypatch.setenv("GRIDCTL_NOW", "2022-01-05 08:00")
    assert run("status").exit == 2


def test_the_operator_is_asked_for_in_three_ways(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("store", "status", "--json").json()["operator"] == "owner"
    monkeypatch.setenv("GRIDCTL_AS", "W1")
    assert run("store", "status", "--json").json()["operator"] == "W1"
    assert run("--as", "L1", "store", "status", "--json").json()["operator"] == "L1"


def test_texts_follow_the_store_unless_another_language_is_asked_for(command: Run) -> None:
    assert command("init", "--lang", "zh").exit == 0
    assert "区域" in command("area", "list").err
    assert "区域" not in command("--lang", "en", "area", "list").err


def test_an_unknown_word_names_the_nearest(command: Run) -> None:
    assert "request list" in command("request", "lst").lines[1]
    assert "gridctl request" in command("reqest").lines[1]
    assert "--area" in command("request", "list", "--aera", "HL").lines[1]
