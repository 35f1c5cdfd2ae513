"""The queries that run all day find their rows by an index, however large the store is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from gridctl.core.requests import Act, NewRequest
from gridctl.core.words import TeamKind
from gridctl.services import answering, heartbeat, people, reports, requests, steps
from gridctl.services.office import Office
from gridctl.services.requests import Query
from store.world import Hand, office_at

BIG = ("request", "step", "span")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as opened:
        for area in ("HL1", "HL2", "DS"):
            requests.add(opened, NewRequest("水管漏水", area, ref=f"R-{area}"))
        steps.take(opened, 1, answering.resolve(Act()))
        hand.go(days=2)
        yield opened


def _plans(office: Office, job: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return each step of the plans of all that `job` asks the store: (statement, line of the plan)."""
    asked: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:  # noqa: ANN401
        asked.append((statement, parameters))

    event.listen(office.store.engine, "before_cursor_execute", note)
    try:
        job()
    finally:
        event.remove(office.store.engine, "before_cursor_execute", note)
    found = []
    with office.store.engine.connect() as conn:
        raw: Any = conn.connection.driver_connection
        for statement, parameters in asked:
            if statement.split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
                plan = raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                found += [(statement, row[3]) for row in plan]
    assert found
    return found


def _scans(plans: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the steps that read a whole big table, or a whole index of one."""
    return [
        (line, statement)
        for statement, line in plans
        if line.startswith("SCAN")
        and line.split()[1] in {*BIG, "r", "s"}
        and "USING INDEX request_open" not in line
    ]


def test_the_list_of_open_requests_reads_the_open_ones_from_the_newest(office: Office) -> None:
    plans = _plans(office, lambda: list(requests.listing(office, Query(limit=50))))
    lines = [line for _statement, line in plans]
    assert any("request_open" in line for line in lines), lines
    assert not any("TEMP B-TREE" in line for line in lines), "the index gives the order"
    assert _scans(plans) == []


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (Query(area="HL1", everything=True, limit=50), "request_area"),
        (Query(category="utilities", everything=True, limit=50), "request_category"),
        (Query(ref="R-HL1"), "request_ref"),
    ],
    ids=["area", "category", "ref"],
)
def test_a_filtered_list_uses_the_index_of_its_filter(office: Office, query: Query, index: str) -> None:
    plans = _plans(office, lambda: list(requests.listing(office, query)))
    assert any(index in line for _statement, line in plans), [line for _statement, line in plans]
    assert _scans(plans) == []


@pytest.mark.parametrize(
    ("words", "index"),
    [
        ("status:new area:HL1", "request_standing (area_id=? AND status=?)"),
        ("desk:HL1 sort:due", "request_desk (desk_id=?)"),
        ("desk:BX sort:due", "request_desk (desk_id=?)"),
        ("is:overdue sort:due", "request_due (due<?)"),
        ("holder:T1 status:assigned", "request_team (holder_team_id=?)"),
        ("水管", "request_search VIRTUAL TABLE"),
        ("1111", "request_search VIRTUAL TABLE"),
    ],
)
def test_the_usual_queries_find_their_rows_in_their_order(office: Office, words: str, index: str) -> None:
    people.add_team(office, "T1", "police", TeamKind.POLICE)
    plans = _plans(office, lambda: list(requests.listing(office, Query(words=words, limit=50))))
    lines = [line for _statement, line in plans]
    assert any(index in line for line in lines), lines
    assert _scans(plans) == []
    if words != "desk:BX sort:due":  # a wide desk is looked through in the order of deadlines
        # The numbers of the page come in their order; at the end the page itself, joined, is put in it again.
        assert not any("TEMP B-TREE" in line for line in lines[:-1]), lines


def test_words_beside_a_part_that_few_fit_do_not_lead_through_all_that_say_them(office: Office) -> None:
    plans = _plans(office, lambda: list(requests.listing(office, Query(words="水管 area:HL1", limit=50))))
    lines = [line for _statement, line in plans]
    assert any("request_area (area_id=?" in line for line in lines), lines
    assert _scans(plans) == []


def test_keeping_the_full_text_scans_nothing(office: Office) -> None:
    def work() -> None:
        number = requests.add(office, NewRequest("水管漏水", "HL1")).view.id
        steps.take(office, number, steps.note(Act(note="a note")))

    plans = [(line, statement) for statement, line in _plans(office, work) if "search_" in statement]
    assert plans
    assert [one for one in plans if one[0].startswith("SCAN") and one[0].split()[1] in {*BIG, "r", "w"}] == []


def test_an_idle_heartbeat_asks_two_indexes_and_writes_nothing(office: Office) -> None:
    heartbeat.tick(office, {})
    plans = _plans(office, lambda: heartbeat.tick(office, {}))
    lines = [line for _statement, line in plans]
    assert any(
        "request_look (look_at>? AND look_at<?)" in line or "request_look (look_at<?)" in line
        for line in lines
    )
    assert any("schedule_next (next_at" in line for line in lines), lines
    assert _scans(plans) == []
    assert not any("TEMP B-TREE" in line for line in lines), lines
    assert all(statement.startswith("SELECT") for statement, _line in plans)


def test_a_heartbeat_that_finds_something_scans_nothing(office: Office) -> None:
    assert _scans(_plans(office, lambda: heartbeat.tick(office, {}))) == []


def test_one_request_with_its_timeline_is_found_by_number(office: Office) -> None:
    plans = _plans(office, lambda: requests.show(office, 1))
    assert any("step_request" in line for _statement, line in plans)
    assert _scans(plans) == []


def test_taking_in_and_answering_a_request_scan_nothing(office: Office) -> None:
    def work() -> None:
        number = requests.add(office, NewRequest("水管漏水", "HL1", ref="R-9", to="李四")).view.id
        steps.take(office, number, steps.note(Act(note="a note")))
        steps.take(office, number, answering.resolve(Act()))
        steps.take(office, number, answering.close(Act()))

    assert _scans(_plans(office, work)) == []


@pytest.mark.parametrize("area", [None, "HL"])
def test_a_return_scans_no_table_of_steps_spans_or_requests(office: Office, area: str | None) -> None:
    plans = _plans(office, lambda: reports.daily(office, reports.Wanted(day="2021-12-06", area=area)))
    lines = [line for _statement, line in plans]
    for index in (
        "step_counted (counted_at>? AND counted_at<?",
        "span_short (from_at>? AND from_at<?",
        "span_long (to_at>?",
    ):
        assert any(index in line for line in lines), (index, lines)
    assert _scans(plans) == []


def test_what_came_in_since_a_return_is_looked_for_from_its_last_step_on(office: Office) -> None:
    reports.daily(office, reports.Wanted(day="2021-12-06"))
    plans = _plans(office, lambda: reports.daily(office, reports.Wanted(day="2021-12-06")))
    asked = [line for statement, line in plans if "step.origin" in statement]
    assert asked == ["SEARCH step USING INTEGER PRIMARY KEY (rowid>?)"]


def test_a_plan_is_what_sqlite_says(office: Office) -> None:
    with office.store.read() as work:
        lines = work.execute(text("EXPLAIN QUERY PLAN SELECT count(*) FROM step WHERE note = 'x'")).all()
    assert _scans([("", lines[0][3])]), "the test would see a scan"
