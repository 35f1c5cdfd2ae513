"""The full text is kept in the transaction of every writer, and forgets what is forgotten."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from gridctl.core.imports import BatchSpec
from gridctl.core.requests import Act, NewRequest
from gridctl.services import answering, import_undo, requests, steps
from gridctl.services.office import Office
from gridctl.services.requests import Query
from gridctl.store import schema, search
from store.world import office_at, raw
from stress.children import command, succeed
from stress.kill import make_old_store, make_store
from stress.victims import STANDING


def numbers(office: Office, words: str) -> list[int]:
    """Return the requests that words find, ended ones too."""
    return [row.id for row in requests.listing(office, Query(words=words))]


def change(office: Office, statement: str) -> None:
    """Write past the services, as some later writer might."""
    with office.store.begin() as work:
        work.execute(text(statement))


def test_one_and_two_chinese_characters_are_found(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        requests.add(office, NewRequest("厨房水管漏水", details="在12幢3单元"))
        requests.add(office, NewRequest("水没有了"))
        assert numbers(office, "水") == [2, 1]
        assert numbers(office, "水管") == [1]
        assert numbers(office, "管水") == []
        assert numbers(office, "12") == [1]
        assert numbers(office, "厨房 3") == [1]
        assert numbers(office, "-漏水") == [2]


def test_a_remark_and_an_answer_are_found(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        requests.add(office, NewRequest("没有水"))
        steps.take(office, 1, steps.note(Act(note="钥匙在邻居家")))
        steps.take(office, 1, answering.resolve(Act(note="已修好")))
        assert numbers(office, "钥匙") == numbers(office, "修好") == numbers(office, "没有水") == [1]
        assert numbers(office, '"家已"') == []


def test_the_ending_of_a_phone_is_found(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        requests.add(office, NewRequest("没有水", phone="13900001111"))
        requests.add(office, NewRequest("没有电", phone="13900002222"))
        for words in ("1111", "0001111", "13900001111"):
            assert numbers(office, words) == [1]
        assert numbers(office, "111") == numbers(office, '"1111"') == numbers(office, "0002222x") == []
        assert numbers(office, "-1111") == [2]


def test_confidential_requests_are_not_found_by_text_or_phone(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        requests.add(office, NewRequest("被丈夫打伤", category="domestic_violence", phone="13900001111"))
        steps.take(office, 1, steps.note(Act(note="已送医院")))
        assert numbers(office, "category:domestic_violence") == [1]
        for words in ("丈夫", "医院", "1111", "13900001111"):
            assert numbers(office, words) == []
        assert "丈 夫" not in _index_bytes(office)
        change(office, "UPDATE request SET confidential = 0")
        assert numbers(office, "丈夫 医院 1111") == [1]
        change(office, "UPDATE request SET confidential = 1")
        assert numbers(office, "丈夫") == []


def _index_bytes(office: Office) -> str:
    with raw(office.store.path) as conn:
        return " ".join(str(row[0]) for row in conn.execute("SELECT words FROM request_words"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE request SET summary = '没有电'",
        "UPDATE request SET summary = '没有电', details = NULL, address = NULL, phone = NULL",
        "UPDATE request SET summary = '没有电' WHERE id IN (SELECT id FROM request)",
    ],
)
def test_whoever_changes_a_text_changes_what_is_found(tmp_path: Path, statement: str) -> None:
    with office_at(tmp_path) as office:
        for _ in range(3):
            requests.add(office, NewRequest("没有水"))
        change(office, statement)
        assert numbers(office, "没有水") == []
        assert numbers(office, "没有电") == [3, 2, 1]
        assert "search" not in _checks(office)


def test_what_is_rolled_back_is_not_found(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        requests.add(office, NewRequest("没有水"))
        with pytest.raises(ValueError), office.store.begin() as work:  # noqa: PT011
            work.execute(text("UPDATE request SET summary = '没有电'"))
            search.catch_up(work.conn)
            raise ValueError
        assert numbers(office, "没有电") == []
        assert numbers(office, "没有水") == [1]


def _import(office: Office, summaries: list[str]) -> int:
    from gridctl.core.imports import FIELDS, GoodRow
    from gridctl.services.imports import Importer

    spec = BatchSpec("requests", "a.csv", "00", "utf-8", "test", "test")
    importer = Importer(office, spec)
    names = FIELDS["requests"]
    values: list[dict[str, Any]] = [{"summary": one, "received_at": 1_638_000_000_000} for one in summaries]
    rows = [
        GoodRow(line + 2, tuple(one.get(name) for name in names), str(line).encode())
        for line, one in enumerate(values)
    ]
    assert importer.take(rows) == []
    return importer.land(0, None).batch or 0


def test_an_import_is_found_and_when_taken_back_is_not(tmp_path: Path) -> None:

    with office_at(tmp_path) as office:
        requests.add(office, NewRequest("没有水"))
        batch = _import(office, [f"水管坏了 {number}" for number in range(30)])
        assert len(numbers(office, "水管")) == 30
        import_undo.undo(office, batch)
        assert numbers(office, "水管") == []
        assert numbers(office, "水") == [1]
        assert "search" not in _checks(office)


def test_a_large_change_is_read_anew_and_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MANY", 5)
    with office_at(tmp_path) as office:
        _import(office, [f"水管坏了 {number}" for number in range(30)])
        change(office, "UPDATE request SET summary = '没有电' WHERE id > 10")
        assert numbers(office, "水管") == list(range(10, 0, -1))
        assert len(numbers(office, "没有电")) == 20
        assert "search" not in _checks(office)


def test_forgetting_reaches_the_bytes(tmp_path: Path) -> None:
    """DESIGN.md §8, 4: external content and `secure-delete` leave nothing of a forgotten text."""
    with office_at(tmp_path) as office:
        for number in range(200):
            requests.add(office, NewRequest(f"name zqword{number:04d}"))
        change(office, "UPDATE request SET summary = 'gone' WHERE id % 2 = 0")
        place = office.store.path
        with raw(place) as conn:
            terms = _terms(conn)
    assert [number for number in range(200) if f"{number:04d}" in terms] == list(range(0, 200, 2))
    with raw(place) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = place.read_bytes()
    for number in range(200):
        forgotten = number % 2 == 1
        assert (f"zqword{number:04d}".encode() not in content) is forgotten
        assert (f"zqword {number:04d}".encode() not in content) is forgotten


def _terms(conn: Any) -> set[str]:  # noqa: ANN401
    conn.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'request_search', 'row')")
    return {row[0] for row in conn.execute("SELECT term FROM temp.terms")}


def test_the_index_is_sound_after_all_of_it(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        _import(office, [f"水管坏了 {number}" for number in range(50)])
        for number in range(1, 20):
            steps.take(office, number, steps.note(Act(note=f"remark {number}")))
        change(office, "UPDATE request SET summary = '没有电' WHERE id % 3 = 0")
        with office.store.begin() as work:
            work.execute(
                text("INSERT INTO request_search (request_search, rank) VALUES ('integrity-check', 1)")
            )
        assert "search" not in _checks(office)


def test_a_gap_in_the_index_is_a_fault(tmp_path: Path) -> None:
    with office_at(tmp_path) as office:
        requests.add(office, NewRequest("没有水"))
        with raw(office.store.path) as conn:
            conn.execute("DELETE FROM request_words")
        assert "search" in _checks(office)


def _checks(office: Office) -> list[str]:
    from gridctl.services import storekeeping

    return [one.check for one in storekeeping.check(office) if one.faults]


def test_a_store_that_was_cut_off_behind_its_migration_is_sound_and_catches_up(tmp_path: Path) -> None:
    """The last step was taken, and the process died before anything was read into the index."""
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    make_store(new)
    make_old_store(old, new)
    schema.move_forward(old)
    at = ("--store", str(old))
    assert command(*at, "store", "check").exit == 0
    assert succeed(*at, "store", "migrate", "--json").json["steps"] == []
    assert len(succeed(*at, "request", "list", "standing", "--json").json) == STANDING
    assert command(*at, "store", "check").exit == 0
