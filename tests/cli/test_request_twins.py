"""Issue 4: twins are found by place, category and time, not by text alone; a merged one is answered too."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from conftest import Run
from gridctl.core.request_twins import Report, Sign, Spot, compare, window
from gridctl.core.times import HOUR_MS
from gridctl.core.words import AreaKind
from gridctl.store.request_twins import NEAR as NEAR_QUERY

GATE = Spot(area=1, kind=AreaKind.CHECKPOINT)
NEAR = 6 * HOUR_MS


def added(run: Run, *words: str) -> dict[str, Any]:
    """Take in a request that must be taken in, and return it."""
    done = run("request", "add", *words, "--json")
    assert done.exit == 0, done.err
    found: dict[str, Any] = done.json()
    return found


def test_two_reports_of_one_checkpoint_are_twins_whatever_their_words(town: Run) -> None:
    first = added(town, "东门有人推搡", "--area", "HL-K", "--category", "checkpoint", "--channel", "camera")
    second = town("request", "add", "双方吵起来了", "--area", "HL-K", "--category", "checkpoint")
    assert f"request merge {first['id'] + 1} --into {first['id']}" in second.err
    found = town("request", "twins", str(first["id"] + 1), "--json").json()
    assert found[0]["id"] == first["id"]
    assert found[0]["why"] == ["spot", "category", "time"]
    assert found[0]["score"] > 0.9


def test_like_words_elsewhere_are_no_twins(town: Run) -> None:
    assert added(town, "水管漏水", "--area", "DX-1", "--category", "utilities")["twins"] == []


def test_one_burst_pipe_of_a_building_but_not_two_errands(town: Run) -> None:
    town("building", "add", "HL1", "1幢", "--area", "HL-1", "--units", "2", "--floors", "6", "--rooms", "2")
    added(town, "楼上爆水管，水漏到家里", "--home", "HL1-1-301", "--category", "utilities")
    pipe = added(town, "爆水管了，家里漏水", "--home", "HL1-1-201", "--category", "utilities")
    assert [twin["id"] for twin in pipe["twins"]] == [11]
    assert "words" in pipe["twins"][0]["why"]
    added(town, "降压药没有了", "--home", "HL1-1-501", "--category", "medicine", "--at", "-3h")
    assert added(town, "需要胰岛素", "--home", "HL1-2-402", "--category", "medicine")["twins"] == []


def test_ended_long_ago_or_merged_is_no_twin(town: Run) -> None:
    for number in (1, 2):
        added(town, f"争吵 {number}", "--area", "HL-K", "--category", "checkpoint")
    assert town("request", "merge", "12", "--into", "11").exit == 0
    ids = {one["id"] for one in town("request", "twins", "11", "--json").json()}
    assert 12 not in ids


def test_no_door_is_told_of_a_confidential_request(town: Run) -> None:
    town("building", "add", "HL1", "1幢", "--area", "HL-1", "--units", "2", "--floors", "6", "--rooms", "2")
    added(town, "被丈夫打伤", "--home", "HL1-1-301", "--category", "domestic_violence")
    assert added(town, "被丈夫打伤", "--home", "HL1-1-301", "--category", "other")["twins"] == []
    twins = added(town, "又打起来了", "--home", "HL1-1-301", "--category", "domestic_violence")["twins"]
    assert 11 in {twin["id"] for twin in twins}


def test_each_place_is_found_by_its_index(office: Any) -> None:  # noqa: ANN401
    asked = dict.fromkeys(("self", "home", "building", "point", "area", "low", "high", "ended"), 1)
    with office.store.read() as work:
        plan = [row.detail for row in work.execute(text(f"EXPLAIN QUERY PLAN {NEAR_QUERY}"), asked)]
    for index in ("request_home", "request_building", "request_point", "request_area"):
        assert any(f"USING COVERING INDEX {index}" in line for line in plan), plan
    assert not [
        line for line in plan if line.startswith("SCAN") and "near" not in line and "subquery" not in line
    ]


def test_closing_the_main_one_lists_everyone_who_must_be_answered(town: Run) -> None:
    gate = ("--area", "HL-K", "--category", "checkpoint")
    added(town, "争吵", *gate, "--channel", "camera", "--ref", "SP-1")
    added(town, "争吵", *gate, "--channel", "police", "--ref", "110-2", "--name", "陈卫")
    added(town, "吵架", *gate, "--channel", "phone")
    merged = town("request", "merge", "12", "13", "--into", "11", "--json").json()
    kept = town("request", "show", "12", "--reveal", "--json").json()
    assert (kept["channel"], kept["ref"], kept["name"]) == ("police", "110-2", "陈卫")
    everyone = [
        {"request": 11, "ref": "SP-1", "channel": "camera"},
        {"request": 12, "ref": "110-2", "channel": "police"},
        {"request": 13, "ref": None, "channel": "phone"},
    ]
    assert merged["to_answer"] == everyone
    town("request", "resolve", "11", "--outcome", "mediated")
    done = town("--lang", "zh", "request", "close", "11", "--json")
    assert done.json()["to_answer"] == everyone
    assert [number in done.err for number in ("SP-1", "110-2", "#13")] == [True] * 3


def test_what_a_category_is_given_sets_how_far_apart_twins_may_lie() -> None:
    assert (window(2 * HOUR_MS), window(24 * HOUR_MS)) == (6 * HOUR_MS, 48 * HOUR_MS)
    assert window(None) == window(10_000 * HOUR_MS) == 7 * 24 * HOUR_MS


@pytest.mark.parametrize(
    ("one", "other", "twins"),
    [
        (Spot(home=1, building=1, area=1), Spot(home=1, building=1, area=1), Sign.HOME),
        (Spot(building=1, area=1), Spot(home=2, building=1, area=1), Sign.BUILDING),
        (Spot(building=1, area=1), Spot(building=2, area=1), None),
        (GATE, GATE, Sign.SPOT),
        (Spot(area=1), Spot(area=2), None),
        (Spot(), Spot(), None),
        (Spot(point=5), Spot(point=5), Sign.POINT),
    ],
)
def test_the_nearest_place_that_two_share(one: Spot, other: Spot, twins: Sign | None) -> None:
    _score, why = compare(Report(one, "food", 0, "a"), Report(other, "food", 0, "b"), NEAR)
    assert why[:1] == ((twins,) if twins else ())


@given(st.integers(0, 3 * NEAR), st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_the_score_is_the_same_both_ways_and_falls_with_time(
    gap: int, one: str, other: str, same: bool
) -> None:
    left = Report(GATE, "checkpoint", 0, one)
    right = Report(GATE, "checkpoint" if same else "noise", gap, other)
    there, back = compare(left, right, NEAR), compare(right, left, NEAR)
    assert there == back
    assert 0 <= there[0] <= 1
    later = Report(right.spot, right.category, gap + HOUR_MS, other)
    assert compare(left, later, NEAR)[0] <= there[0]


def test_two_reports_of_one_point_are_likely_twins(town: Run) -> None:
    town("point", "add", "C-0123", "东门摄像头", "--kind", "camera", "--area", "HL-K")
    camera = ("--point", "C-0123", "--channel", "camera", "--category", "checkpoint")
    first = added(town, "有人争吵", *camera)
    second = added(town, "东门吵架", *camera)
    assert [twin["id"] for twin in second["twins"]] == [first["id"]]
    assert "point" in second["twins"][0]["why"]


def test_what_is_open_already_is_added_only_when_it_is_meant(town: Run) -> None:
    """Issue 5: a likely twin is shown, --force adds it all the same."""
    town("building", "add", "HZ12", "12幢", "--area", "HL-1", "--floors", "5", "--units", "2", "--rooms", "1")
    line = "HZ12-2-501 西乐葆没了 13900139000"
    first = added(town, line)
    again = town("request", "add", line, "--json")
    assert (again.exit, again.error()["error"]) == (4, "likely_twin")
    assert str(first["id"]) in again.error()["message"]
    assert town("request", "list", "西乐葆", "--json").json()[0]["id"] == first["id"]
    forced = added(town, line, "--force")
    assert forced["id"] != first["id"]
    assert [twin["id"] for twin in forced["twins"]] == [first["id"]]
    assert added(town, line, "--ref", "12345-1")["ref"] == "12345-1", (
        "another sender's report is never refused"
    )
    town("request", "cancel", "11-13", "已解决")
    assert added(town, line)["status"] == "new", "what has ended is not open"


def test_the_likelihood_is_shown_in_hundredths(town: Run) -> None:
    town("request", "add", "一楼漏水", "--area", "HL-1", "--category", "utilities", "--force")
    town("request", "add", "一楼漏水了", "--area", "HL-1", "--category", "utilities", "--force")
    found = town("request", "twins", "12", "--json").json()[0]
    row = town("request", "twins", "12").out.splitlines()[1]
    assert row.split()[1] == str(round(found["score"] * 100))
