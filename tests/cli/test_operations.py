"""``gridctl operation``: a pack in force in an area from a moment on, and what its end leaves."""

import pytest

from conftest import Run


def test_a_pack_is_in_force_in_its_area_and_below(town: Run) -> None:
    made = town("pack", "apply", "epidemic", "--area", "HL", "--at", "12:00", "--json").json()
    assert made == made | {"id": 1, "status": "running", "pack": "epidemic", "area": "HL", "ended_at": None}
    assert made["started_at"] == "2021-12-17T12:00:00+08:00"

    def rule(area: str, *more: str) -> str:
        argv = ("request", "add", "药没了", "--category", "medicine", "--area", area, *more, "--json")
        return str(town(*argv).json()["rule"]).partition("/")[0]

    assert rule("HL-1-1") == "epidemic"
    assert rule("DX-1") == "routine"
    assert rule("HL-1-1", "--at", "11:59") == "routine"


def test_its_name_is_the_pack_s_title_and_the_area(town: Run) -> None:
    assert (
        town("pack", "apply", "flood", "--area", "HL", "--json").json()["name"]
        == "Flood and typhoon 恒利社区"
    )
    assert town("pack", "apply", "flood", "--json").json()["name"] == "Flood and typhoon"
    assert (
        town("pack", "apply", "epidemic", "--name", "三号小区封控", "--json").json()["name"] == "三号小区封控"
    )


def test_the_same_pack_is_not_applied_twice_in_one_place(town: Run) -> None:
    assert town("pack", "apply", "epidemic", "--area", "HL").exit == 0
    done = town("pack", "apply", "epidemic", "--area", "hl", "--json")
    assert (done.exit, done.error()["error"]) == (4, "already_in_force")
    assert town("pack", "apply", "epidemic", "--area", "DX").exit == 0
    assert town("operation", "end", "1").exit == 0
    assert town("pack", "apply", "epidemic", "--area", "HL").exit == 0


def test_of_two_packs_in_one_place_the_newest_holds(town: Run) -> None:
    assert town("pack", "apply", "epidemic", "--area", "HL", "--at", "12:00").exit == 0
    assert town("pack", "apply", "flood", "--area", "HL", "--at", "13:00").exit == 0
    made = town("request", "add", "药没了", "--category", "medicine", "--area", "HL", "--json").json()
    assert made["rule"].startswith("flood/")


def test_its_end_lists_what_it_leaves_to_purge(town: Run) -> None:
    assert town("pack", "apply", "epidemic", "--area", "HL", "--at", "08:00").exit == 0
    assert town("request", "cancel", "1", "误报").exit == 0  # in HL
    assert town("request", "cancel", "5", "误报").exit == 0  # in DX
    rehearsal = town("operation", "end", "1", "--dry-run", "--json").json()
    assert rehearsal["status"] == "running"
    ended = town("operation", "end", "1", "--json").json()
    assert (ended["status"], ended["ended_at"]) == ("ended", "2021-12-17T18:00:00+08:00")
    assert ended["purge"] == rehearsal["purge"]
    people = next(one for one in ended["purge"] if one["kind"] == "people")
    assert people == people | {"days": 90, "until": "2022-03-17", "rows": 1, "rows_due": 0}
    assert people["title"]["zh"]
    assert town("operation", "show", "1", "--json").json() == ended | {"posts_end": []}


def test_what_is_past_its_days_is_due(town: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert town("pack", "apply", "epidemic", "--area", "HL", "--at", "08:00").exit == 0
    assert town("request", "cancel", "1", "误报").exit == 0
    assert town("operation", "end", "1").exit == 0
    monkeypatch.setenv("GRIDCTL_NOW", "2022-03-18T18:00:00+08:00")
    people = town("operation", "show", "1", "--json").json()["purge"][1]
    assert (people["rows"], people["rows_due"]) == (1, 1)


def test_it_goes_by_its_name_too(town: Run) -> None:
    assert town("pack", "apply", "epidemic", "--area", "HL", "--name", "封控").exit == 0
    assert town("pack", "apply", "flood", "--area", "DX", "--name", "封控").exit == 0
    done = town("operation", "end", "封控")
    assert done.exit == 2
    assert "1, 2" in done.lines[1]
    assert town("operation", "end", "2").exit == 0
    assert town("operation", "end", "封控", "--json").json()["id"] == 1
    assert town("operation", "end", "nothing").exit == 3


def test_it_ends_once_and_not_before_it_began(town: Run) -> None:
    assert town("pack", "apply", "epidemic", "--at", "12:00").exit == 0
    assert town("operation", "end", "1", "--at", "11:00").exit == 2
    assert town("operation", "end", "1", "--at", "tomorrow 9:00").exit == 2
    assert town("operation", "end", "1", "--at", "13:00").exit == 0
    assert town("operation", "end", "1").exit == 4
    assert town("operation", "list", "--json").json() == []
    assert [row["id"] for row in town("operation", "list", "--all", "--json").json()] == [1]


def test_the_ledger_keeps_its_beginning_and_its_end(town: Run) -> None:
    assert town("pack", "apply", "epidemic", "--area", "HL").exit == 0
    assert town("operation", "end", "1").exit == 0
    entries = town("ledger", "list", "--thing", "operation", "--json").json()
    assert [one["action"] for one in entries] == ["operation.end", "operation.begin"]
    assert entries[1]["changes"]["pack"] == "epidemic"
