"""A pack that is applied makes posts by its rules, each once, and ends those whose place it takes."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Run

AT_NOON = ("--at", "2021-12-17 12:00")


@pytest.fixture
def place(town: Run) -> Run:
    """The town with two gates, a compound, and people who live there."""
    for argv in (
        ("point", "add", "G1", "东门", "--kind", "gate", "--area", "HL-1"),
        ("point", "add", "G2", "西门", "--kind", "gate", "--area", "HL-2"),
        ("point", "add", "C1", "球机", "--kind", "camera", "--area", "HL-1"),
        ("compound", "add", "HLY", "恒利苑", "--area", "HL-1"),
        (
            "building",
            "add",
            "HZ1",
            "1幢",
            "--area",
            "HL-1-1",
            "--floors",
            "3",
            "--units",
            "1",
            "--rooms",
            "2",
        ),
        ("resident", "add", "陈卫", "--home", "HZ1-1-101"),
        ("resident", "add", "周敏", "--home", "HZ1-1-102"),
    ):
        assert town(*argv).exit == 0, argv
    return town


def groups(view: Any, key: str) -> dict[tuple[str, str, bool], tuple[int, int]]:  # noqa: ANN401
    """Return (posts, least) by duty, shift and standby."""
    return {(one["duty"], one["shift"], one["standby"]): (one["posts"], one["least"]) for one in view[key]}


def test_posts_follow_the_rules_of_the_pack(place: Run) -> None:
    view = place("pack", "apply", "epidemic", "--area", "HL", *AT_NOON, "--json").json()
    made = groups(view, "posts_begin")
    assert made["gate", "night", False] == (2, 4)
    assert made["inner_patrol", "early", False] == (1, 1)
    assert made["delivery", "early", False] == (2, 2)
    assert made["sampling", "test_1", False] == (1, 1)
    assert made["emergencies", "middle", False] == made["emergencies", "middle", True] == (1, 1)
    assert {"gate", "sampling"} <= set(view["duties_begin"])
    assert view["posts_end"] == view["posts_nowhere"] == []
    posts = place("duty", "post", "list", "--json").json()
    assert {one["operation"] for one in posts} == {1}
    assert {(one["point"], one["area"]) for one in posts if one["duty"] == "gate"} == {
        ("G1", "HL-1"),
        ("G2", "HL-2"),
    }
    assert {one["place"] for one in posts if one["duty"] == "inner_patrol"} == {"恒利苑"}
    crews = {one["duty"]: one["crew"] for one in posts if one["crew"]}
    assert crews == {"sampling": "table-1", "registration": "table-1"}


def test_a_shift_that_is_over_begins_on_the_next_day_and_one_that_runs_today(place: Run) -> None:
    place("pack", "apply", "epidemic", "--area", "HL", "--at", "2021-12-17 15:00")
    first = {
        (one["duty"], one["shift"]): one["from_on"]
        for one in place("duty", "post", "list", "--all", "--json").json()
    }
    assert first["gate", "early"] == "2021-12-18"
    assert first["gate", "middle"] == "2021-12-17"
    assert first["gate", "night"] == "2021-12-17"


def test_a_rehearsal_tells_the_same_and_keeps_nothing(place: Run) -> None:
    rehearsal = place("pack", "apply", "epidemic", "--area", "HL", *AT_NOON, "--dry-run", "--json").json()
    assert place("operation", "list", "--json").json() == []
    assert place("duty", "post", "list", "--json").json() == []
    done = place("pack", "apply", "epidemic", "--area", "HL", *AT_NOON, "--json").json()
    assert rehearsal == done | {"dry_run": True}
    page = place("pack", "apply", "flood", "--area", "HL", "--dry-run").out
    assert "Dike patrol" in page
    assert "Gate keeping" in page


def test_nothing_is_made_twice(place: Run) -> None:
    assert place("duty", "post", "add", "patrol", "--area", "HL-1", "--shift", "day").exit == 0
    view = place("pack", "apply", "routine", "--area", "HL-1", "--json").json()
    made = groups(view, "posts_begin")
    assert set(made) == {("desk", "day", False), ("desk", "late", False)}
    above = place("pack", "apply", "routine", "--area", "HL", "--json").json()
    assert groups(above, "posts_begin")["patrol", "day", False] == (1, 1)  # the other grid has none


def test_without_posts_and_with_those_of_before(place: Run) -> None:
    first = place("pack", "apply", "epidemic", "--area", "HL", "--no-posts", "--json").json()
    assert first["posts_begin"] == []
    assert place("operation", "end", "1").exit == 0
    assert place("pack", "apply", "epidemic", "--area", "HL").exit == 0
    kept = place("pack", "apply", "flood", "--area", "HL", "--keep-posts", "--json").json()
    assert kept["posts_end"] == []
    duties = {one["duty"] for one in place("duty", "post", "list", "--json").json()}
    assert {"gate", "dike_patrol"} <= duties


def test_the_posts_of_the_operation_whose_place_it_takes_end_there(place: Run) -> None:
    place("pack", "apply", "epidemic", "--area", "HL", "--at", "2021-12-16 08:00")
    view = place("pack", "apply", "flood", "--area", "HL-1", *AT_NOON, "--json").json()
    ended = {(one["duty"], one["shift"]): one["until_on"] for one in view["posts_end"]}
    assert ended["gate", "early"] == "2021-12-17"  # it had begun, and goes on
    assert ended["gate", "middle"] == "2021-12-16"
    left = place("duty", "post", "list", "--date", "2021-12-18", "--json").json()
    assert {one["area"] for one in left if one["duty"] == "gate"} == {"HL-2"}
    assert "gate" in view["duties_end"]
    assert "dike_patrol" in view["duties_begin"]


def test_one_in_a_smaller_area_stays_when_the_larger_one_begins(place: Run) -> None:
    place("pack", "apply", "flood", "--area", "HL-1", *AT_NOON)
    view = place("pack", "apply", "epidemic", "--area", "HL", *AT_NOON, "--json").json()
    assert view["posts_end"] == []


def test_its_end_ends_its_posts_and_tells_of_turns(place: Run) -> None:
    place("pack", "apply", "epidemic", "--area", "HL", *AT_NOON)
    posts = place("duty", "post", "list", "--area", "HL-1", "--json").json()
    number = next(one["id"] for one in posts if (one["duty"], one["shift"]) == ("gate", "early"))
    assert place("duty", "assign", "L1", str(number), "--date", "2021-12-20").exit == 0
    assert place("duty", "assign", "W1", str(number), "--date", "2021-12-21", "--draft").exit == 0
    rehearsal = place("operation", "end", "1", "--dry-run", "--json").json()
    assert (rehearsal["turns_left"], rehearsal["dry_run"]) == (1, True)
    assert place("operation", "show", "1", "--json").json()["posts_begin"]
    ended = place("operation", "end", "1", "--json")
    assert ended.json()["posts_end"] == rehearsal["posts_end"]
    assert ended.json()["turns_left"] == 1
    assert "unassign" in ended.err
    assert place("duty", "post", "list", "--date", "2021-12-18", "--json").json() == []
    states = {one["member"]: one["state"] for one in place("duty", "list", "--all", "--json").json()}
    assert states == {"L1": "published", "W1": "removed"}
    assert [
        one["action"] for one in place("ledger", "list", "--thing", "operation_posts", "--json").json()
    ] == [
        "post.end",
        "post.begin",
    ]
    assert place("store", "check").exit == 0


PER_PERSON = """
[pack]
name = "tables"
version = "1"
extends = "epidemic"
title = { en = "Tables", zh = "采样台" }
about = { en = "A table for each.", zh = "一人一台。" }

[[posts]]
duty = "sampling"
per = "residents"
each = 1
shifts = ["test_1"]
crew = "table"

[[posts]]
duty = "patrol"
per = "stairwell"
shifts = ["day"]
"""


def test_as_many_tables_as_people_need_and_a_post_for_each_stairwell(place: Run, tmp_path: Path) -> None:
    (tmp_path / "tables.toml").write_text(PER_PERSON, encoding="utf-8")
    assert place("pack", "apply", str(tmp_path / "tables.toml"), "--area", "HL").exit == 0
    posts = place("duty", "post", "list", "--json").json()
    tables = [(one["place"], one["crew"]) for one in posts if one["duty"] == "sampling"]
    assert sorted(tables) == [("Sampling 1", "table-1"), ("Sampling 2", "table-2")]
    assert {one["area"] for one in posts if one["duty"] == "patrol"} == {"HL-1-1", "HL-1-2"}


def test_duties_without_a_place_are_told(town: Run) -> None:
    done = town("pack", "apply", "epidemic", "--area", "DX", "--json")
    assert {"gate", "inner_patrol", "sampling"} <= set(done.json()["posts_nowhere"])
    assert "Gate keeping" in done.err


def test_a_pack_applied_everywhere_makes_posts_in_all_communities(place: Run) -> None:
    view = place("pack", "apply", "heatwave", "--json").json()
    assert groups(view, "posts_begin")["cool_room", "day", False] == (2, 2)
    posts = place("duty", "post", "list", "--duty", "cool_room", "--json").json()
    assert {one["area"] for one in posts} == {"HL", "DX"}
