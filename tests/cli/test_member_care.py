"""Members with all that is told of them, where they are posted, and the teams they go out with."""

from typing import Any

import pytest

from conftest import Run


def _codes(town: Run, *argv: str) -> list[str]:
    return [row["code"] for row in town("member", "list", *argv, "--json").json()]


def _edit(town: Run, *argv: str) -> dict[str, Any]:
    found: dict[str, Any] = town("member", "edit", "L1", *argv, "--json").json()
    return found


def test_all_that_is_told_of_a_member_is_shown(town: Run) -> None:
    words = (
        "M9",
        "王秀红",
        "--tier",
        "part_time",
        "--area",
        "HL-1",
        "--role",
        "楼道长",
        "--unit",
        "区住建局",
    )
    more = (
        "--skill",
        "驾驶、护理",
        "--skill",
        "电工",
        "--capacity",
        "5",
        "--deputy",
        "L1",
        "--phone",
        "13900000009",
    )
    days = ("--from", "2021-12-01", "--until", "2021-12-31")
    found = town("member", "add", *words, *more, *days, "--json").json()
    assert found == {
        "id": 5,
        "code": "M9",
        "name": "王秀红",
        "tier": "part_time",
        "area": "HL-1",
        "phone": "13900000009",
        "role": "楼道长",
        "sending_unit": "区住建局",
        "skills": ["驾驶", "护理", "电工"],
        "capacity": 5,
        "deputy": "L1",
        "from_on": "2021-12-01",
        "until_on": "2021-12-31",
        "postings": [],
        "teams": [],
        "open_requests": 0,
        "version": 1,
        "lang": None,
        "latitude": None,
        "longitude": None,
        "signal": None,
        "signal_reasons": [],
    }
    assert town("member", "show", "M9", "--json").json() == {**found, "signal": "green"}


@pytest.mark.parametrize("name", ["wxh", "wangxiuhong", "Wang Xiuhong"])
def test_a_member_is_found_by_pinyin(town: Run, name: str) -> None:
    town("member", "add", "M9", "王秀红", "--tier", "volunteer")
    assert town("member", "show", name, "--json").json()["code"] == "M9"
    assert town("request", "assign", "1", "--to", name).exit == 0
    assert town("member", "show", "M9", "--json").json()["open_requests"] == 1


def test_pinyin_that_fits_several_is_refused_with_the_list(town: Run) -> None:
    done = town("member", "show", "zm")
    assert done.exit == 2
    assert "Z1 张敏, Z2 张敏" in done.lines[1]


def test_an_edit_changes_what_is_given_and_empties_what_is_empty(town: Run) -> None:
    found = _edit(town, "--role", "片长", "--skill", "驾驶", "--capacity", "3", "--deputy", "W1")
    assert (found["role"], found["skills"], found["deputy"], found["phone"]) == (
        "片长",
        ["驾驶"],
        "W1",
        "13900000002",
    )
    assert found["version"] == 2
    found = _edit(
        town, "--role", "", "--skill", "", "--capacity", "", "--deputy", "", "--phone", "", "--area", ""
    )
    assert [found[key] for key in ("role", "capacity", "deputy", "phone", "area")] == [None] * 5
    assert found["skills"] == []
    assert _edit(town, "--name", "李建军", "--tier", "head", "--area", "HL-2")["name"] == "李建军"


def test_an_edit_that_changes_nothing_leaves_the_version(town: Run) -> None:
    assert _edit(town, "--tier", "officer")["version"] == 1
    assert town("member", "edit", "L1").exit == 2


def test_an_edit_of_an_older_version_is_a_conflict(town: Run) -> None:
    assert _edit(town, "--role", "片长", "--version", "1")["version"] == 2
    assert town("member", "edit", "L1", "--role", "楼长", "--version", "1").exit == 4
    assert town("member", "show", "L1", "--json").json()["role"] == "片长"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--deputy", "L1"), 4),
        (("--deputy", "NONE"), 3),
        (("--area", "NONE"), 3),
        (("--capacity", "many"), 2),
        (("--capacity", "1000"), 2),
        (("--from", "2021-12-31", "--until", "2021-12-01"), 2),
        (("--from", "soon"), 2),
        (("--name", ""), 2),
        (("--phone", "1.39E+10"), 2),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(town: Run, given: tuple[str, ...], code: int) -> None:
    assert town("member", "edit", "L1", *given).exit == code
    assert town("member", "show", "L1", "--json").json()["version"] == 1


def test_the_ledger_tells_what_an_edit_changed_without_names_and_phones(town: Run) -> None:
    _edit(town, "--name", "李建军", "--phone", "13900000042", "--role", "片长")
    entries = town("ledger", "list", "--thing", "member", "--format", "jsonl").out
    assert "member.edit" in entries
    assert "片长" in entries
    assert "李建军" not in entries
    assert "13900000042" not in entries


def test_a_posting_counts_where_it_is_and_stays_in_the_history(town: Run) -> None:
    posted = town("member", "place", "L1", "--area", "HL-2", "--from", "2021-12-16 08:00", "--json").json()
    assert posted["area"] == "HL-1"
    assert [(one["area"], one["until_at"]) for one in posted["postings"]] == [("HL-2", None)]
    assert _codes(town, "--area", "HL-2") == ["L1", "Z1"]
    assert town("member", "place", "L1", "--area", "HL-2").exit == 4
    assert town("member", "place", "L1", "--area", "HL-1").exit == 4
    ended = town("member", "unplace", "L1", "--area", "HL-2", "--json").json()
    assert ended["postings"][0]["until_at"] == "2021-12-17T18:00:00+08:00"
    assert _codes(town, "--area", "HL-2") == ["Z1"]
    assert _codes(town, "--area", "HL-2", "--at", "2021-12-16") == ["L1", "Z1"]
    assert _codes(town, "--area", "HL-2", "--at", "2021-12-15") == ["Z1"]


def test_what_is_no_posting_cannot_be_ended(town: Run) -> None:
    assert town("member", "unplace", "L1").exit == 3
    own = town("member", "unplace", "L1", "--area", "HL-1")
    assert own.exit == 3
    assert "member edit L1 --area" in own.lines[1]
    town("member", "place", "L1", "--area", "DX", "--from", "tomorrow 9:00")
    assert town("member", "unplace", "L1", "--until", "tomorrow 8:00").exit == 2
    assert town("member", "unplace", "L1", "--until", "tomorrow 18:00").exit == 0


def test_a_posting_that_is_taken_back_before_it_begins_counts_nowhere(town: Run) -> None:
    town("member", "place", "L1", "--area", "DX", "--from", "tomorrow 9:00")
    assert _codes(town, "--area", "DX") == ["Z2"]
    assert _codes(town, "--area", "DX", "--at", "tomorrow") == ["L1", "Z2"]
    assert town("member", "unplace", "L1").exit == 0
    assert _codes(town, "--area", "DX", "--at", "tomorrow") == ["Z2"]


def test_members_are_listed_by_skill_unit_and_day(town: Run) -> None:
    _edit(town, "--skill", "驾驶", "--unit", "区住建局", "--from", "2021-12-10", "--until", "2021-12")
    town("member", "edit", "W1", "--skill", "EMT", "--from", "2022")
    assert _codes(town, "--skill", "驾驶") == ["L1"]
    assert _codes(town, "--skill", "emt") == ["W1"]
    assert _codes(town, "--unit", "住建") == ["L1"]
    assert _codes(town, "--unit", "%") == []
    assert _codes(town, "--at", "2021-12-09") == ["Z1", "Z2"]
    assert _codes(town, "--at", "2021-12-31") == ["L1", "Z1", "Z2"]
    assert _codes(town, "--at", "2022-01-01") == ["W1", "Z1", "Z2"]
    assert town("member", "list", "--at", "soon").exit == 2


def test_a_team_has_members_and_a_place(town: Run) -> None:
    made = town(
        "team",
        "add",
        "突击队",
        "--kind",
        "volunteers",
        "--area",
        "HL",
        "--member",
        "L1",
        "--member",
        "王秀英",
        "--json",
    ).json()
    assert made["code"] == "TJD1"
    assert made["area"] == "HL"
    assert [one["code"] for one in made["members"]] == ["L1", "W1"]
    assert town("member", "show", "L1", "--json").json()["teams"] == ["TJD1"]
    assert town("team", "list", "--json").json()[1]["members"] == ["L1", "W1"]
    changed = town(
        "team", "edit", "tjd", "--leave", "L1", "--member", "Z1", "--member", "W1", "--json"
    ).json()
    assert [one["code"] for one in changed["members"]] == ["W1", "Z1"]
    assert changed["version"] == 2
    assert town("team", "edit", "TJD1", "--leave", "L1").exit == 4
    assert town("team", "edit", "TJD1").exit == 2
    assert town("team", "edit", "TJD1", "--member", "NONE").exit == 3
    last = town(
        "team",
        "edit",
        "TJD1",
        "--name",
        "夜班队",
        "--kind",
        "militia",
        "--area",
        "",
        "--phone",
        "110",
        "--json",
    )
    assert [last.json()[key] for key in ("name", "kind", "area", "phone")] == [
        "夜班队",
        "militia",
        None,
        "110",
    ]
