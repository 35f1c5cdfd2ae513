"""The work outside in a brief: duty, rounds, supplies and people, and the rows behind each figure."""

from typing import Any

import pytest

from conftest import Run

MORNING = (
    "building add HZ12 12幢 --area HL-1 --floors 3 --units 2 --rooms 2",
    "resident add 王秀英 --home HZ12-1-301 --need elderly_alone",
    "resident add 李敏 --home HZ12-2-101 --need infant",
    "duty post add patrol --area HL-1 --shift day",
    "duty assign L1 1 --date today",
    "duty checkin L1",
    "supply item add RICE 大米 --unit 袋",
    "supply receive RICE 4 --place HL-1",
    "supply issue RICE 1 --to HZ12-1-301",
    "round open sweep --area HL-1",
    "round record 1 HZ12-2-101 --set people=3 --set alone=no",
    "round record 1 HZ12-1-302 no_answer",
)


def test_the_figures_of_the_work_outside_have_rows_behind_them(
    town: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-18T09:00:00+08:00")
    for words in MORNING:
        assert town(*words.split()).exit == 0, words
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-18T11:30:00+08:00")
    sections = town("report", "daily", "--json").json()["sections"]
    told: dict[str, Any] = {
        f"{key}.{name}": one["value"]
        for key, section in sections.items()
        for name, one in section["figures"].items()
    }
    expected = {
        "duty.posts": 1, "duty.filled": 1, "duty.came": 1, "duty.late": 1, "duty.hours": 2.5,
        "rounds.due": 12, "rounds.done": 1, "rounds.visits": 2, "rounds.no_answer": 1,
        "supplies.issues": 1, "supplies.homes": 1, "people.in_need": 2, "people.reached": 2,
    }  # fmt: skip
    assert {name: told[name] for name in expected} == expected
    assert sections["supplies"]["tables"]["items"]["rows"][0][-1] == 3
    for name in ("duty.came", "rounds.visits", "supplies.issues", "people.reached"):
        rows = town("report", "explain", name, "--json").json()["sections"]["explained"]["tables"]["rows"]
        assert len(rows["rows"]) == told[name], name
    # What is typed the next day changes nothing of it.
    monkeypatch.setenv("GRIDCTL_NOW", "2021-12-19T09:00:00+08:00")
    assert (
        town("round", "record", "1", "HZ12-1-201", "done", "--set", "people=1", "--set", "alone=no").exit == 0
    )
    after = town("report", "daily", "--date", "2021-12-18", "--json").json()["sections"]["rounds"]["figures"]
    assert (after["visits"]["value"], after["done"]["value"]) == (2, 1)
