"""Batches through the services: what lands, what is known again, what is taken back, and what stays."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from gridctl.core.errors import BadInput, GridError, NotFound, Refused
from gridctl.core.imports import FIELDS, BatchSpec, GoodRow
from gridctl.core.requests import Act, NewRequest
from gridctl.core.times import to_ms
from gridctl.core.views import BatchView
from gridctl.exchange.fingerprint import fingerprint
from gridctl.services import answering, areas, import_undo, imports, ledger, requests, steps
from gridctl.services.imports import Importer
from gridctl.services.office import Office
from store.world import START, Hand, faults, office_at

HOUR = 3_600_000
AT = to_ms(START) - 24 * HOUR
"""The day before the world's Monday."""

Row = Mapping[str, object]


@pytest.fixture
def hand() -> Hand:
    """Give the clock of the office."""
    return Hand()


@pytest.fixture
def grid(tmp_path: Path, hand: Hand) -> Iterator[Office]:
    """Give an office whose store is sound before and after."""
    with office_at(tmp_path, hand=hand) as office:
        yield office
        assert faults(office) == {}


def spec(kind: str = "requests", **more: Any) -> BatchSpec:  # noqa: ANN401
    """Return the description of a file that is known by its `ref` or `code`."""
    key = ("ref",) if kind == "requests" else ("code",)
    given: dict[str, Any] = {"key": key, "strict_key": kind == "areas", **more}
    return BatchSpec(kind, "file.csv", "0" * 64, "utf-8", kind, kind, **given)


def good(kind: str, rows: list[Row]) -> list[GoodRow]:
    """Return rows as the reading half hands them over."""
    found = []
    for line, row in enumerate(rows, 2):
        assert set(row) <= set(FIELDS[kind])
        values: tuple[Any, ...] = tuple(row.get(name) for name in FIELDS[kind])
        found.append(GoodRow(line, values, fingerprint(values)))
    return found


def take(office: Office, *rows: Row, **more: Any) -> tuple[BatchView, list[GridError]]:  # noqa: ANN401
    """Import rows; return the batch and what was wrong with the others."""
    described = spec(**more)
    importer = Importer(office, described)
    wrong = [error for _line, error in importer.take(good(described.kind, list(rows)))]
    problems = list(importer.problems().values())
    return importer.land(len(wrong) + len(problems), None), wrong + problems


def counts(view: BatchView) -> tuple[int, int, int]:
    """Return how many rows were new, changed and the same."""
    return view.new, view.changed, view.same


def row(ref: str | None = "1", **more: object) -> dict[str, object]:
    """Return a request of a file."""
    return {"ref": ref, "summary": "水管漏水", "received_at": AT, "area": "HL1", **more}


def show(office: Office, number: int) -> dict[str, Any]:
    """Return a request in full."""
    view = requests.show(office, number, requests.Reveal("test"))
    return {name: getattr(view, name) for name in view.__slots__}


def test_new_rows_keep_the_times_of_the_file(grid: Office) -> None:
    view, _ = take(
        grid, row(closed_at=AT + 2 * HOUR), row("2", resolved_at=AT + HOUR), row("3", status="working")
    )
    assert counts(view) == (3, 0, 0)
    assert [show(grid, number)["status"] for number in (1, 2, 3)] == ["closed", "resolved", "working"]
    timeline = [(step.step, to_ms(step.at) - AT) for step in show(grid, 1)["timeline"]]
    assert timeline == [("receive", 0), ("resolve", 2 * HOUR), ("close", 2 * HOUR)]


def test_a_second_run_says_all_same_and_writes_nothing(grid: Office, hand: Hand) -> None:
    rows = (row(), row("2"), row(None))
    take(grid, *rows)
    before = show(grid, 1)
    hand.go(hours=1)
    view, _ = take(grid, *rows)
    assert counts(view) == (0, 0, 3)
    assert show(grid, 1) == before


def test_true_twins_stay_two_and_are_known_again(grid: Office) -> None:
    twins = (row(None), row(None))
    assert counts(take(grid, *twins)[0]) == (2, 0, 0)
    assert counts(take(grid, *twins)[0]) == (0, 0, 2)
    assert counts(take(grid, *twins, row(None))[0]) == (1, 0, 2)


def test_a_changed_row_updates_and_the_ledger_tells_what(grid: Office) -> None:
    take(grid, row(), row("2"))
    view, _ = take(grid, row(area="HL2"), row("2", closed_at=AT + HOUR))
    assert counts(view) == (0, 2, 0)
    assert (show(grid, 1)["area"], show(grid, 2)["status"]) == ("HL2", "closed")
    entries = list(ledger.listing(grid, ledger.Query(action="request.import")))
    assert {entry.thing_id: set(entry.changes) for entry in entries} == {
        "1": {"area_id", "desk_id"},
        "2": {"status", "closed_at", "resolved_at"},
    }
    closed = next(entry.changes["closed_at"] for entry in entries if entry.thing_id == "2")
    assert [None if at is None else to_ms(at) for at in closed] == [None, AT + HOUR]


def test_what_people_changed_since_is_not_undone_by_the_same_value_in_the_file(grid: Office) -> None:
    take(grid, row())
    requests.add(grid, NewRequest("别的事"))
    steps.take(grid, 1, answering.resolve(Act()))
    view, _ = take(grid, row(phone="13800001111"))
    assert counts(view) == (0, 1, 0)
    assert (show(grid, 1)["status"], show(grid, 1)["phone"]) == ("resolved", "13800001111")


def test_a_file_with_fewer_columns_clears_nothing(grid: Office) -> None:
    whole = row(
        category="medicine",
        urgency="urgent",
        phone="13800001111",
        name="陈卫",
        details="第二行",
        due=AT + HOUR,
    )
    take(grid, whole | {"closed_at": AT + HOUR})
    before = show(grid, 1)
    narrow = {"ref": "1", "summary": "水管漏水", "phone": "13800002222"}
    take(grid, narrow, held=frozenset(narrow))
    after = show(grid, 1)
    assert after["phone"] == "13800002222"
    same = set(before) - {"phone", "version", "timeline"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert len(after["timeline"]) == len(before["timeline"]), "its times were not told anew"


def test_a_whole_file_after_a_narrower_one_changes_only_what_it_says_otherwise(grid: Office) -> None:
    take(grid, row(name="陈卫"))
    narrow = {"ref": "1", "summary": "水管漏水", "phone": "13800002222"}
    take(grid, narrow, held=frozenset(narrow))
    steps.take(grid, 1, answering.resolve(Act()))
    take(grid, row(name="陈卫", phone="13800003333"))
    entry = next(ledger.listing(grid, ledger.Query(action="request.import")))
    assert set(entry.changes) == {"phone"}


def test_undo_of_a_narrower_file_brings_back_what_it_changed(grid: Office) -> None:
    take(grid, row(phone="13800001111", name="陈卫"))
    narrow = {"ref": "1", "summary": "水管漏水", "phone": "13800002222"}
    take(grid, narrow, held=frozenset(narrow))
    import_undo.undo(grid, 2)
    assert (show(grid, 1)["phone"], show(grid, 1)["name"]) == ("13800001111", "陈卫")
    assert counts(take(grid, row(phone="13800001111", name="陈卫"))[0]) == (0, 0, 1)


def test_a_clock_follows_what_a_narrower_file_changes(grid: Office) -> None:
    take(grid, row(category="medicine", urgency="urgent"))
    before = show(grid, 1)
    narrow = {"ref": "1", "summary": "水管漏水", "urgency": "critical"}
    take(grid, narrow, held=frozenset(narrow))
    after = show(grid, 1)
    assert (after["category"], after["urgency"]) == ("medicine", "critical")
    assert (before["rule"], after["rule"]) == ("routine/medicine/urgent", "routine/*/critical")
    assert after["due"] < before["due"]


def test_with_a_strict_key_a_row_says_one_thing(grid: Office) -> None:
    view, wrong = take(grid, row(), row(), row(area="HL2"), strict_key=True)
    assert counts(view) == (1, 0, 1)
    assert [str(error) for error in wrong] == ["the same ref as in line 2, with other values"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"area": "NOWHERE"}, "there is no area NOWHERE"),
        ({"category": "nonsense"}, "the pack routine has no category nonsense"),
        ({"status": "closed"}, "it is closed, but the time when is missing"),
        ({"closed_at": AT - HOUR}, "it was received after it was resolved or closed"),
        (
            {"resolved_at": AT + 2 * HOUR, "closed_at": AT + HOUR},
            "it was received after it was resolved or closed",
        ),
    ],
)
def test_what_cannot_be_is_a_row_of_its_own_error(grid: Office, values: Row, said: str) -> None:
    view, wrong = take(grid, {**row(), **values}, row("2"))
    assert next(error.message.format(**error.args_) for error in wrong).startswith(said)
    assert (counts(view), view.rejected) == ((1, 0, 0), 1)


def test_areas_that_the_file_names_are_made_once_and_only_for_rows_that_land(grid: Office) -> None:
    view, _ = take(
        grid, row(area="QUEENS"), row("2", area="queens"), missing_area="create", area_kind="district"
    )
    assert counts(view) == (2, 0, 0)
    assert show(grid, 1)["area"] == show(grid, 2)["area"] == "QUEENS"
    assert counts(take(grid, row(area="QUEENS"), missing_area="create")[0]) == (0, 0, 1)
    assert sum(area.code == "QUEENS" for area in areas.listing(grid)) == 1


def test_undo_takes_back_requests_and_the_areas_made_for_them(grid: Office) -> None:
    take(grid, row(area="QUEENS"), row("2", area="BRONX"), missing_area="create")
    requests.add(grid, NewRequest("别的事", "BRONX"))
    done = import_undo.undo(grid, 1)
    assert (done.view.status, done.gone, done.kept) == ("undone", 2, 0)
    assert {"QUEENS", "BRONX"} & {area.code for area in areas.listing(grid)} == {"BRONX"}, "one is in use"
    with pytest.raises(NotFound, match="taken back with import 1"):
        requests.show(grid, 1)
    with pytest.raises(Refused, match="taken back already"):
        import_undo.undo(grid, 1)


def test_after_an_undo_the_same_file_is_new_and_numbers_are_not_used_again(grid: Office) -> None:
    take(grid, row())
    import_undo.undo(grid, 1)
    assert counts(take(grid, row())[0]) == (1, 0, 0)
    assert show(grid, 2)["ref"] == "1"


def test_undo_of_a_change_brings_back_what_stood_there(grid: Office) -> None:
    take(grid, row(phone="13800001111"))
    before = show(grid, 1)
    take(grid, row(phone="13800002222", area="HL2", closed_at=AT + HOUR))
    assert import_undo.undo(grid, 2).gone == 1
    after = show(grid, 1)
    same = set(before) - {"version", "timeline"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert counts(take(grid, row(phone="13800001111"))[0]) == (0, 0, 1), "it is known by what it said first"


@pytest.fixture
def worked_on(grid: Office) -> Office:
    """Import three requests, of which people have worked on the first."""
    take(grid, row(), row("2"), row("3"))
    steps.take(grid, 1, answering.resolve(Act()))
    return grid


def test_rows_that_were_changed_since_stop_an_undo(worked_on: Office) -> None:
    with pytest.raises(Refused, match="1 of import 1 were changed or used since: 1"):
        import_undo.undo(worked_on, 1)
    assert imports.show(worked_on, 1).changed_since == (1,)
    assert show(worked_on, 2)["status"] == "new"


def test_keep_changed_leaves_them_as_they_are(worked_on: Office) -> None:
    done = import_undo.undo(worked_on, 1, keep_changed=True)
    assert (done.gone, done.kept) == (2, 1)
    assert show(worked_on, 1)["status"] == "resolved"
    assert counts(take(worked_on, row(), row("2"))[0]) == (1, 0, 1), "what was kept is known still"


def test_force_takes_them_back_too(worked_on: Office) -> None:
    done = import_undo.undo(worked_on, 1, force=True)
    assert (done.gone, done.kept) == (3, 0)
    with pytest.raises(NotFound):
        requests.show(worked_on, 1)


@pytest.mark.parametrize("how", ["keep_changed", "force"])
def test_a_rehearsed_undo_tells_the_same_and_changes_nothing(worked_on: Office, how: str) -> None:
    before = [show(worked_on, number) for number in (1, 2, 3)]
    seq = next(ledger.listing(worked_on, ledger.Query())).seq
    rehearsed = import_undo.undo(worked_on, 1, **{how: True}, dry_run=True)
    assert (rehearsed.view.status, rehearsed.view.dry_run) == ("dry_run", True)
    assert imports.show(worked_on, 1).status == "landed"
    assert next(ledger.listing(worked_on, ledger.Query())).seq == seq
    assert [show(worked_on, number) for number in (1, 2, 3)] == before
    done = import_undo.undo(worked_on, 1, **{how: True})
    assert (done.gone, done.kept) == (rehearsed.gone, rehearsed.kept)


def test_a_rehearsal_leaves_nothing(grid: Office) -> None:
    importer = Importer(grid, spec())
    importer.take(good("requests", [row()]))
    view = importer.preview(0)
    assert (counts(view), view.batch, view.dry_run) == ((1, 0, 0), None, True)
    assert imports.listing(grid) == []
    assert counts(take(grid, row())[0]) == (1, 0, 0)


def area(
    code: str, kind: str = "grid", parent: str | None = "DS", name: str | None = None
) -> dict[str, object]:
    """Return an area of a file."""
    return {"code": code, "name": name or f"area {code}", "kind": kind, "parent": parent}


def test_areas_may_stand_before_those_above_them(grid: Office) -> None:
    view, wrong = take(grid, area("B", "stairwell", "A"), area("A"), kind="areas")
    assert (counts(view), wrong) == ((2, 0, 0), [])
    assert areas.show(grid, "B").path == ("BX", "DS", "A", "B")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([area("A", parent="NOWHERE")], "there is no area nowhere to lie within"),
        ([area("A", "town")], "a town cannot lie within a community"),
        ([area("A"), area("a", name="other")], "the code a stands in line 2 already"),
        ([{**area("A"), "kind": None}], "the kind of the area is missing"),
        ([area("A B")], "A B is not a code"),
    ],
)
def test_an_area_that_cannot_be_is_a_row_of_its_own_error(grid: Office, rows: list[Row], said: str) -> None:
    view, wrong = take(grid, *rows, area("Z"), kind="areas")
    assert [str(error) for error in wrong] == [said]
    assert view.new == len(rows)


def test_what_hangs_on_a_bad_area_is_bad_too(grid: Office) -> None:
    view, wrong = take(grid, area("A", parent="NOWHERE"), area("B", "stairwell", "A"), kind="areas")
    assert len(wrong) == 2
    assert counts(view) == (0, 0, 0)


def test_areas_follow_the_file_and_come_back(grid: Office) -> None:
    take(grid, area("A"), area("B"), kind="areas")
    view, _ = take(grid, area("A", name="renamed"), area("B", parent="HL"), kind="areas")
    assert counts(view) == (0, 2, 0)
    assert (areas.show(grid, "A").name, areas.show(grid, "B").parent) == ("renamed", "HL")
    assert import_undo.undo(grid, 2).gone == 2
    assert (areas.show(grid, "A").name, areas.show(grid, "B").parent) == ("area A", "DS")


def test_undo_of_areas_spares_what_is_used_and_what_lies_above_it(grid: Office) -> None:
    take(grid, area("A"), area("B", "stairwell", "A"), area("C"), kind="areas")
    requests.add(grid, NewRequest("水管漏水", "B"))
    with pytest.raises(Refused):
        import_undo.undo(grid, 1)
    assert import_undo.undo(grid, 1, keep_changed=True).gone == 1
    assert {"A", "B", "C"} & {one.code for one in areas.listing(grid)} == {"A", "B"}


def test_a_batch_that_another_import_swept_away_does_not_land(grid: Office, hand: Hand) -> None:
    importer = Importer(grid, spec())
    importer.take(good("requests", [row()]))
    hand.go(hours=7)
    take(grid, row("2"))
    with pytest.raises(GridError, match="swept away"):
        importer.land(0, None)
    with pytest.raises(GridError, match="swept away"):
        importer.take(good("requests", [row("3")]))


def test_there_is_no_such_import(grid: Office) -> None:
    for number in (0, 7, -1, 1 << 63):
        with pytest.raises(NotFound):
            imports.show(grid, number)
        with pytest.raises(NotFound):
            import_undo.undo(grid, number)


def test_a_deadline_before_a_request_came_in_is_refused(grid: Office) -> None:
    with pytest.raises(BadInput, match="lies before the request came in"):
        requests.add(grid, NewRequest("水管漏水", due="yesterday"))
