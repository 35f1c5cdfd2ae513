"""Issue 6, dispatch knows duty: who is on duty there and then goes before others."""

from typing import Any

import pytest

from conftest import Run
from duty_world import Ends, in_force, post, turn
from gridctl.services.office import Office
from gridctl.store.lean import POST


@pytest.fixture
def grid(town: Run, office: Office) -> Run:
    """Let four volunteers live in one grid; it is 18:00."""
    in_force(office, "epidemic", "HL")
    for number in range(1, 5):
        town("member", "add", f"V{number}", f"志愿者{number}", "--tier", "volunteer", "--area", "HL-2")
    return town


def suggested(run: Run, number: int = 3) -> dict[str, list[tuple[str, int]]]:
    """Return the reasons of the members who are suggested for a request in HL-2, best first."""
    rows: list[dict[str, Any]] = run("request", "suggest", str(number), "--json").json()
    return {one["member"]: [(reason["rule"], reason["points"]) for reason in one["reasons"]] for one in rows}


def test_on_duty_goes_before_off_and_standby_before_both(grid: Run, office: Office) -> None:
    assert next(iter(suggested(grid))) == "V1"
    turn(office, post(office, "inner_patrol", "HL-2", "middle"), "V3", "2021-12-17", checked_in_at=1)
    turn(
        office,
        post(office, "inner_patrol", "HL-2", "middle", Ends(standby=True)),
        "V4",
        "2021-12-17",
        checked_in_at=1,
    )
    found = suggested(grid)
    assert list(found)[:3] == ["V4", "V3", "V1"]
    assert ("on_duty", 15) in found["V3"]
    assert ("on_duty", 25) in found["V4"]
    text = grid("request", "suggest", "3").out
    assert "on duty there (Inner patrol) +25" in text


def test_who_keeps_a_gate_or_failed_to_come_or_is_over_is_not_preferred(grid: Run, office: Office) -> None:
    grid("point", "add", "G1", "东门", "--kind", "gate", "--area", "HL-2")
    gate = post(office, "gate", "HL-2", "middle")
    with office.store.begin() as work:
        work.execute(POST.update().values(point_id=1))
    turn(office, gate, "V2", "2021-12-17", checked_in_at=1)
    walk = post(office, "inner_patrol", "HL-2", "middle")
    turn(office, walk, "V3", "2021-12-17")
    turn(office, walk, "V4", "2021-12-17", checked_in_at=1, checked_out_at=2)
    turn(office, post(office, "inner_patrol", "HL-2", "night"), "V4", "2021-12-17", "draft")
    assert all("on_duty" not in dict(reasons) for reasons in suggested(grid).values())


def test_who_helps_in_another_community_is_there(grid: Run, office: Office) -> None:
    assert "Z2" not in suggested(grid)
    turn(office, post(office, "inner_patrol", "HL-2", "middle"), "Z2", "2021-12-17", checked_in_at=1)
    found = suggested(grid)
    assert next(iter(found)) == "Z2"
    assert dict(found["Z2"])["same_grid"] > 0


def test_a_dispatch_gives_it_to_who_is_on_duty(grid: Run, office: Office) -> None:
    turn(office, post(office, "inner_patrol", "HL-2", "middle"), "V3", "2021-12-17", checked_in_at=1)
    plan = grid("request", "dispatch", "--area", "HL-2", "--dry-run", "--json").json()
    assert {one["to"] for one in plan["assigned"]} == {"V3"}
