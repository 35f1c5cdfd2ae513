"""TRUST.md 21: the ledger is append-only, chained, and holds personal values as salted hashes alone."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlcipher3 import dbapi2 as driver

from gridctl.core.requests import Act, NewRequest
from gridctl.services import answering, handing, requests, steps
from gridctl.services.office import Office
from gridctl.store import chain
from gridctl.store.types import dumps
from store.world import faults, office_at, raw

NAME, PHONE, WORDS, NOTE = "王小红", "13812345678", "降压药吃完了", "已经送到门口"
TRIGGERS = ("ledger_no_update", "ledger_no_delete", "ledger_no_replace")


def _live_a_little(office: Office) -> int:
    number = requests.add(office, NewRequest(WORDS, "HL1", name=NAME, phone=PHONE, details=WORDS)).view.id
    handing.assign(office, [number], handing.To("李四"), Act(note=NOTE))
    steps.take(office, number, answering.resolve(Act(note=NOTE)))
    steps.take(office, number, answering.close(Act()))
    return number


def _entries(office: Office) -> list[dict[str, Any]]:
    with office.store.read() as work:
        return [dict(row) for row in work.execute(text("SELECT * FROM ledger ORDER BY seq")).mappings()]


def _breaks(office: Office) -> list[int]:
    with office.store.read() as work:
        return list(chain.breaks(work.conn))


def test_each_change_is_an_entry_in_the_same_transaction(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        before = len(_entries(office))
        _live_a_little(office)
        actions = [entry["action"] for entry in _entries(office)[before:]]
        assert actions == ["request.add", "member.add", "request.assign", "request.resolve", "request.close"]
        with suppress(ZeroDivisionError), office.store.begin() as work:
            work.log("test", "store", 0, {})
            work.log("test", "store", 1 // 0, {})
        assert len(_entries(office)) == before + len(actions)


def test_the_chain_holds_and_begins_with_nothing(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        _live_a_little(office)
        entries = _entries(office)
        assert entries[0]["prev_hash"] == chain.GENESIS
        assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
        assert _breaks(office) == []
        with office.store.read() as work:
            assert chain.head(work.conn) == (len(entries), entries[-1]["hash"].hex())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET reason = 'x' WHERE seq = 2",
        "UPDATE OR REPLACE ledger SET seq = 1 WHERE seq = 2",
        "DELETE FROM ledger WHERE seq = 2",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 2",
        "REPLACE INTO ledger SELECT seq, 0, operator, os_user, host, action, thing, thing_id, changes, reason,"
        " prev_hash, hash FROM ledger WHERE seq = 2",
        "INSERT INTO ledger SELECT * FROM ledger WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET at = 0",
        "INSERT OR IGNORE INTO ledger SELECT * FROM ledger WHERE seq = 2",
    ],
)
def test_triggers_refuse_every_change_of_an_entry(tmp_path: Path, statement: str) -> None:
    with office_at(tmp_path) as office:
        before = _entries(office)
        with raw(office.store.path) as conn, pytest.raises(driver.Error, match="append-only"):
            conn.execute(statement)
        assert _entries(office) == before


TAMPERINGS = {
    "changed": ("UPDATE ledger SET changes = '{}' WHERE seq = 3", [3]),
    "another operator": ("UPDATE ledger SET operator = 'nobody' WHERE seq = 3", [3]),
    "taken out": ("DELETE FROM ledger WHERE seq = 3", [4]),
    "begun later": ("DELETE FROM ledger WHERE seq = 1", [2]),
    "moved": ("UPDATE ledger SET at = at + 1 WHERE seq = 2", [2]),
    "a reason added": ("UPDATE ledger SET reason = 'because' WHERE seq = 4", [4]),
}


@pytest.mark.parametrize(("statement", "found"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_with_the_triggers_gone_is_found(tmp_path: Path, statement: str, found: list[int]) -> None:
    with office_at(tmp_path) as office:
        with raw(office.store.path) as conn:
            kept = [
                conn.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
                for name in TRIGGERS
            ]
            for name in TRIGGERS:
                conn.execute(f"DROP TRIGGER {name}")
            conn.execute(statement)
            for sql in kept:
                conn.execute(sql)
        assert _breaks(office) == found
        assert faults(office) == {"the chain of the ledger": 1}


def test_a_missing_trigger_is_found(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        with raw(office.store.path) as conn:
            conn.execute("DROP TRIGGER ledger_no_delete")
        assert faults(office) == {"the guards of the ledger": 1}


def test_personal_values_are_nowhere_in_the_ledger(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        _live_a_little(office)
        with raw(office.store.path) as conn:
            rows = conn.execute("SELECT * FROM ledger").fetchall()
        everything = repr(rows) + json.dumps([str(row) for row in rows], ensure_ascii=False)
        for personal in (NAME, PHONE, WORDS, NOTE):
            assert personal not in everything


def test_each_request_has_a_salt_of_its_own(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        first, second = _live_a_little(office), _live_a_little(office)
        with raw(office.store.path) as conn:
            salts = dict(conn.execute("SELECT thing_id, salt FROM salt WHERE thing = 'request'"))
        assert set(salts) == {first, second}
        assert len(set(salts.values())) == 2
        told = [
            json.loads(entry["changes"]) for entry in _entries(office) if entry["action"] == "request.add"
        ]
        assert told[0]["phone"].startswith("hmac:")
        assert told[0]["phone"] != told[1]["phone"]
        assert told[0]["summary"] == told[0]["details"], "one salt for one person"


def test_without_its_salt_a_hash_tells_nothing_of_the_value(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        number = _live_a_little(office)
        with office.store.begin() as work:
            before = work.salted("request", number, PHONE)
            work.execute(text("DELETE FROM salt WHERE thing_id = :id"), {"id": number})
            assert work.salted("request", number, PHONE) != before
            assert work.salted("request", number, "") is None
            assert work.salted("request", number, None) is None
        assert _breaks(office) == []


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"]))
)


@given(
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), PLAIN | st.lists(PLAIN))
)
def test_what_is_hashed_reads_back_the_same(changes: dict[str, Any]) -> None:
    assert dumps(json.loads(dumps(changes))) == dumps(changes)
