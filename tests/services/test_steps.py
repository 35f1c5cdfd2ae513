"""A request's life by chance: whatever is typed when, the store is sound and yesterday stays as it was."""

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gridctl.core.errors import BadInput, Refused
from gridctl.core.figures import rank
from gridctl.core.life import possible
from gridctl.core.requests import Act, NewRequest
from gridctl.core.times import HOUR_MS, day_of, day_period, from_ms, iso, parse_clock, to_ms
from gridctl.core.words import OPEN, Status, StepKind
from gridctl.services import reports, requests, steps
from gridctl.services.office import open_office
from store.world import START, Hand, faults, make

BELOW: dict[str | None, set[str | None]] = {
    None: {None, "BX", "HL", "HL1", "HL2", "DS"},
    "HL": {"HL", "HL1", "HL2"},
}
AGO = st.sampled_from([None, None, "-5m", "-3h", "-20h", "-3d"])


@dataclass(slots=True)
class Life:
    """What the test itself knows of a request: each counted step with its two times, and its status."""

    area: str | None
    events: list[tuple[str, int, int, Status]] = field(default_factory=list)
    """(kind, when it happened, from when it counts, status after it)"""

    @property
    def status(self) -> Status:
        return self.events[-1][3]

    def status_before(self, moment: int) -> Status | None:
        known = [status for _kind, _at, counted, status in self.events if counted < moment]
        return known[-1] if known else None


class Lives(RuleBasedStateMachine):
    """Clerks type at any hour, about any hour; the days go by and their returns are written."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="gridctl-lives-"))
        self.rest = ExitStack()
        self.hand = Hand()
        self.office = self.rest.enter_context(open_office(make(self.folder), clock=self.hand))
        self.lives: dict[int, Life] = {}
        self.told: dict[tuple[date, str | None], dict[str, Any]] = {}
        self.told_end = 0

    def teardown(self) -> None:
        self.rest.close()
        shutil.rmtree(self.folder)

    @initialize(cutoff=st.sampled_from(["00:00", "18:00", "07:30"]))
    def choose(self, cutoff: str) -> None:
        self.cutoff = cutoff

    def _when(self, ago: str | None) -> int:
        unit = {"m": "minutes", "h": "hours", "d": "days"}
        return (
            self.hand.ms
            if ago is None
            else self.hand.ms - timedelta(**{unit[ago[-1]]: int(ago[1:-1])}) // timedelta(milliseconds=1)
        )

    def _counted(self, at: int, previous: int = 0) -> int:
        told = self.told_end if self.hand.ms < self.told_end else 0
        return max(at, self.hand.ms, previous, told)

    @rule(hours=st.sampled_from([1, 7, 15, 26]), minutes=st.integers(0, 59))
    def time_goes_by(self, hours: int, minutes: int) -> None:
        self.hand.go(hours=hours, minutes=minutes)

    @rule(minutes=st.sampled_from([0, 0, 5]), written=st.booleans())
    def the_day_ends(self, minutes: int, *, written: bool) -> None:
        zone, clock = self.office.zone, parse_clock(self.cutoff)
        self.hand.ms = day_period(day_of(from_ms(self.hand.ms, zone), clock, zone), clock, zone).end_ms
        self.hand.go(minutes=minutes)
        if written:
            self.a_return_is_written(None, 1)

    @rule()
    def the_clock_is_set_back(self) -> None:
        self.hand.go(minutes=-20)

    @rule(area=st.sampled_from([None, "HL1", "HL2", "DS", "HL"]), ago=AGO, to=st.sampled_from([None, "李四"]))
    def take_in(self, area: str | None, ago: str | None, to: str | None) -> None:
        added = requests.add(self.office, NewRequest("水管漏水", area, at=ago, to=to)).view
        at = self._when(ago)
        life = Life(area, [("received", at, self._counted(at), Status.NEW)])
        if to:
            life.events.append(("assigned", at, self._counted(at), Status.ASSIGNED))
        self.lives[added.id] = life
        assert added.status == life.status

    @precondition(lambda self: self.lives)
    @rule(
        data=st.data(),
        kind=st.sampled_from([k for k in StepKind if k in set(possible(Status.NEW))] + ["close"]),
        ago=AGO,
    )
    def take_a_step(self, data: Any, kind: str, ago: str | None) -> None:  # noqa: ANN401
        number = data.draw(st.sampled_from(sorted(self.lives)))
        life, at = self.lives[number], self._when(ago)
        note = "a note" if kind in {"note", "cancel"} else None
        legal = StepKind(kind) in possible(life.status)
        first = life.events[0][1] if kind == "note" else max(event[1] for event in life.events)
        try:
            found = self._type(number, kind, Act(at=ago, note=note))
        except Refused:
            assert not legal
            return
        except BadInput:
            assert legal
            assert ago
            assert at < first
            return
        assert legal
        assert ago is None or at >= first
        if kind != "note":
            figure = {"assign": "assigned", "resolve": "resolved", "close": "closed", "cancel": "cancelled"}[
                kind
            ]
            at = max(at, first)
            counted = self._counted(at, life.events[-1][2])
            life.events.append((figure, at, counted, Status(figure)))
        assert found.status == life.status

    def _type(self, number: int, kind: str, act: Act) -> Any:  # noqa: ANN401
        match kind:
            case "note":
                return steps.note(self.office, number, act)
            case "assign":
                return steps.assign(self.office, number, "李四", act)[0]
            case "resolve":
                return steps.resolve(self.office, number, act)
            case "close":
                return steps.close(self.office, number, act)
            case _:
                return steps.cancel(self.office, number, act)

    @rule(area=st.sampled_from([None, "HL"]), back=st.integers(0, 3))
    def a_return_is_written(self, area: str | None, back: int) -> None:
        clock = parse_clock(self.cutoff)
        today = day_of(from_ms(self.hand.ms, self.office.zone), clock, self.office.zone)
        day = max(today - timedelta(days=back), START.date())
        period = day_period(day, clock, self.office.zone)
        found = reports.daily(self.office, reports.Wanted(day=str(day), cutoff=self.cutoff, area=area))
        end = min(period.end_ms, self.hand.ms + 1)
        self._agrees(found.data["requests"], period.start_ms, end, BELOW[area])
        assert found.final == (self.hand.ms >= period.end_ms)
        if found.final:
            self.told.setdefault((day, area), found.data["requests"])
            self.told_end = max(self.told_end, period.end_ms)

    def _agrees(self, found: dict[str, Any], start: int, end: int, areas: set[str | None]) -> None:
        """Hold a return against a plain count of what this test has typed."""
        here = [life for life in self.lives.values() if life.area in areas]
        within = [event for life in here for event in life.events if start <= event[2] < end]
        for figure in ("received", "assigned", "resolved", "closed", "cancelled"):
            assert found[figure] == sum(event[0] == figure for event in within), figure
        assert found["late"] == sum(event[1] < start for event in within)
        if end > start:
            assert found["open_before"] == sum(life.status_before(start) in OPEN for life in here)
        assert found["open"] == sum(life.status_before(end) in OPEN for life in here)
        hours = sorted(
            (event[1] - life.events[0][1]) / HOUR_MS
            for life in here
            for event in life.events
            if event[0] == "closed" and start <= event[2] < end
        )
        median = rank(hours, 50)
        assert found["hours_to_close"]["median"] == (None if median is None else round(median, 2))

    @invariant()
    def what_was_told_is_told_again(self) -> None:
        for (day, area), figures in list(self.told.items())[-3:]:
            again = reports.daily(self.office, reports.Wanted(day=str(day), cutoff=self.cutoff, area=area))
            assert again.data["requests"] == figures, "as it was stored"
            anew = reports.Wanted(day=str(day), cutoff=self.cutoff, area=area, recompute=True)
            assert reports.daily(self.office, anew).data["requests"] == figures, "and counted anew"

    @invariant()
    def the_store_is_sound(self) -> None:
        assert faults(self.office) == {}


QUICK = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

TestLives = Lives.TestCase
TestLives.settings = QUICK


@pytest.mark.slow
class TestManyLives(Lives.TestCase):  # type: ignore[misc, valid-type]
    """The same, for long."""

    settings = settings(QUICK, max_examples=300, stateful_step_count=60)


def test_the_first_return_after_the_clock_was_set_back_counts_what_was_typed(tmp_path: Path) -> None:
    hand = Hand()
    with open_office(make(tmp_path), clock=hand) as office:
        hand.set("2021-12-07T00:05:00+08:00")
        first = reports.daily(office, reports.Wanted(day="2021-12-06"))
        hand.set("2021-12-06T23:50:00+08:00")
        requests.add(office, NewRequest("水管漏水"))
        hand.set("2021-12-08T01:00:00+08:00")
        again = reports.daily(office, reports.Wanted(day="2021-12-06", recompute=True))
        following = reports.daily(office, reports.Wanted(day="2021-12-07"))
        assert (first.data["requests"]["received"], again.data["requests"]["received"]) == (0, 0)
        assert (following.data["requests"]["received"], following.data["requests"]["late"]) == (1, 1)


def test_a_rehearsal_in_the_future_moves_nothing(tmp_path: Path) -> None:
    hand = Hand()
    with open_office(make(tmp_path), clock=hand) as office:
        hand.set("2030-01-02T00:00:00+08:00")
        reports.daily(office, reports.Wanted(day="2030-01-01"))
        hand.ms = to_ms(START)
        requests.add(office, NewRequest("水管漏水"))
        found = reports.daily(office, reports.Wanted(day="2021-12-06"))
        assert found.data["requests"]["received"] == 1
        assert found.data["as_of"] == iso(START)
