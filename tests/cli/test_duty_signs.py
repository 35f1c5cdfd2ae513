"""Turning up: check in and out, late and missing, standbys, silence, attendance."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Run
from duty_world import Ends, in_force, post, turn
from gridctl.core.attendance import tally
from gridctl.core.times import HOUR_MS
from gridctl.services import rosters
from gridctl.services.office import Office
from gridctl.store import attendance as attendance_rows
from gridctl.store import rosters as roster_rows
from gridctl.store.rosters import TURN


@pytest.fixture
def gate(town: Run, office: Office, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Let three stand at a gate from 14:00, one patrol, and one stand by in the community; it is 14:05."""
    in_force(office, "epidemic", "HL")
    keep = post(office, "gate", "HL-K", "middle", Ends(least=3, best=3, place="东门"))
    walk = post(office, "inner_patrol", "HL-1", "middle", Ends(checkin=60))
    by = post(office, "emergencies", "HL", "middle", Ends(standby=True))
    for member in ("L1", "Z1"):
        turn(office, keep, member, "2021-12-17")
    turn(office, walk, "W1", "2021-12-17")
    turn(office, by, "Z2", "2021-12-17")
    at(monkeypatch, "14:05")
    return town


def at(monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    """Let the clock stand at an hour of the day."""
    monkeypatch.setenv("GRIDCTL_NOW", f"2021-12-17T{clock}:00+08:00")


def told(run: Run) -> list[dict[str, Any]]:
    """Return the texts that ask somebody to step in."""
    return [one for one in run("outbox", "--json").json() if one["kind"] == "stand_by"]


def states(run: Run) -> dict[str, str]:
    """Return how each turn of the day stands, by its member."""
    rows = run("duty", "list", "--date", "2021-12-17", "--json").json()
    return {one["member"]: one["state"] for one in rows}


def test_one_checks_in_and_out(gate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = gate("duty", "checkin", "李建国", "--at", "13:58", "--by", "W1", "--json")
    assert (done.exit, done.json()["state"]) == (0, "on_duty")
    assert gate("--as", "Z1", "duty", "checkin").exit == 0
    at(monkeypatch, "22:05")
    assert gate("duty", "checkout", "L1", "--json").json()["state"] == "done"
    assert gate("duty", "checkout", "L1").exit == 4
    entries = gate("ledger", "list", "--action", "duty.checkin", "--json").json()
    assert [one["changes"].get("by") for one in entries if one["changes"]["member"] == "L1"] == ["W1"]
    row = gate("duty", "attendance", "--member", "L1", "--json").json()[0]
    assert (row["turns"], row["came"], row["late"], row["no_show"], row["hours"]) == (1, 1, 0, 0, 8.0)


def test_who_has_no_turn_then_is_refused(gate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = gate("duty", "checkout", "L1", "--json")
    assert (done.exit, done.error()["error"]) == (4, "no_turn")
    at(monkeypatch, "11:30")
    assert gate("duty", "checkin", "L1").exit == 4
    at(monkeypatch, "12:01")
    assert gate("duty", "checkin", "L1").exit == 0
    assert gate("duty", "checkin", "L1", "--at", "23:00").exit == 2
    assert gate("duty", "checkin").exit == 2
    assert gate("duty", "checkin", "nobody").exit == 3


def test_a_whole_post_checks_in_but_for_some(gate: Run) -> None:
    done = gate("duty", "checkin", "--post", "1", "--except", "Z1", "--json")
    assert [(one["member"], one["state"]) for one in done.json()] == [("L1", "on_duty")]
    assert gate("duty", "checkin", "--post", "1", "--except", "L1,Z1", "--json").json() == []
    assert gate("duty", "checkin", "--post", "1", "--except", "W1").exit == 3
    assert gate("duty", "checkin", "--post", "99").exit == 3
    assert gate("duty", "checkin", "L1", "--post", "1").exit == 2
    assert gate("duty", "checkin", "L1", "--except", "Z1").exit == 2


def test_late_then_missing_then_the_standby_is_asked(gate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    gate("duty", "checkin", "L1")
    gate("duty", "checkin", "Z2")
    gate("duty", "checkin", "W1")
    at(monkeypatch, "14:12")
    assert states(gate) == {"L1": "on_duty", "Z1": "late", "W1": "on_duty", "Z2": "on_duty"}
    status = gate("store", "status", "--json").json()
    assert (status["on_duty"], status["duty_late"], status["duty_no_show"], status["posts_empty"]) == (
        3,
        1,
        0,
        1,
    )
    assert gate("tick", "--json").json()["no_shows"] == 0
    at(monkeypatch, "14:31")
    assert states(gate)["Z1"] == "no_show"
    tried = gate("tick", "--dry-run", "--json").json()
    done = gate("tick", "--json").json()
    assert tried["duty"] == done["duty"] == [{"turn": 2, "did": "no_show", "member": "Z1", "to": "Z2"}]
    assert gate("tick", "--json").json()["no_shows"] == 0
    (news,) = told(gate)
    assert (news["to"], news["kind"], news["turns"]) == ("Z2", "stand_by", [2])
    status = gate("store", "status", "--json").json()
    assert (status["duty_no_show"], status["empty_posts"][0]["missing"]) == (1, 2)
    reasons = [
        (one["holder"], one["reason"], one["urgency"])
        for one in gate("reminders", "--json").json()
        if one["turn"]
    ]
    assert reasons == [("Z1", "no_show", "critical")]
    gate("duty", "checkin", "Z1")
    assert states(gate)["Z1"] == "on_duty"
    assert gate("duty", "attendance", "--member", "Z1", "--json").json()[0]["late"] == 1


def test_without_a_standby_the_desk_hears_of_it(gate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    gate("duty", "checkin", "W1")
    at(monkeypatch, "14:45")
    done = gate("tick", "--json").json()
    assert {(one["member"], one["to"]) for one in done["duty"]} == {
        ("L1", "HL-K"),
        ("Z1", "HL-K"),
        ("Z2", None),
    }
    assert [(one["to"], len(one["turns"])) for one in told(gate)] == [("HL-K", 2)]


def test_where_nobody_checks_in_at_all_nobody_is_missing(
    gate: Run, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "14:45")
    assert [one["member"] for one in gate("tick", "--json").json()["duty"]] == ["W1"]
    assert len(told(gate)) == 1
    status = gate("store", "status", "--json").json()
    assert (status["duty_no_show"], status["duty_unknown"]) == (1, 3)
    assert [one["missing"] for one in status["empty_posts"]] == [1, 1]
    said = gate("duty", "attendance")
    assert "nobody has checked in" in said.err
    assert states(gate) == {"L1": "published", "Z1": "published", "W1": "no_show", "Z2": "published"}
    turn(office, post(office, "gate", "HL-K", "early", Ends()), "W1", "2021-12-17")
    gate("duty", "checkin", "L1")
    # The early shift is over: nobody checked in at that time yet.
    assert {one["member"] for one in gate("tick", "--json").json()["duty"]} == {"Z1", "Z2"}
    assert gate("store", "status", "--json").json()["duty_unknown"] == 0
    assert "nobody has checked in" not in gate("duty", "attendance").err
    assert states(gate)["Z1"] == "no_show"


def test_silence_is_red_until_somebody_is_heard_of(gate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    gate("duty", "checkin", "W1")
    at(monkeypatch, "15:14")
    assert states(gate)["W1"] == "on_duty"
    at(monkeypatch, "15:15")
    assert states(gate)["W1"] == "silent"
    assert gate("store", "status", "--json").json()["duty_silent"] == 1
    mine = [one for one in gate("--as", "W1", "reminders", "--json").json() if one["turn"] == 3]
    assert [(one["reason"], one["urgency"]) for one in mine] == [("silent", "critical")]
    assert gate("duty", "checkin", "W1", "--json").json()["state"] == "on_duty"
    assert gate("--lang", "zh", "reminders").exit == 0


def test_attendance_by_member_by_area_and_at_risk(
    gate: Run, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (14, 15):
        turn(office, 1, "Z1", f"2021-12-{day}")
    turn(office, 1, "Z1", "2021-12-18")
    turn(office, 1, "L1", "2021-12-18")
    assert gate("duty", "attendance", "--json").json() == []
    assert gate("duty", "attendance", "--at-risk", "--json").json() == []
    gate("duty", "checkin", "Z2")
    rows = gate("duty", "attendance", "--json").json()
    assert [(one["member"], one["no_show"], one["share"]) for one in rows] == [("Z1", 2, 0.0), ("Z2", 0, 1.0)]
    by_area = gate("duty", "attendance", "--by-area", "--json").json()
    assert [(one["area"], one["member"], one["no_show"]) for one in by_area] == [
        ("HL-K", None, 2),
        ("HL", None, 0),
    ]
    assert gate("duty", "attendance", "--area", "DX", "--json").json() == []
    assert [one["id"] for one in gate("duty", "attendance", "--at-risk", "--json").json()] == [7]
    assert gate("duty", "attendance", "--from", "2021-12-17", "--to", "2021-12-16").exit == 2
    at(monkeypatch, "14:40")
    assert gate("duty", "attendance", "--at-risk").exit == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_sums_of_the_store_are_those_of_the_rules(gate: Run, office: Office, data: Any) -> None:  # noqa: ANN401
    with office.store.begin() as work:
        for row in work.execute(TURN.select()).all():
            came = data.draw(st.none() | st.integers(row.start_at - HOUR_MS, row.end_at))
            left = (
                data.draw(st.none() | st.integers(came, row.end_at + HOUR_MS)) if came is not None else None
            )
            missed = data.draw(st.none() | st.just(row.start_at + HOUR_MS)) if came is None else None
            values = {"checked_in_at": came, "checked_out_at": left, "no_show_at": missed}
            work.execute(TURN.update().where(TURN.c.id == row.id).values(**values))
    with office.store.read() as work:
        work.now += data.draw(st.integers(-6 * HOUR_MS, 6 * HOUR_MS))
        for member in (1, 2, 3):
            wanted = roster_rows.Wanted(member_id=member)
            expected = tally(
                [rosters.Standings(work).signs(row) for row in work.execute(roster_rows.listing(wanted))],
                work.now,
            )
            rows = attendance_rows.kept(work, "2021-12-01", "2021-12-31", member=member)
            found = tuple(rows[0][3:]) if rows else (0, 0, 0, 0, 0)
            assert found == (
                expected.turns,
                expected.came,
                expected.late,
                expected.no_show,
                expected.worked_ms,
            )
