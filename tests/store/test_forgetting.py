"""DESIGN.md §8, 4: forgetting reaches the bytes of the file, and the figures stay."""

import csv
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from gridctl.core.columns import COLUMNS, Mask, Retention
from gridctl.store import forgetting
from persons import build, figures_of, found_in, identity
from store.world import dump, raw


@pytest.fixture
def pair(town: Run, office: Any) -> Run:  # noqa: ANN401
    """One person (1) with everything that can be known of one, and a neighbour (2) who knows her."""
    build(office, "HZ12", "HL-1", 3)
    build(office, "HZ13", "HL-2", 3)
    for argv in (
        (
            *("resident", "add", "王秀红", "--home", "HZ12-2-501", "--phone", "13900001111"),
            *("--identity", identity("1958-03-07", 122), "--notes", "左耳戴着助听的", "--household", "甲户"),
            *("--phone", "0571-86543210", "--contact", "陈志明", "--contact-phone", "13900005555"),
            *("--registered-address", "绍兴越城", "--relation", "户主", "--came-on", "2019"),
        ),
        (
            *("resident", "add", "陈志明", "--home", "HZ12-2-502", "--phone", "13900005555"),
            *("--contact", "王秀红", "--contact-phone", "13900001111"),
            *("--notes", "找王秀红 139 0000 1111", "--need", "dialysis"),
        ),
        (
            "resident",
            "need",
            "1",
            "dialysis",
            "--from",
            "2021-12-01",
            "--place",
            "县医院",
            "--note",
            "一三五",
        ),
        ("request", "add", "501王阿姨配药", "--resident", "1", "--details", "紫皮独头蒜", "--at", "-2h"),
        ("request", "note", "11", "药房说缺货"),
        ("request", "resolve", "11"),
        ("request", "close", "11"),
        ("request", "add", "邻居王秀红门没关", "--name", "陈志明", "--phone", "13900005555"),
        ("request", "add", "要口罩", "--name", "王秀红", "--area", "HL-2"),
        ("request", "cancel", "13", "误报"),
    ):
        assert town(*argv).exit == 0, argv
    return town


HERS = [
    *(
        "王秀红",
        "13900001111",
        identity("1958-03-07", 122),
        "057186543210",
        "左耳戴着助听的",
        "甲户",
        "绍兴越城",
    ),
    *(
        "1958-03-07",
        "县医院",
        "一三五",
        "501王阿姨配药",
        "紫皮独头蒜",
        "药房说缺货",
        "要口罩",
        "139 0000 1111",
    ),
]


def test_all_that_says_who_it_was_goes_and_the_numbers_stay(pair: Run, alone: Path) -> None:
    assert sorted(found_in(alone, HERS)) == sorted(HERS)
    figures = figures_of(pair)
    done = pair("resident", "forget", "1", "--yes", "--why", "本人要求", "--json").json()
    assert (done["residents"], done["requests"], done["bytes_gone"]) == ([1], 2, True)
    assert found_in(alone, HERS) == []
    assert figures_of(pair) == figures
    shown = pair("resident", "show", "1", "--json").json()
    assert (shown["id"], shown["status"], shown["kind"], shown["came_on"]) == (
        1,
        "forgotten",
        "registered",
        "2019",
    )
    assert shown["home"] is None
    assert [(one["tag"], one["from_on"], one["place"]) for one in shown["needs"]] == [
        ("dialysis", "2021-12-01", None)
    ]
    assert [one["id"] for one in shown["requests"]] == [11]
    assert pair("store", "check").exit == 0


def test_what_the_registry_keeps_no_longer_than_the_person_is_empty(pair: Run, alone: Path) -> None:
    assert pair("resident", "forget", "1", "--yes").exit == 0
    gone = {Retention.PERSON, Retention.PURGE}
    with raw(alone) as conn:
        for name, where in (
            ("resident", "id = 1"),
            ("need", "resident_id = 1"),
            ("request", "id IN (11, 13)"),
        ):
            rows = conn.execute(f"SELECT * FROM {name} WHERE {where}")
            keys = [one[0] for one in rows.description]
            for row in rows:
                kept = {
                    key: value
                    for key, value in zip(keys, row, strict=True)
                    if COLUMNS[f"{name}.{key}"].retention in gone and value is not None
                }
                assert set(kept.values()) <= {"***"}, (name, kept)


def test_the_ledgers_hashes_lose_their_salts(pair: Run, alone: Path) -> None:
    def salts() -> set[tuple[str, int]]:
        return {(str(row[0]), int(str(row[1]))) for row in dump(alone, "salt")["salt"]}

    assert {("resident", 1), ("request", 11), ("request", 13), ("resident", 2)} <= salts()
    assert pair("resident", "forget", "1", "--yes").exit == 0
    assert not {("resident", 1), ("request", 11), ("request", 13)} & salts()
    assert ("resident", 2) in salts()


def test_others_keep_what_is_theirs(pair: Run) -> None:
    assert pair("resident", "forget", "1", "--yes").exit == 0
    other = pair("resident", "show", "2", "--reveal", "--json").json()
    assert (other["name"], other["phone"], other["home"]) == ("陈志明", "13900005555", "HZ12-2-502")
    assert (other["contact_name"], other["contact_phone"], other["notes"]) == (None, None, "找*** ***")
    assert [one["tag"] for one in other["needs"]] == ["dialysis"]
    request = pair("request", "show", "12", "--reveal", "--json").json()
    assert (request["summary"], request["name"]) == ("邻居***门没关", "陈志明")
    assert pair("member", "show", "W1", "--json").json()["name"] == "王秀英"


def test_a_family_phone_stays_with_those_who_have_it(pair: Run) -> None:
    argv = ("resident", "add", "王小明", "--home", "HZ12-2-501", "--phone", "13900001111")
    assert pair(*argv).exit == 0
    assert pair("request", "add", "送饭", "--phone", "13900001111").exit == 0
    assert pair("resident", "forget", "1", "--yes").exit == 0
    assert pair("resident", "show", "3", "--reveal", "--json").json()["phone"] == "13900001111"
    assert pair("request", "show", "14", "--reveal", "--json").json()["phone"] == "13900001111"


def test_a_common_name_in_others_texts_stays_and_is_counted(pair: Run) -> None:
    for argv in (
        ("resident", "add", "方便", "--home", "HZ13-2-501", "--phone", "13900007777"),
        ("request", "add", "请开方便之门", "--name", "方便", "--phone", "13900008888"),
    ):
        assert pair(*argv).exit == 0
    done = pair("resident", "forget", "3", "--yes", "--json")
    assert done.json()["same_name"] == 1
    assert "1" in done.err
    assert pair("request", "show", "14", "--reveal", "--json").json()["summary"] == "请开方便之门"


def test_who_still_waits_for_help_is_not_forgotten(pair: Run) -> None:
    assert pair("request", "add", "送药", "--resident", "1").exit == 0
    done = pair("resident", "forget", "1", "--yes", "--json")
    assert (done.exit, done.error()["error"]) == (4, "open_requests")
    assert "14" in done.error()["message"]
    assert pair("resident", "show", "1", "--json").json()["status"] == "living"


def test_a_rehearsal_and_a_no_change_nothing(pair: Run, alone: Path) -> None:
    tables = ("resident", "need", "request", "step", "salt", "ledger")
    before = dump(alone, *tables)
    plan = pair("resident", "forget", "1", "--dry-run", "--json").json()
    assert (plan["residents"], plan["requests"], plan["texts"], plan["dry_run"]) == ([1], 2, 2, True)
    assert pair("resident", "forget", "1").exit == 4
    assert {name: dump(alone, name)[name] for name in tables if name != "ledger"} == {
        name: before[name] for name in tables if name != "ledger"
    }


def test_the_reason_may_not_name_them(pair: Run) -> None:
    done = pair("resident", "forget", "1", "--yes", "--why", "王秀红 要求", "--json")
    assert (done.exit, done.error()["error"]) == (2, "reason_names")
    assert "王秀红" not in done.err


def test_it_is_said_which_copies_still_hold_them(pair: Run, alone: Path) -> None:
    kept = pair("store", "backup", "--json").json()["path"]
    done = pair("resident", "forget", "1", "--yes", "--json")
    assert done.json()["copies"] == [kept]
    assert kept in done.err
    assert found_in(Path(kept), ["王秀红"]) == ["王秀红"]


def test_those_who_were_merged_into_them_are_forgotten_too(pair: Run, alone: Path) -> None:
    argv = ("resident", "add", "王绣红", "--home", "HZ12-2-501", "--phone", "13900004444", "--need", "独居")
    assert pair(*argv).exit == 0
    assert pair("resident", "merge", "1", "3", "--yes").exit == 0
    assert pair("resident", "forget", "1", "--yes", "--json").json()["residents"] == [1, 3]
    assert found_in(alone, [*HERS, "王绣红", "13900004444"]) == []
    assert pair("resident", "unmerge", "3").exit == 3


def test_forgotten_once_is_forgotten(pair: Run) -> None:
    assert pair("resident", "forget", "1", "--yes").exit == 0
    again = pair("resident", "forget", "1", "--yes", "--json").json()
    assert (again["residents"], again["bytes_gone"]) == ([], True)
    assert pair("resident", "edit", "1", "--name", "x").exit == 4
    assert pair("resident", "show", "王秀红").exit == 3
    entries = pair("ledger", "list", "--action", "resident.forget", "--json").json()
    assert [one["thing_id"] for one in entries] == ["1"]


def test_a_reader_that_holds_the_log_is_told_of(
    pair: Run, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = forgetting.write_anew
    monkeypatch.setattr(forgetting, "write_anew", lambda path: write(path, 10))
    with raw(alone) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM resident").fetchone()
        done = pair("resident", "forget", "1", "--yes", "--json")
        assert done.json()["bytes_gone"] is False
        assert "Run it again" in done.err
        reader.execute("COMMIT")
    assert pair("resident", "forget", "1", "--yes", "--json").json()["bytes_gone"] is True
    assert found_in(alone, HERS) == []


@pytest.fixture
def calls(pair: Run, tmp_path: Path) -> Path:
    """A file of two calls, one of them hers, that came in twice: the second time with more words."""
    file = tmp_path / "calls.csv"
    for text in ("要买紫苏酱", "要买紫苏酱两瓶"):
        rows = (
            ("工单号", "时间", "内容", "姓名", "电话", "地址", "办结时间"),
            ("A1", "2021-12-16 09:00", text, "王秀红", "13900001111", "十二幢五零一", "2021-12-16 11:00"),
            ("A2", "2021-12-16 10:00", "水管坏了", "陈志明", "13900005555", "五零二", "2021-12-16 11:00"),
        )
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        done = pair("import", "requests", str(file), "--json")
        assert done.exit == 0, done.err
    return file


CALLS = ["紫苏酱", "十二幢五零一", "13900001111"]


def test_requests_of_an_import_lose_their_staged_rows_too(pair: Run, alone: Path, calls: Path) -> None:
    assert found_in(alone, CALLS) == CALLS
    figures = figures_of(pair, "--date", "2021-12-16", "--recompute")
    done = pair("resident", "forget", "1", "--yes", "--json").json()
    assert (done["requests"], done["staged_rows"]) == (3, 2)
    assert found_in(alone, CALLS) == []
    assert found_in(alone, ["水管坏了", "五零二"]) == ["水管坏了", "五零二"]
    assert figures_of(pair, "--date", "2021-12-16", "--recompute") == figures
    assert pair("store", "check").exit == 0


def test_undoing_an_import_brings_nobody_back(pair: Run, alone: Path, calls: Path) -> None:
    assert pair("resident", "forget", "1", "--yes").exit == 0
    assert pair("import", "undo", "2", "--yes").exit == 4
    assert pair("import", "undo", "2", "--force", "--yes").exit == 0
    assert found_in(alone, CALLS) == []
    assert pair("store", "check").exit == 0


def test_the_same_file_again_says_nothing_new(pair: Run, calls: Path) -> None:
    assert pair("resident", "forget", "1", "--yes").exit == 0
    again = pair("import", "requests", str(calls), "--json").json()
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)
    assert pair("request", "show", "14", "--reveal", "--json").json()["name"] is None


def test_every_column_of_words_is_swept() -> None:
    """A table that comes later is swept by what the registry says of it."""
    swept = {
        key for key, one in COLUMNS.items() if one.mask in {Mask.NAME, Mask.PHONE, Mask.IDENTITY, Mask.TEXT}
    }
    assert {"request.summary", "step.note", "resident.contact_phone", "building.facts", "need.place"} <= swept
