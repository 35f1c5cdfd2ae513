"""DESIGN.md §8, 1: what a return counts, at its edges and beside others who write."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from gridctl.core.errors import BadInput
from gridctl.core.requests import Act, NewRequest
from gridctl.core.times import HOUR_MS
from gridctl.services import answering, handing, operations, reports, requests, steps
from gridctl.services.office import Office, open_office
from gridctl.services.operations import NewOperation
from gridctl.services.reports import Wanted
from store.world import Hand, make, office_at


def _figures(office: Office, day: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    found: dict[str, Any] = reports.daily(office, Wanted(day=day, **more)).data["requests"]
    return found


def _add(office: Office, **more: Any) -> int:  # noqa: ANN401
    return requests.add(office, NewRequest("水管漏水", "HL1", **more)).view.id


def test_the_last_millisecond_is_of_the_day_and_its_end_of_the_next(tmp_path: Path) -> None:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as office:
        hand.set("2021-12-06T23:59:59.999+08:00")
        _add(office)
        hand.set("2021-12-07T00:00:00+08:00")
        _add(office)
        steps.take(office, 1, answering.resolve(Act()))
        first, second = _figures(office, "2021-12-06"), _figures(office, "2021-12-07")
    assert (first["received"], first["resolved"], first["open"]) == (1, 0, 1)
    assert (second["open_before"], second["received"], second["resolved"]) == (1, 1, 1)


def test_what_changed_hands_at_the_very_end_is_open_once(tmp_path: Path) -> None:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as office:
        _add(office)
        hand.set("2021-12-07T00:00:00+08:00")
        handing.assign(office, [1], handing.To("李四"), Act())
        assert _figures(office, "2021-12-06")["open"] == 1
        assert reports.daily(office, Wanted(day="2021-12-06")).standing[0].status == "new"
        assert _figures(office, "2021-12-07")["open"] == 1


def test_one_span_of_just_a_week_and_one_longer_are_both_found(tmp_path: Path) -> None:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as office:
        for _ in range(3):
            _add(office)
        for number, span in ((1, timedelta()), (2, timedelta(milliseconds=1)), (3, timedelta(days=30))):
            hand.ms = Hand().ms + (timedelta(days=7) + span) // timedelta(milliseconds=1)
            steps.take(office, number, answering.cancel(Act(note="withdrawn")))
        opened = [_figures(office, f"2021-12-{day:02}")["open"] for day in (5, 6, 9, 12, 13, 20)]
    assert opened == [0, 3, 3, 3, 1, 1]


def test_a_step_under_way_at_the_days_end_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make(tmp_path)
    late, early = Hand(), Hand()
    late.set("2021-12-07T00:00:00+08:00")
    early.set("2021-12-06T23:59:59.999+08:00")
    keep = reports._keep

    def slow(*args: Any, **more: Any) -> Any:  # noqa: ANN401
        with open_office(place, clock=early) as other:
            _add(other)
        return keep(*args, **more)

    monkeypatch.setattr(reports, "_keep", slow)
    with open_office(place, clock=late) as office:
        assert _figures(office, "2021-12-06")["received"] == 1
        monkeypatch.undo()
        assert _figures(office, "2021-12-06")["received"] == 1
        assert _figures(office, "2021-12-06", recompute=True)["received"] == 1


def test_of_two_who_write_one_return_both_print_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand()
    keep, told = reports._keep, []
    with office_at(tmp_path, hand=hand) as office:
        _add(office)
        hand.go(days=1)

        def slow(*args: Any, **more: Any) -> Any:  # noqa: ANN401
            monkeypatch.setattr(reports, "_keep", keep)
            told.append(_figures(office, "2021-12-06"))
            return keep(*args, **more)

        monkeypatch.setattr(reports, "_keep", slow)
        assert _figures(office, "2021-12-06") == told[0]
        with office.store.read() as work:
            from sqlalchemy import text

            assert work.execute(text("SELECT count(*) FROM report")).scalar_one() == 1


def test_days_tile_time_while_the_hour_of_return_changes(tmp_path: Path) -> None:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as office:
        made = 0
        for hour in range(6 * 24):
            if hour == 30:
                operations.begin(office, NewOperation("epidemic", name="lockdown"))
            if hour == 80:
                operations.end(office, "1")
            made += _add(office) > 0
            hand.go(hours=1)
        days = [str(date(2021, 12, 6) + timedelta(days=day)) for day in range(7)]
        found = [reports.daily(office, Wanted(day=day)).data for day in days]
        for one, following in pairwise(found):
            assert one["to"] == following["from"]
            assert one["requests"]["open"] == following["requests"]["open_before"]
            assert following["previous"]["requests"]["received"] == one["requests"]["received"]
        assert sum(one["requests"]["received"] for one in found) == made
    assert [one["to"][11:16] for one in found] == [
        "00:00",
        "18:00",
        "18:00",
        "00:00",
        "00:00",
        "00:00",
        "00:00",
    ]


def test_the_return_of_a_day_gone_by_keeps_its_hour(tmp_path: Path) -> None:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as office:
        operations.begin(office, NewOperation("epidemic"))
        hand.set("2021-12-08T09:00:00+08:00")
        before = reports.daily(office, Wanted(day="2021-12-07")).data
        operations.end(office, "1")
        hand.set("2021-12-10T09:00:00+08:00")
        after = reports.daily(office, Wanted(day="2021-12-07")).data
    assert (before["from"], before["to"]) == (after["from"], after["to"])
    assert before["to"] == "2021-12-07T18:00:00+08:00"


@pytest.mark.parametrize(("day", "hours"), [("2025-03-09", 23), ("2025-11-02", 25), ("2025-11-03", 24)])
def test_a_day_has_the_hours_of_its_zone(tmp_path: Path, day: str, hours: int) -> None:
    hand = Hand()
    hand.set(f"{date.fromisoformat(day) - timedelta(days=1)}T00:30:00-05:00")
    with office_at(tmp_path, hand=hand, zone="America/New_York") as office:
        for _ in range(75):
            _add(office)
            hand.ms += HOUR_MS
        assert _figures(office, day)["received"] == hours


def test_figures_since_an_operation_are_the_sum_of_its_days(tmp_path: Path) -> None:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as office:
        _add(office)
        hand.go(hours=1)
        operations.begin(office, NewOperation("flood", name="flood"))
        days = []
        for day in range(3):
            number = _add(office)
            steps.take(office, number, answering.resolve(Act(), answering.Answer(on_spot=day == 1)))
            hand.go(days=1)
            found = _figures(office, f"2021-12-{6 + day:02}")
            days.append(found)
    since = days[-1]["since_operation"]
    assert since["operation"] == "flood"
    assert (since["received"], since["resolved"], since["solved_on_spot"]) == (3, 3, 1)
    assert sum(day["received"] for day in days) == 4, "one came in before it began"


def test_overdue_is_what_was_past_its_limit_then(tmp_path: Path) -> None:
    hand = Hand()
    with office_at(tmp_path, hand=hand) as office:
        _add(office, due="+10h")
        _add(office, due="2021-12-07 00:00")
        _add(office, due="2021-12-07 00:01")
        hand.go(days=3)
        first = reports.daily(office, Wanted(day="2021-12-06"))
        assert first.data["requests"]["overdue"] == 2, "what falls due at the very end is due"
        assert [row.id for row in first.standing if row.overdue] == [1, 2]
        steps.take(office, 1, answering.resolve(Act()))
        assert _figures(office, "2021-12-06", recompute=True)["overdue"] == 2
        assert _figures(office, "2021-12-09")["overdue"] == 2, "who was answered is overdue no more"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01", "soon", ""])
def test_a_day_out_of_this_world_is_bad_input(tmp_path: Path, day: str) -> None:
    with office_at(tmp_path) as office:
        if not day:
            assert reports.daily(office, Wanted(day=day)).data["date"] == "2021-12-06"
            return
        with pytest.raises(BadInput, match="not a date"):
            reports.daily(office, Wanted(day=day))


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_a_day_far_away_is_empty(tmp_path: Path, day: str) -> None:
    with office_at(tmp_path) as office:
        assert _figures(office, day)["received"] == 0


def test_a_custom_period_has_as_long_a_one_before_it(tmp_path: Path) -> None:
    hand = Hand()
    hand.set("2025-11-03T12:00:00-05:00")
    with office_at(tmp_path, hand=hand, zone="America/New_York") as office:
        found = reports.daily(office, Wanted(start="2025-11-02 00:00", end="2025-11-02 12:00")).data
    assert (found["from"], found["to"]) == ("2025-11-02T00:00:00-04:00", "2025-11-02T12:00:00-05:00")
    assert found["previous"]["from"] == "2025-11-01T11:00:00-04:00", "thirteen hours"
