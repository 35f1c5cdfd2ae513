"""A store whose every text is hostile: put straight into it, past every check of input."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cli.hostile_runs import spoil_runs
from cli.hostile_supplies import spoil_supplies
from conftest import NOW
from gridctl.core.places import Layout
from gridctl.core.requests import NewRequest
from gridctl.core.residents import NewNeed, Particulars
from gridctl.core.words import AreaKind, TeamKind, Tier
from gridctl.services import areas, people, places, requests, resident_search, residents
from gridctl.services.office import Office, open_office
from present.hostile import HOSTILE
from store.world import Hand, make

STORED = [text for text in HOSTILE if text.isprintable() or not any("\ud800" <= c <= "\udfff" for c in text)]
"""What a store can hold: SQLite's UTF-8 has no halves of characters."""
AREAS = 5
"""So many areas the world has made."""


def hostile_store(folder: Path) -> Path:
    """Make a store in `folder` in which every text that a command or a screen shows is a hostile one."""
    place = make(folder)
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
        spoil_runs(office, STORED)
        _spoil_deliveries(office)
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


def _spoil_deliveries(office: Office) -> None:
    """Put the texts into deliveries that were refused: where to, what, and why."""
    with office.store.begin() as work:
        for number, text in enumerate(STORED):
            work.conn.exec_driver_sql(
                "INSERT INTO delivery (uid, key, kind, dest, carrier, day, title, body, state, attempts, error,"
                " created_at, created_by) VALUES (randomblob(16), ?, ?, ?, 'mail', ?, ?, ?, 'failed', 1, ?, 1, ?)",
                (str(number), text, text, text, text, text, text, text),
            )
