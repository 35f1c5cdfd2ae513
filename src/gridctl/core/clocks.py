"""The arithmetic of a request's clocks: which rule, which pauses, what is left, and why.

A clock is the list of what happened to it. `reckon` runs through that list; the deadline that a request
carries and the explanation that `gridctl request why` prints are the same sum, so they cannot differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from gridctl.core.calendars import ALWAYS, Calendar


class Turn(StrEnum):
    """What can happen to a clock."""

    START = "start"  # it runs, with a limit
    PAUSE = "pause"  # waiting stops it
    RESUME = "resume"
    ADD = "add"  # an escalation or a granted extension adds to the limit
    DEADLINE = "deadline"  # somebody gave a moment instead: the sender, or an extension until then
    LIMIT = "limit"  # reclocked: another limit from the beginning on
    MET = "met"  # what it waited for has happened
    RERUN = "rerun"  # the requester objects, or it is reopened: it runs on from where it stood


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a clock at `at` (UTC ms).

    `rule` says why (the pack's rule, or a step of the request); `amount` is a limit or an addition in ms,
    or the moment of a DEADLINE in UTC ms. A LIMIT or START of None is no limit. With a LIMIT can come
    another `calendar`, by which the time that was used is counted anew.
    """

    at: int
    turn: Turn
    rule: str = ""
    amount: int | None = None
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation: the event, the time used by then, and the deadline after it (UTC ms)."""

    at: int
    turn: Turn
    rule: str
    amount: int | None
    used: int
    deadline: int | None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Where a clock stands at a moment. Times in ms.

    `deadline` (UTC ms) is when it runs out, or when it did; None without a limit, and while it stands with
    time left. `left` is below zero once it is overdue, and None without a limit. `runs` are the stretches
    in which it ran (UTC ms), counted by `calendar`.
    """

    limit: int | None
    deadline: int | None
    used: int
    left: int | None
    running: bool
    met_at: int | None
    lines: tuple[Line, ...]
    calendar: Calendar = ALWAYS
    runs: tuple[tuple[int, int], ...] = ()

    @property
    def overdue(self) -> bool:
        """Tell whether all of the time was used before what it waited for happened."""
        return self.left is not None and self.left <= 0


@dataclass(slots=True)
class _Clock:
    """A clock being run through its events."""

    calendar: Calendar
    limit: int | None = None
    used: int = 0
    since: int | None = None  # running from here; None: it stands
    met_at: int | None = None
    ran_out: int | None = None  # all of its time was used by then
    runs: list[tuple[int, int]] = field(default_factory=list)

    def spend(self, until: int) -> None:
        """Use the time up to `until`, if it runs."""
        if self.since is not None:
            deadline = self.deadline()
            self.used += self.calendar.between(self.since, until)
            if until > self.since:
                self.runs.append((self.since, until))
            self.since = max(self.since, until)
            if deadline is not None and deadline <= until:
                self.ran_out = deadline

    def deadline(self) -> int | None:
        """Return when it runs out if nothing more happens, or when it did (UTC ms)."""
        if self.limit is None or self.ran_out is not None:
            return self.ran_out
        return None if self.since is None else self.calendar.after(self.since, self.limit - self.used)

    def take(self, event: Event) -> None:
        """Let one event happen."""
        self.spend(event.at)
        self._turn(event)
        if self.limit is None or self.used < self.limit:
            self.ran_out = None
        elif self.ran_out is None:
            self.ran_out = event.at

    def _turn(self, event: Event) -> None:
        match event.turn:
            case Turn.START:
                self.limit, self.used, self.since, self.met_at = event.amount, 0, event.at, None
                self.runs.clear()
            case Turn.PAUSE:
                self.since = None
            case Turn.RESUME | Turn.RERUN:
                self.since = event.at if self.since is None else self.since
                self.met_at = None
            case Turn.ADD:
                self.limit = None if self.limit is None else self.limit + (event.amount or 0)
            case Turn.LIMIT:
                self.limit = event.amount
                self._by(event.calendar)
            case Turn.DEADLINE:
                self._until(event)
            case Turn.MET:
                self.met_at = self.met_at if self.met_at is not None else event.at
                self.since = None

    def _by(self, calendar: Calendar | None) -> None:
        """Count by another calendar, from the beginning on."""
        if calendar is not None and calendar != self.calendar:
            self.calendar = calendar
            self.used = sum(calendar.between(*run) for run in self.runs)

    def _until(self, event: Event) -> None:
        """Let the time that is left end at a moment that was given: from here on every hour counts."""
        self.calendar = ALWAYS
        self.limit = None if event.amount is None else self.used + max(0, event.amount - event.at)


def reckon(events: Iterable[Event], calendar: Calendar, now: int) -> Reckoning:
    """Run a clock through its events up to `now` (UTC ms) and say where it stands and how it came there.

    Events come in the order in which they happened; those after `now` are left out, so the same list
    tells where the clock stood at any moment.
    """
    clock, lines = _Clock(calendar), []
    for event in events:
        if event.at > now:
            break
        clock.take(event)
        lines.append(Line(event.at, event.turn, event.rule, event.amount, clock.used, clock.deadline()))
    running, deadline = clock.since is not None, clock.deadline()
    clock.spend(now)
    left = None if clock.limit is None else clock.limit - clock.used
    runs = tuple(clock.runs)
    return Reckoning(
        clock.limit, deadline, clock.used, left, running, clock.met_at, tuple(lines), clock.calendar, runs
    )
