"""Stock is what its movements say, never below zero, whatever happens in whatever order."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from gridctl.core.errors import GridError, Refused
from gridctl.core.places import Layout
from gridctl.core.quantities import MOST, MOST_ON_HAND
from gridctl.core.requests import Act
from gridctl.core.residents import NewNeed, Particulars
from gridctl.core.supplies import MoveKind, Per
from gridctl.core.words import AreaKind
from gridctl.services import (
    areas,
    places,
    residents,
    supplies,
    supply_giving,
    supply_items,
    supply_plans,
    supply_undo,
    supply_views,
)
from gridctl.services.office import Office, open_office
from gridctl.services.supplies import Change
from gridctl.services.supply_drafts import PlanOrder
from gridctl.store import check

HOMES = ("101", "102", "201", "202", "301")


@pytest.fixture
def store(office: Office) -> Office:
    areas.add(office, areas.NewArea("HL-1", "第一网格", AreaKind.GRID))
    areas.add(office, areas.NewArea("HL-2", "第二网格", AreaKind.GRID))
    places.add_building(
        office, places.NewPlace("12幢", "B12", "HL-1", layout=Layout(3, 1, 2), stairwells=True)
    )
    for room in HOMES:
        residents.add(office, Particulars(name=f"人{room}", home=f"B12-{room}"))
    residents.add(office, Particulars(name="婴", home="B12-101"), [NewNeed("infant")])
    supply_items.add(office, "RICE", "大米", "袋")
    return office


def _sound(office: Office) -> bool:
    with office.store.read() as work:
        return all(found.faults == 0 for found in check.findings(work))


def _receive(office: Office, quantity: int, **more: Any) -> int:  # noqa: ANN401
    place = more.pop("place", "HL-1")
    return supplies.book(office, MoveKind.RECEIVE, Change("RICE", str(quantity), place, **more)).id


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["receive", "issue", "return", "adjust", "count", "undo", "plan", "give", "rest", "close"]
        ),
        st.integers(0, 12),
        st.sampled_from(["2021-12-10", "2021-12-20", "2022-06-30", ""]),
        st.sampled_from(["HL-1", "HL-2"]),
    ),
    max_size=25,
)


def _step(office: Office, kind: str, size: int, day: str, place: str) -> None:
    if kind == "plan":
        supply_plans.make(office, PlanOrder("RICE", "HL-1", place, Per.RESIDENT, str(size % 3 + 1)))
    elif kind in {"give", "rest"}:
        supply_giving.give(office, size % 3 + 1, [HOMES[size % 5]], Act(), rest=kind == "rest")
    elif kind == "close":
        supply_plans.close(office, size % 3 + 1)
    elif kind == "undo":
        supply_undo.undo(office, size or None, Act())
    else:
        sign = "-" if kind == "adjust" and size % 2 else ""
        expiry = day if kind in {"receive", "return"} else ""
        supplies.book(office, MoveKind(kind), Change("RICE", f"{sign}{size}", place, expiry=expiry or None))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_stock_is_the_sum_of_its_lots_movements_and_plans(
    store: Office, tmp_path: Path, steps: list[tuple[str, int, str, str]]
) -> None:
    copy = tmp_path / "copy.db"
    copy.unlink(missing_ok=True)
    shutil.copy(_checkpointed(store), copy)
    with open_office(copy) as office:
        for step in steps:
            before = supply_views.stock(office)
            try:
                _step(office, *step)
            except GridError as error:
                assert error.exit in {2, 3, 4}  # noqa: PT017
                assert supply_views.stock(office) == before
        assert all(0 <= row.reserved <= row.on_hand for row in supply_views.stock(office))
        assert _sound(office)


def _checkpointed(office: Office) -> Path:
    with office.store.engine.connect() as plain:
        plain.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return office.store.path


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE supply_stock SET on_hand = -1",
        "UPDATE supply_stock SET reserved = on_hand + 1",
        "UPDATE supply_stock SET on_hand = 2000000000000000000",
        "UPDATE supply_lot SET quantity = -1",
        "INSERT INTO supply_move SELECT NULL, randomblob(16), item_id, area_id, 'stolen', 1, 1, 1, 1, 'x', NULL,"
        " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM supply_move",
    ],
)
def test_the_database_itself_refuses_what_cannot_be(store: Office, wrong: str) -> None:
    _receive(store, 5)
    with pytest.raises(Exception, match=r"CHECK|IntegrityError|store") as caught, store.store.begin() as work:
        work.conn.exec_driver_sql(wrong)
    assert isinstance(caught.value, IntegrityError | GridError)
    assert supply_views.stock(store)[0].on_hand == 5
    assert _sound(store)


def test_more_than_is_there_is_refused_with_what_is(store: Office) -> None:
    _receive(store, 5)
    with pytest.raises(Refused) as caught:
        supplies.book(store, MoveKind.ISSUE, Change("RICE", "6"))
    assert caught.value.exit == 4
    assert (caught.value.code, caught.value.args_["on_hand"]) == ("not_enough", 5)


def test_what_has_expired_is_not_handed_out_but_can_be_taken_off(store: Office) -> None:
    _receive(store, 5, expiry="2021-12-16")
    _receive(store, 2)
    with pytest.raises(Refused):
        supplies.book(store, MoveKind.ISSUE, Change("RICE", "3"))
    assert supplies.book(store, MoveKind.ISSUE, Change("RICE", "2")).on_hand == 5
    assert supply_views.stock(store)[0].expired == 5
    assert supplies.book(store, MoveKind.ADJUST, Change("RICE", "-5")).on_hand == 0


def test_no_place_overflows(store: Office) -> None:
    for _time in range(MOST_ON_HAND // MOST // 100):
        _receive(store, MOST)
    with store.store.begin() as work:
        work.conn.exec_driver_sql(f"UPDATE supply_stock SET on_hand = {MOST_ON_HAND}")
    with pytest.raises(Refused) as caught:
        _receive(store, 1)
    assert caught.value.code == "too_much"


def test_what_comes_back_expires_when_what_went_out_does(store: Office) -> None:
    _receive(store, 2, expiry="2022-01-05", source="镇")
    _receive(store, 2, expiry="2022-06-30")
    supplies.book(store, MoveKind.ISSUE, Change("RICE", "1", to="B12-101"))
    back = supplies.book(store, MoveKind.RETURN, Change("RICE", "1", to="B12-101"))
    assert (str(back.expires_on), back.on_hand) == ("2022-01-05", 4)


def test_a_delivery_whose_goods_have_gone_is_not_taken_back(store: Office) -> None:
    number = _receive(store, 5)
    issued = supplies.book(store, MoveKind.ISSUE, Change("RICE", "1"))
    with pytest.raises(Refused):
        supply_undo.undo(store, number, Act())
    supply_undo.undo(store, issued.id, Act())
    with pytest.raises(Refused) as caught:
        supply_undo.undo(store, issued.id, Act())
    assert caught.value.code == "undone"
    assert supply_undo.undo(store, number, Act()).on_hand == 0
    assert _sound(store)


def test_first_comes_before_who_went_without_and_that_before_the_rest(store: Office) -> None:
    _receive(store, 3)
    order = PlanOrder("RICE", per=Per.HOME)
    one = supply_plans.make(store, order)
    got = {line.home for line in one.lines if line.granted}
    assert (one.granted, one.short, len(got)) == (3, 2, 3)
    supply_giving.give(store, 1, [], Act(), rest=True)
    supply_plans.close(store, 1)
    _receive(store, 3)
    two = supply_plans.make(store, PlanOrder("RICE", first="infant"))
    turns = {line.home: line.turn for line in two.lines}
    assert turns["B12-101"] == "first"
    assert {home for home, turn in turns.items() if turn == "missed"} == set(turns) - got - {"B12-101"}
    assert all(line.granted for line in two.lines if line.turn in {"first", "missed"})


def test_who_was_not_at_home_went_without_too(store: Office) -> None:
    _receive(store, 20)
    supply_plans.make(store, PlanOrder("RICE"))
    supply_giving.give(store, 1, ["101", "102"], Act())
    supply_plans.close(store, 1)
    again = supply_plans.make(store, PlanOrder("RICE"), dry_run=True)
    assert [line.home for line in again.lines if line.turn == "rest"] == ["B12-101", "B12-102"]
    assert supply_views.stock(store)[0].reserved == 0


def test_a_plan_counts_people_and_what_they_need(store: Office) -> None:
    _receive(store, 50)
    order = PlanOrder("RICE", per=Per.RESIDENT, each="2", extra=("infant=3",))
    wanted = {line.home: line.wanted for line in supply_plans.make(store, order, dry_run=True).lines}
    assert wanted == {"B12-101": 7} | {f"B12-{room}": 2 for room in HOMES[1:]}
    chosen = supply_plans.make(store, PlanOrder("RICE", where="infant", per=Per.RESIDENT), dry_run=True)
    assert [(line.home, line.wanted) for line in chosen.lines] == [("B12-101", 1)]
    empty = supply_plans.make(store, PlanOrder("RICE", empty=True), dry_run=True)
    assert empty.home_count == 6
    assert [line.home for line in empty.lines] == [
        f"B12-{room}" for room in ("301", "302", "201", "202", "101", "102")
    ]


def test_what_is_handed_out_comes_out_of_what_is_held_back(store: Office) -> None:
    _receive(store, 6)
    supply_plans.make(store, PlanOrder("RICE", ref="P-1"))
    assert supply_plans.make(store, PlanOrder("RICE", ref="P-1")).id == 1
    done = supply_giving.give(store, 1, ["101", "101", "B12-102"], Act(by="李四"))
    assert (done.home_count, done.given, done.left_homes) == (2, 2, 3)
    again = supply_giving.give(store, 1, ["101"], Act())
    assert (again.home_count, again.already) == (0, ("B12-101",))
    row = supply_views.stock(store)[0]
    assert (row.on_hand, row.reserved) == (4, 3)
    supply_undo.undo(store, done.moves[0], Act())
    assert supply_views.stock(store)[0].reserved == 4
    assert supply_plans.show(store, 1).given == 1
    assert supply_plans.close(store, 1).status == "closed"
    with pytest.raises(Refused):
        supply_giving.give(store, 1, ["201"], Act())
    assert supply_views.stock(store)[0].reserved == 0
    assert _sound(store)


def test_an_area_with_stock_is_not_removed(store: Office) -> None:
    _receive(store, 1, place="HL-2")
    with pytest.raises(Refused):
        areas.remove(store, "HL-2")
    supplies.book(store, MoveKind.ISSUE, Change("RICE", "1"))
    assert areas.remove(store, "HL-2").code == "HL-2"
