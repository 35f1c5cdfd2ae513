"""A request's life by chance: whatever is typed when, the store is sound and yesterday stays as it was."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gridctl.core.errors import BadInput, Refused
from gridctl.core.figures import rank
from gridctl.core.life import after, possible
from gridctl.core.life import taking_back as taking_back_kind
from gridctl.core.requests import Act, NewRequest
from gridctl.core.times import HOUR_MS, day_of, day_period, from_ms, iso, parse_clock, to_ms
from gridctl.core.words import OPEN, Status, StepKind
from gridctl.services import answering, asks, handing, reports, request_views, requests, steps, taking_back
from gridctl.services.office import open_office
from gridctl.services.steps import Doing
from store.world import START, Hand, faults, make

BELOW: dict[str | None, set[str | None]] = {
    None: {None, "BX", "HL", "HL1", "HL2", "DS"},
    "HL": {"HL", "HL1", "HL2"},
}
STEPS: tuple[str, ...] = (
    "note",
    "urge",
    "assign",
    "accept",
    "refuse",
    "escalate",
    "return",
    "start",
    "wait",
    "resume",
)
STEPS += ("resolve", "close", "object", "reopen", "cancel")
AGO = st.sampled_from([None, None, "-5m", "-3h", "-20h", "-3d"])


@dataclass(frozen=True, slots=True)
class Event:
    """One step that this test has typed: its kind, when it happened and counts, and the status after it."""

    kind: str
    at: int
    counted: int
    status: Status
    typed: int


@dataclass(slots=True)
class Life:
    """What the test itself knows of a request."""

    area: str | None
    due: int | None
    events: list[Event] = field(default_factory=list)
    held: bool = False
    accepted: bool = False
    above: int = 0
    asked: bool = False

    @property
    def status(self) -> Status:
        return self.events[-1].status

    def status_before(self, moment: int) -> Status | None:
        known = [event.status for event in self.events if event.counted < moment and event.kind not in QUIET]
        return known[-1] if known else None

    def standing(self) -> list[Event]:
        """The steps that count for the clock: those that were not taken back."""
        found: list[Event] = []
        for event in self.events:
            if event.kind.startswith("undo"):
                found.pop()
            else:
                found.append(event)
        return found

    def expected_due(self) -> int | None:
        """The first deadline, moved by all the time in which the request waited or was resolved."""
        if self.due is None:
            return None
        stopped, since = 0, None
        for event in self.standing():
            if since is not None and event.status not in STOPPED:
                late = since >= self.due + stopped  # what was missed stays missed
                stopped, since = stopped + (0 if late else event.at - since), None
            elif since is None and event.status in STOPPED:
                since = event.at
        return None if since is not None else self.due + stopped


STOPPED = {Status.WAITING, Status.RESOLVED, Status.CLOSED, Status.CANCELLED, Status.MERGED}
QUIET = {"note", "urge", "return-asked", "edit"}
"""Steps that move no figure."""
FIGURES = {
    "assign": "assigned",
    "resolve": "resolved",
    "close": "closed",
    "cancel": "cancelled",
    "reopen": "reopened",
    "merge": "merged",
}


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
        at, due = self._when(ago), added.due
        life = Life(area, to_ms(due) if due else None, held=to is not None)
        life.above = {"HL1": 2, "HL2": 2, "HL": 1, "DS": 1, None: 0}[area]
        life.events.append(Event("receive", at, self._counted(at), Status.NEW, self.hand.ms))
        if to:
            life.events.append(Event("assign", at, self._counted(at), Status.ASSIGNED, self.hand.ms))
        self.lives[added.id] = life
        assert added.status == life.status

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), kind=st.sampled_from(STEPS), ago=AGO)
    def take_a_step(self, data: Any, kind: str, ago: str | None) -> None:  # noqa: ANN401
        number = data.draw(st.sampled_from(sorted(self.lives)))
        life, at = self.lives[number], self._when(ago)
        legal = StepKind(kind) in possible(life.status) and self._allowed(life, kind)
        silent = kind in QUIET or (kind == "return" and life.above > 0)
        first = life.events[0].at if silent else max(e.at for e in life.events if e.kind not in QUIET)
        try:
            found = self._type(number, kind, Act(at=ago, note="a reason"))
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
        self._note(life, kind, max(at, first) if not silent else at)
        assert found.status == life.status

    def _allowed(self, life: Life, kind: str) -> bool:
        match kind:
            case "accept":
                return not life.accepted
            case "escalate":
                return life.above > 0
            case "return":
                return not (life.above and life.asked)
            case _:
                return True

    def _note(self, life: Life, kind: str, at: int) -> None:
        """Let the test's own picture of a request follow a step that was taken."""
        if kind == "return" and life.above:
            kind, life.asked = "return-asked", True
        status = life.status if kind in QUIET else after(life.status, StepKind(kind), held=life.held)
        previous = max(event.counted for event in life.events if event.kind not in QUIET)
        life.events.append(Event(kind, at, self._counted(at, previous), status, self.hand.ms))
        if kind == "assign":
            life.held, life.accepted = True, False
        elif kind in {"refuse", "escalate", "return"}:
            life.held = life.accepted = False
        elif kind == "accept":
            life.accepted = True
        if kind == "escalate":
            life.above -= 1
        if kind in {"resolve", "cancel", "resume"}:
            life.asked = False

    def _type(self, number: int, kind: str, act: Act) -> Any:  # noqa: ANN401
        if kind == "assign":
            return handing.assign(self.office, [number], handing.To("李四"), act).views[0]
        make: dict[str, Callable[[Act], Doing]] = {
            "note": steps.note,
            "urge": answering.urge,
            "accept": handing.accept,
            "refuse": handing.refuse,
            "escalate": handing.escalate,
            "return": asks.hand_back,
            "start": answering.start,
            "wait": asks.wait,
            "resume": answering.resume,
            "resolve": answering.resolve,
            "close": answering.close,
            "object": answering.object_to,
            "reopen": answering.reopen,
            "cancel": answering.cancel,
        }
        return steps.take(self.office, number, make[kind](act))

    @precondition(lambda self: self.lives)
    @rule(data=st.data())
    def the_last_step_is_taken_back(self, data: Any) -> None:  # noqa: ANN401
        number = data.draw(st.sampled_from(sorted(self.lives)))
        life = self.lives[number]
        last = life.events[-1]
        legal = not last.kind.startswith("undo") and last.kind != "receive"
        legal = legal and self.hand.ms - last.typed <= 10 * 60_000
        try:
            found = taking_back.undo(self.office, number, Act())
        except Refused:
            assert not legal
            return
        assert legal
        then = life.events[-2].status
        at = max(self.hand.ms, *(event.at for event in life.events if event.kind not in QUIET))
        kind = f"undo-{taking_back_kind(last.status, then)}"
        previous = max(event.counted for event in life.events if event.kind not in QUIET)
        life.events.append(Event(kind, at, self._counted(at, previous), then, self.hand.ms))
        self._forget(life, last.kind)
        assert found.status == then

    def _forget(self, life: Life, kind: str) -> None:
        """Set back what a step that was taken back had changed, from the steps that still stand."""
        held = accepted = asked = False
        for event in life.standing():
            if event.kind == "assign":
                held, accepted = True, False
            elif event.kind in {"refuse", "escalate", "return"}:
                held = accepted = False
            elif event.kind == "accept":
                accepted = True
            if event.kind == "return-asked":
                asked = True
            elif event.kind in {"resolve", "cancel", "resume"}:
                asked = False
        # An answered or dropped question does not come back with the step that dropped it.
        life.held, life.accepted, life.asked = held, accepted, asked and life.asked and kind != "return-asked"
        if kind == "escalate":
            life.above += 1

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
        within = [
            event
            for life in here
            for event in life.events
            if start <= event.counted < end and event.kind not in QUIET
        ]
        for kind, figure in FIGURES.items():
            assert found[figure] == sum(event.kind in {kind, f"undo-{kind}"} for event in within), figure
        assert found["received"] == sum(event.kind == "receive" for event in within)
        counted = {"receive", *FIGURES, *(f"undo-{kind}" for kind in FIGURES)}
        assert found["late"] == sum(event.at < start and event.kind in counted for event in within)
        if end > start:
            assert found["open_before"] == sum(life.status_before(start) in OPEN for life in here)
        assert found["open"] == sum(life.status_before(end) in OPEN for life in here)
        came = found["open_before"] + found["received"] + found["reopened"]
        assert came == found["closed"] + found["cancelled"] + found["merged"] + found["open"]
        hours = sorted(
            (event.at - life.events[0].at) / HOUR_MS
            for life in here
            for event in life.events
            if event.kind in {"close", "undo-close"} and start <= event.counted < end
        )
        median = rank(hours, 50)
        assert found["hours_to_close"]["median"] == (None if median is None else round(median, 2))

    @invariant()
    def what_was_told_is_told_again(self) -> None:
        for (day, area), figures in list(self.told.items())[-3:]:
            again = reports.daily(self.office, reports.Wanted(day=str(day), cutoff=self.cutoff, area=area))
            assert again.data["requests"] == figures, "as it was stored"
            if self.hand.ms < day_period(day, parse_clock(self.cutoff), self.office.zone).end_ms:
                continue  # the clock was set back into that day: it has not ended, as far as it knows
            anew = reports.Wanted(day=str(day), cutoff=self.cutoff, area=area, recompute=True)
            assert reports.daily(self.office, anew).data["requests"] == figures, "and counted anew"

    @invariant()
    def the_clock_is_the_sum_of_what_happened(self) -> None:
        with self.office.store.read() as work:
            for number, life in self.lives.items():
                row = request_views.load(work, number)
                if life.status in {Status.NEW, Status.ASSIGNED, Status.WORKING}:
                    assert row.due == life.expected_due(), number
                assert row.status == life.status

    @invariant()
    def the_store_is_sound(self) -> None:
        assert faults(self.office) == {}


QUICK = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
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
