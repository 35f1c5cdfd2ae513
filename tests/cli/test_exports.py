"""Files go out: masked unless revealed, logged, whole, for their owner alone (TRUST.md 12, 13, 14, 21)."""

import csv
import json
import stat
from pathlib import Path

import pytest

from conftest import Run


def test_an_export_is_masked_and_an_entry_of_the_ledger(town: Run) -> None:
    assert (
        town("request", "add", "请打13800009999找我", "--area", "HL", "--name", "陈卫", "--details", "y").exit
        == 0
    )
    found = {row["id"]: row for row in town("export", "requests").json()}
    assert len(found) == 11
    assert (found[11]["summary"], found[11]["name"]) == ("请打138****9999找我", "陈**")
    assert found[6]["summary"] == "(confidential)"
    entry = town("ledger", "list", "--limit", "1", "--json").json()[0]
    assert (entry["action"], entry["changes"]) == (
        "export.requests",
        {"format": "json", "revealed": False, "rows": 11},
    )
    service = {
        row["service_request_id"]: row for row in town("export", "requests", "--format", "open311").json()
    }
    assert service["11"]["description"] == "请打138****9999找我\ny"
    assert service["6"]["description"] == "(confidential)"


def test_revealing_many_needs_a_reason_that_the_ledger_keeps(town: Run) -> None:
    for number in range(11):
        assert town("request", "add", f"more {number}").exit == 0
    refused = town("export", "requests", "--reveal")
    assert (refused.exit, refused.out) == (2, "")
    done = town("export", "requests", "--reveal", "--why", "audit", "--format", "jsonl")
    assert "13800005683" in done.out
    assert town("ledger", "list", "--limit", "1", "--json").json()[0]["reason"] == "audit"


def test_a_query_chooses_and_ended_ones_go_too(town: Run) -> None:
    assert town("request", "resolve", "3", "--note", "x").exit == 0
    assert town("request", "close", "3").exit == 0
    assert [row["id"] for row in town("export", "requests", "category:utilities").json()] == [3]
    assert town("export", "requests", "nothing-like-this").json() == []
    wrong = town("export", "requests", "status:nothing")
    assert (wrong.exit, wrong.out) == (2, "")


def test_a_spreadsheet_of_requests_has_a_bom_and_no_formula(town: Run, tmp_path: Path) -> None:
    assert town("request", "add", "=1+1", "--details", "two\nlines").exit == 0
    file = tmp_path / "out.csv"
    done = town("export", "requests", "--format", "csv", "-o", str(file))
    assert (done.exit, done.out) == (0, "")
    assert "11 requests" in done.err
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows[0]["summary"] == "'=1+1"
    assert len(rows) == 11


def test_a_file_is_its_owners_and_replaces_a_link_instead_of_following_it(town: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    target = tmp_path / "out.json"
    target.symlink_to(other)
    assert town("export", "requests", "--format", "open311", "-o", str(target)).exit == 0
    assert other.read_text(encoding="utf-8") == "mine"
    assert not target.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 10
    stale = tmp_path / ".out.json.abc.tmp"
    stale.touch()
    assert town("export", "services", "-o", str(target)).exit == 0
    assert not stale.exists()
    assert not list(tmp_path.glob(".out.json.*"))


@pytest.mark.parametrize(("place", "code"), [("", 2), ("nowhere/out.json", 5)])
def test_a_place_that_cannot_be_written_is_said(town: Run, tmp_path: Path, place: str, code: int) -> None:
    done = town("export", "requests", "-o", str(tmp_path / place))
    assert (done.exit, done.out, len(done.lines)) == (code, "", 2)


def test_the_services_are_the_categories(town: Run) -> None:
    found = {row["service_code"]: row for row in town("export", "services").json()}
    assert found["medicine"]["service_name"] == "Medicine"
    assert (found["medicine"]["metadata"], found["medicine"]["type"]) == (False, "realtime")
    assert town("pack", "apply", "epidemic", "--area", "HL", "--name", "x").exit == 0
    assert len(town("export", "services", "--format", "open311").json()) > len(found)


def test_json_and_another_format_contradict_each_other(town: Run) -> None:
    assert town("export", "services", "--json", "--format", "csv").exit == 2
    assert town("export", "services", "--json").json()
