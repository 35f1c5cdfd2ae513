"""Hostile texts through every command: in the store, on the command line, in files and their names.

The texts are put straight into the store, past every check of input: whatever way they came in, no output
may let them act. Lists show each text in each format; what shows one thing shows one in sixteen, by turns.
"""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.hostile_supplies import SHOWN, spoil_supplies
from cli.tree import example, walk
from conftest import NOW, Run
from gridctl.core.places import Layout
from gridctl.core.requests import NewRequest
from gridctl.core.residents import NewNeed, Particulars
from gridctl.core.words import AreaKind, TeamKind, Tier
from gridctl.services import areas, people, places, requests, resident_search, residents
from gridctl.services.office import Office, open_office
from present.hostile import HOSTILE, problems
from store.world import Hand, make

FORMATS = ("table", "json", "jsonl", "csv", "md")
STORED = [text for text in HOSTILE if text.isprintable() or not any("\ud800" <= c <= "\udfff" for c in text)]
"""What a store can hold: SQLite's UTF-8 has no halves of characters."""
COMMANDS = dict(walk())
MAKERS = {"init", "demo", "store backup", "store restore", "store migrate"}
"""Commands that make or replace files; the last test gives them their texts."""
SHARE = 16
NAMED = ("area", "member", "team", "compound", "building", "home")
"""Things whose names are not masked."""
AREAS = 5
"""So many areas the world has made."""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store in which every text that a command shows is a hostile one."""
    place = make(tmp_path_factory.mktemp("hostile"))
    hand = Hand()
    hand.set(NOW)
    with open_office(place, clock=hand) as office:
        requests.add(office, NewRequest("r", "HL1"))
        areas.add(office, areas.NewArea("A1", "a", AreaKind.GRID, "DS"))
        people.add_member(office, people.NewMember("m", Tier.OFFICER, "M1"))
        people.add_team(office, "T1", "t", TeamKind.POLICE)
        places.add_compound(office, places.NewPlace("c", "C1", "A1"))
        places.add_building(office, places.NewPlace("b", "B1", "A1", "C1", layout=Layout(1, 1, 1)))
        residents.add(office, Particulars(name="r", home="B1-101"), [NewNeed("dialysis")])
        with office.store.begin() as work:
            run = work.conn.exec_driver_sql
            _clone(run, "request")
            _clone(run, "step", "request_id")
            _clone(run, "span", "request_id")
            coded = (("area", "A", AREAS + 1), ("member", "M", 1), ("team", "T", 1))
            for table, letter, first in (*coded, ("compound", "C", 1), ("building", "B", 1)):
                _clone(run, table, first=first)
                run(
                    f"UPDATE {table} SET code = ? || (id - ?), code_key = ? || (id - ?) WHERE id >= ?",
                    (letter, first - 1, letter.lower(), first - 1, first),
                )
            _clone(run, "step", kind="note")
            _clone(run, "home", "building_id")
            _clone(run, "resident", "home_id")
            _clone(run, "need", "resident_id")
        _spoil(office)
        _spoil_people(office)
        spoil_supplies(office, STORED, AREAS)
    return place


def _clone(run: Any, table: str, counted: str = "", *, first: int = 1, **changed: str) -> None:  # noqa: ANN401
    """Copy a row as often as there are texts; `counted` goes up with each copy, `changed` is set in each."""
    own = {"id", "seq", "uid", "code", "code_key", "label", "label_key", counted, *changed}
    names = [row[1] for row in run(f"PRAGMA table_info({table})").fetchall()]
    plain = [name for name in names if name not in own]
    other = {"uid": "randomblob(16)", "code": "'x' || n", "code_key": "'x' || n", counted: "n"}
    other |= {"label": "'B' || n || '-101'", "label_key": "'b' || n || '-101'"}
    other |= {name: f"'{value}'" for name, value in changed.items()}
    made = {name: other[name] for name in names if name in other}
    key = "seq" if table == "step" else "id"
    run(
        f"WITH RECURSIVE c(n) AS (SELECT {1 if changed else 2} UNION ALL SELECT n + 1 FROM c"
        f" WHERE n < {len(STORED)}) INSERT INTO {table} ({', '.join([*plain, *made])})"
        f" SELECT {', '.join([*plain, *made.values()])} FROM c JOIN {table} ON {key} = {first}"
    )


def _spoil(office: Office) -> None:
    """Put the texts in the place of the harmless ones, and into tables that no service fills so."""
    with office.store.begin() as work:
        run = work.conn.exec_driver_sql
        for number, text in enumerate(STORED, 1):
            other, third = STORED[number - 2], STORED[number - 3]
            run(
                "UPDATE request SET summary = ?, details = ?, name = ?, phone = ?, ref = ?, address = ?, rule = ?"
                " WHERE id = ?",
                (text, other, third, text, other, third, text, number),
            )
            run("UPDATE request SET holder_team_id = ? WHERE id = ?", (number, number))
            run("UPDATE area SET name = ? WHERE id = ?", (text, number + AREAS))
            run("UPDATE member SET name = ?, phone = ? WHERE id = ?", (text, other, number))
            run("UPDATE team SET name = ?, phone = ? WHERE id = ?", (text, other, number))
            run(
                "INSERT INTO operation (uid, name, pack_hash, started_at, ended_at, version)"
                " SELECT randomblob(16), ?, hash, 1, 2, 1 FROM pack LIMIT 1",
                (text,),
            )
            run(
                "INSERT INTO batch (uid, kind, state, file, sha256, encoding, profile, source, operator, rows, new,"
                " changed, same, rejected, rejects_file, started_at)"
                " VALUES (randomblob(16), 'areas', 'landed', ?, ?, ?, ?, ?, ?, 1, 1, 0, 0, 0, ?, 1)",
                (text, other, third, text, other, third, other),
            )
            work.log(text or "x", "request", number, {"name": [text, other], text: third}, text)
        numbers = [row[0] for row in run("SELECT seq FROM step WHERE kind = 'note' ORDER BY seq")]
        for seq, text in zip(numbers, STORED, strict=True):
            run("UPDATE step SET note = ?, done_by = ?, operator = ? WHERE seq = ?", (text, text, text, seq))
        for number, (kind, content) in enumerate(_packs(run)):
            run(
                "INSERT INTO pack (hash, name, content, stored_at) VALUES (?, ?, ?, 1)",
                (str(number), kind, content),
            )
        every = " ".join(STORED).replace("\0", "")
        labels = {"channels": {"member": {"en": every, "zh": every}}}
        for key, value in (("name", every), ("labels", json.dumps(labels))):
            run("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))


def _spoil_people(office: Office) -> None:
    """Put the texts in the place of the names of people and places, and of what is told of them."""
    with office.store.begin() as work:
        run = work.conn.exec_driver_sql
        for number, text in enumerate(STORED, 1):
            other, third = STORED[number - 2], STORED[number - 3]
            facts = json.dumps(
                {"facts": {text: other}, "contacts": [{"role": "owner", "name": third, "phone": text}]}
            )
            for table in ("compound", "building"):
                run(
                    f"UPDATE {table} SET name = ?, address = ?, facts = ? WHERE id = ?",
                    (text, other, facts, number),
                )
            run("UPDATE building SET number = ?, compound_id = ? WHERE id = ?", (third, number, number))
            run("UPDATE home SET name = ?, unit = ?, room = ? WHERE id = ?", (text, other, third, number))
            known = [
                *(text, other, json.dumps([third]), text, other, third),
                *(other, third, text, other, text, third),
            ]
            run(
                "UPDATE resident SET name = ?, phone = ?, phones = ?, identity = ?, birth_date = ?, household = ?,"
                " relation = ?, address = ?, registered_address = ?, contact_name = ?, contact_phone = ?, notes = ?,"
                " facts = ? WHERE id = ?",
                (*known, json.dumps({third: text}), number),
            )
            run("UPDATE need SET tag = ?, place = ?, note = ? WHERE id = ?", (text, other, third, number))
            run(
                "UPDATE member SET role = ?, sending_unit = ?, skills = ? WHERE id = ?",
                (other, third, json.dumps([text]), number),
            )
            run("INSERT INTO team_member (team_id, member_id) VALUES (?, ?)", (number, number))
            if number > 1:
                run("UPDATE member SET deputy_id = ? WHERE id = ?", (number - 1, number))
        resident_search.refresh(work, range(1, len(STORED) + 1))


def _packs(run: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield packs, by name and content, whose titles, skills and keywords are hostile."""
    (content,) = run("SELECT content FROM pack LIMIT 1").fetchone()
    for start in range(0, len(STORED), 20):
        found = json.loads(content)
        texts = STORED[start : start + 20]
        for category, text in zip(found["categories"], texts, strict=False):
            category["title"] = {"en": text, "zh": text}
        found["title"] = found["about"] = {"en": texts[0], "zh": texts[-1]}
        found["name"] = f"own{start}"
        yield f"own{start}", json.dumps(found)


@pytest.fixture
def hostile(command: Run, alone: Path, seeded: Path) -> Run:
    """Run command lines on a copy of the store."""
    shutil.copy(seeded, alone)
    return command


DOERS = {"guide", "my", "done", "up", "member logout", "request paste", "request undo"}
DOERS |= {"outbox told", "outbox untold", "supply undo", "duty checkin", "duty checkout", "duty card"}
DOERS |= {"duty lift add", "duty publish", "duty take"}
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
    if words == "report share":
        return FORMATS
    return ("text", "json", "md") if words.startswith("report") else FORMATS


def harmless(done: Any, fmt: str) -> bool:  # noqa: ANN401
    """Hold both streams of a command against what no output may hold; what is wrong is told where it is."""
    assert done.exit in {0, 1, 2, 3, 4, 5}, (done.argv, done.err)
    assert problems(done.out, {"text": "table", "open311": "json"}.get(fmt, fmt)) == [], done.argv
    assert problems(done.err, "table") == [], done.argv
    return True


@pytest.mark.parametrize("fmt", [*FORMATS, "text", "open311"])
def test_no_stored_text_acts_in_a_list(hostile: Run, fmt: str) -> None:
    for words, more in readers():
        if fmt in formats_of(words):
            somebody = ["--as", "M1"] if words == "my" else []
            done = hostile(*somebody, *words.split(), *more, "--format", fmt)
            assert done.exit in {0, 1}, (done.argv, done.err)
            assert harmless(done, fmt)


@pytest.mark.parametrize("fmt", FORMATS)
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
        if (place + offset) % (40 if words in MAKERS else 10) or (words in MAKERS and "/" in text):
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
