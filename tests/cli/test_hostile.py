"""Hostile texts through every command: in the store, on the command line, in files and their names.

The texts are put straight into the store, past every check of input: whatever way they came in, no output
may let them act. Lists show each text in each format; what shows one thing shows one in sixteen, by turns.
"""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.hostile_store import STORED, hostile_store
from cli.hostile_supplies import SHOWN
from cli.tree import example, walk
from conftest import Run
from present.hostile import HOSTILE, problems

FORMATS = ("table", "json", "jsonl", "csv", "md")
COMMANDS = dict(walk())
MAKERS = {"init", "demo", "store backup", "store restore", "store migrate"}
"""Commands that make or replace files; the last test gives them their texts."""
HEAVY = {"round open", "duty catalogue", "checklist show", "supply plan round", "request order", "pack apply"}
"""Commands that take seconds in a store of so many packs and homes: a quarter of the texts does."""
SHARE = 16
NAMED = ("area", "member", "team", "compound", "building", "home")
"""Things whose names are not masked."""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store in which every text that a command shows is a hostile one."""
    return hostile_store(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def hostile(command: Run, alone: Path, seeded: Path) -> Run:
    """Run command lines on a copy of the store."""
    shutil.copy(seeded, alone)
    return command


DOERS = {"guide", "my", "done", "up", "member logout", "request paste", "request undo"}
DOERS |= {"outbox told", "outbox untold", "supply undo", "duty checkin", "duty checkout", "duty card"}
DOERS |= {
    "duty lift add",
    "duty publish",
    "duty take",
    "report schedule install",
    "report schedule uninstall",
}
"""Commands that do something, or show what is one's own."""


def readers() -> Iterator[tuple[str, list[str]]]:
    """Yield each command that can be run without arguments, and all that it can show."""
    for words, one in COMMANDS.items():
        names = {name for param in one.params for name in param.opts}
        if (
            words in {*DOERS, *MAKERS}
            or any(param.required for param in one.params)
            or "--format" not in names
            or "--where" in names  # a step, whose requests a query names too
        ):
            continue
        more = ["--all"] if "--all" in names else []
        yield words, more
        if "--reveal" in names:
            yield words, [*more, "--reveal", "--why", "test"]


def shows() -> Iterator[tuple[str, list[str]]]:
    """Yield each command that shows one thing, by noun, and what the seeded things are called."""
    every = range(1, len(STORED) + 1)
    named = {
        "request": [str(number) for number in every],
        "area": [f"A{number}" for number in every],
        "member": [f"M{number}" for number in every],
        "team": [f"T{number}" for number in every],
        "compound": [f"C{number}" for number in every],
        "building": [f"B{number}" for number in every],
        "home": [f"B{number}-101" for number in every],
        "resident": [str(number) for number in every],
        "operation": [str(number) for number in every],
        "import": [str(number) for number in every],
        "pack": [f"own{start}" for start in range(0, len(STORED), 20)],
    }
    for words in COMMANDS:
        noun, _, verb = words.partition(" ")
        if verb == "show" or words in SHOWN:
            yield words, SHOWN.get(words) or named.get(noun, ["1"])


def formats_of(words: str) -> tuple[str, ...]:
    """Return the formats that a command knows."""
    if words == "export duty":
        return ("json", "jsonl", "csv", "md")
    if words.startswith("export"):
        return ("json", "jsonl", "csv", "md", "open311")
    formatted = ("report share", "report log", "report run-due", "report schedule", "report deliver")
    if words.startswith(formatted):
        return FORMATS
    return ("text", "json", "md") if words.startswith("report") else FORMATS


def harmless(done: Any, fmt: str) -> bool:  # noqa: ANN401
    """Hold both streams of a command against what no output may hold; what is wrong is told where it is."""
    assert done.exit in {0, 1, 2, 3, 4, 5}, (done.argv, done.err)
    assert problems(done.out, {"text": "table", "open311": "json"}.get(fmt, fmt)) == [], done.argv
    assert problems(done.err, "table") == [], done.argv
    return True


LINES_OF_JSON = pytest.param("jsonl", marks=pytest.mark.slow)  # written as JSON is
EACH = [LINES_OF_JSON if fmt == "jsonl" else fmt for fmt in FORMATS]


@pytest.mark.parametrize("fmt", [*EACH, pytest.param("text", marks=pytest.mark.slow), "open311"])
def test_no_stored_text_acts_in_a_list(hostile: Run, fmt: str) -> None:
    for words, more in readers():
        if fmt in formats_of(words):
            somebody = ["--as", "M1"] if words == "my" else []
            done = hostile(*somebody, *words.split(), *more, "--format", fmt)
            assert done.exit in {0, 1}, (done.argv, done.err)
            assert harmless(done, fmt)


@pytest.mark.parametrize("fmt", EACH)
def test_no_stored_text_acts_where_one_thing_is_shown(hostile: Run, fmt: str) -> None:
    for share, (words, things) in enumerate(shows(), FORMATS.index(fmt)):
        reveal = any("--reveal" in param.opts for param in COMMANDS[words].params)
        for place, thing in enumerate(things):
            if (place + share) % SHARE == 0 or place == 0:
                more = ["--reveal"] if reveal else []
                assert harmless(hostile(*words.split(), thing, *more, "--format", fmt), fmt)


def test_the_texts_are_there_to_be_seen(hostile: Run) -> None:
    summaries = [
        row["summary"]
        for row in hostile("request", "list", "--all", "--reveal", "--why", "x", "--json").json()
    ]
    assert summaries == STORED[::-1]
    shown = hostile("request", "show", "1", "--reveal", "--json").json()
    assert [step["note"] for step in shown["timeline"] if step["step"] == "note"] == STORED
    for words, key in ((f"{noun} list", "name") for noun in NAMED):
        assert set(STORED) <= {row[key] for row in hostile(*words.split(), "--json").json()}
    assert STORED[0] in hostile("pack", "show", "own0").out


def test_the_texts_about_people_are_there_to_be_seen(hostile: Run) -> None:
    names = [row["name"] for row in hostile("resident", "list", "--reveal", "--why", "x", "--json").json()]
    assert names == STORED[::-1]
    shown = hostile("resident", "show", "1", "--reveal", "--json").json()
    assert (shown["name"], shown["needs"][0]["tag"]) == (STORED[0], STORED[0])
    assert hostile("building", "show", "B1", "--json").json()["homes"][0]["needs"] == {STORED[0]: 1}
    assert STORED[0] in hostile("building", "show", "B1").out


@pytest.mark.parametrize("words", sorted(set(COMMANDS) - {"demo"}))
def test_no_typed_text_acts_or_crashes(
    hostile: Run, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    argv = example(COMMANDS[words])
    values = [place for place, word in enumerate(argv) if place >= len(words.split()) and word[:2] != "--"]
    offset = sorted(COMMANDS).index(words)
    for place, text in enumerate(HOSTILE):
        if (place + offset) % (40 if words in MAKERS | HEAVY else 10) or (words in MAKERS and "/" in text):
            continue
        if "\0" in text:
            continue  # no shell can hand it over
        typed = list(argv)
        if values:
            typed[values[place % len(values)]] = text
        else:
            typed.append(text)
        assert harmless(hostile(*typed), "json" if "--json" in typed or "json" in typed else "table")


def test_no_text_of_a_file_acts(hostile: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(["summary", "name", "phone", "area", "category", "received_at"])
        for place, text in enumerate(HOSTILE):
            row: list[str] = ["x"] * 3 + [""] * 3
            row[0], row[1], row[3 + place % 3] = text, text, text
            writer.writerow(row)
    for lang in ("en", "zh"):
        assert harmless(hostile("--lang", lang, "import", "requests", str(path), "--dry-run"), "table")
    assert harmless(hostile("import", "requests", str(path)), "table")
    with (tmp_path / "in.rejects.csv").open(encoding="utf-8-sig", newline="") as rejects:
        rows = list(csv.reader(rejects))
    assert len(rows) > len(HOSTILE) // 2
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


FILES = {
    "compounds": (("name", "area", "address"), (0, 2)),
    "buildings": (("name", "area", "compound", "address", "owner name"), (0, 2, 3, 4)),
    "homes": (("building", "room", "name", "area"), (0, 1, 2)),
    "residents": (("name", "phone", "home", "notes", "needs", "colour"), (0, 1, 2, 3, 4, 5)),
    "members": (("code", "name", "tier", "area", "role", "skills"), (1, 4, 5, 0)),
    "teams": (("code", "name", "kind", "phone"), (1, 0, 3)),
}
"""The columns of each kind of list, and those that take a text by turns."""
GOOD = {"area": "A1", "tier": "volunteer", "kind": "police", "name": "x", "home": "B1-101", "building": "B1"}


@pytest.mark.parametrize("kind", FILES)
def test_no_text_of_a_list_of_places_or_people_acts(hostile: Run, tmp_path: Path, kind: str) -> None:
    heads, places_ = FILES[kind]
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        for place, text in enumerate(HOSTILE):
            row = [GOOD.get(head, "") for head in heads]
            row[places_[0]] = f"{text}" if place % 2 else f"x{place}"
            row[places_[place % len(places_)]] = text
            writer.writerow(row)
    for more in (["--dry-run"], []):
        for lang in ("en", "zh"):
            assert harmless(hostile("--lang", lang, "import", kind, str(path), *more), "table")
    assert harmless(hostile("import", "show", "--json", str(len(STORED) + 1)), "json")
    noun = kind.removesuffix("s")
    for fmt in FORMATS:
        assert harmless(hostile(noun, "list", "--format", fmt), fmt)
    rejects = tmp_path / "in.rejects.csv"
    if rejects.exists():
        with rejects.open(encoding="utf-8-sig", newline="") as found:
            rows = list(csv.reader(found))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_no_name_of_a_file_and_no_heading_acts(hostile: Run, tmp_path: Path) -> None:
    for place, text in enumerate(STORED):
        if place % 8 or "/" in text or "\0" in text or len(text.encode()) > 200:
            continue
        path = tmp_path / f"{text}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [["summary", "status", text.replace("\0", "")], ["x", text, "y"], ["ok", "", ""]]
            )
        assert harmless(hostile("import", "requests", str(path)), "table")
    assert harmless(hostile("import", "list"), "table")


def test_no_text_acts_in_a_written_report(hostile: Run, tmp_path: Path) -> None:
    for fmt in ("text", "md", "json"):
        done = hostile("report", "daily", "--from", "2021-12-17T00:00", "--to", "2021-12-18T00:00", "--format", fmt,
                       "--out", str(tmp_path / "out"))  # fmt: skip
        assert done.exit == 0, done.err
    for path in (tmp_path / "out").glob("daily*"):
        fmt = {".md": "md", ".json": "json"}.get(path.suffix, "table")
        assert problems(path.read_text(encoding="utf-8"), fmt) == [], path.name
