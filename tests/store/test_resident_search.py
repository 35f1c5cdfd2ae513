"""DESIGN.md §8, 4 and TRUST.md 18: people are found however they are typed, and who is forgotten is gone."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gridctl.core.uid import uuid7
from gridctl.services import resident_search
from gridctl.services.office import Office
from gridctl.store import residents
from gridctl.store.connecting import connect
from gridctl.store.unit import Work
from persons import identity, names


def add(work: Work, name: str, phone: str | None = None, **more: object) -> int:
    """Add somebody, and index them."""
    number = residents.add(
        work,
        {"uid": uuid7(work.now), "name": name, "phone": phone, "kind": "registered", "status": "living"}
        | {"version": 1, "created_at": work.now}
        | more,
    )
    resident_search.refresh(work, [number])
    return number


PEOPLE = (
    ("王秀红", "13812345678"),
    ("王伟", "13900005678"),
    ("单小明", "057188123456"),
    ("Anna Müller", "+4930123456"),
    ("㛃红", None),
)


@pytest.fixture
def work(office: Office) -> Iterator[Work]:
    """A unit of work with five people."""
    with office.store.begin() as work:
        for name, phone in PEOPLE:
            add(work, name, phone)
        yield work


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("王", [2, 1]),
        ("秀", [1]),
        ("秀红", [1]),
        ("红秀", []),
        ("红", [5, 1]),
        ("㛃", [5]),
        ("wxh", [1]),
        ("WXH", [1]),
        ("wangxiuhong", [1]),
        ("wangx", [1]),
        ("wang", [2, 1]),
        ("shan", [3]),
        ("dan", [3]),
        ("Müller", [4]),
        ("muller", [4]),
        ("mueller", [4]),
        ("anna m", [4]),
        ("5678", [2, 1]),
        ("345678", [1]),
        ("13812345678", [1]),
        ("138 1234 5678", []),
        ("王 345678", [1]),
        ('"', []),
        ("王*", [2, 1]),
        ("NOT 王", []),
    ],
)
def test_who_is_found(work: Work, typed: str, found: list[int]) -> None:
    assert resident_search.find(work, typed, 10) == found


def test_an_index_follows_a_change(work: Work) -> None:
    work.conn.exec_driver_sql("UPDATE resident SET name = '赵云', phone = '13511112222' WHERE id = 1")
    resident_search.refresh(work, [1])
    assert resident_search.find(work, "王秀红", 10) == []
    assert resident_search.find(work, "345678", 10) == []
    assert resident_search.find(work, "zy", 10) == [1]
    work.conn.exec_driver_sql("UPDATE resident SET status = 'void' WHERE id = 1")
    resident_search.refresh(work, [1])
    assert resident_search.find(work, "zy", 10) == []


def test_further_phones_and_contacts_are_found(work: Work) -> None:
    number = add(work, "李四", "13511112222", phones=["13511113333"], contact_phone="13511114444")
    assert [resident_search.find(work, ending, 5) for ending in ("3333", "4444")] == [[number], [number]]


def test_who_is_forgotten_leaves_no_word_in_the_file(office: Office, alone: Path) -> None:
    rng = Random(7)
    people = [(name, f"139{rng.randrange(10**8):08d}") for name in names(1_500)]
    with office.store.begin() as work:
        kept = [add(work, name, phone, identity=identity("1958-03-07", 1)) for name, phone in people[::2]]
        gone = [add(work, name, phone) for name, phone in people[1::2]]
    with office.store.begin() as work:
        resident_search.forget(work, gone)
        work.conn.exec_driver_sql("UPDATE resident SET name = NULL, phone = NULL WHERE id > ?", (max(kept),))
        # Page splits leave copies in the gaps of an index, which secure_delete does not clear.
        work.conn.exec_driver_sql("REINDEX resident_phone")
    office.store.close()
    raw = connect(alone)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    content = alone.read_bytes()
    shared = {key for name, _phone in people[::2] for key in _keys(name)}
    for name, phone in people[1::2]:
        assert phone.encode() not in content
        assert phone[::-1].encode() not in content
        assert all(key.encode() not in content for key in _keys(name) - shared), name


def _keys(name: str) -> set[str]:
    from gridctl.checks.pinyin import name_keys

    return {name_keys(name).full, " ".join(name)}


def test_the_index_is_sound_and_store_check_says_so(work: Work) -> None:
    broken: Any = work.conn.exec_driver_sql("PRAGMA integrity_check").scalar()
    assert broken == "ok"
