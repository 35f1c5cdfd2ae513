"""From the steps of a request to what happened to its clocks: to respond, assign, accept and resolve."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from gridctl.core.calendars import Calendar
from gridctl.core.clocks import Event, Turn
from gridctl.core.life import RESPONDED
from gridctl.core.words import ENDED, Status, StepKind


class ClockKind(StrEnum):
    """What has to happen before the time is over."""

    RESPOND = "respond"
    ASSIGN = "assign"
    ACCEPT = "accept"
    RESOLVE = "resolve"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each clock may run (ms; None: no limit), by which rule; `due` is a deadline of the sender's.

    `accept` is how long whoever got it may stay silent before that counts as no answer.
    """

    respond: int | None = None
    assign: int | None = None
    resolve: int | None = None
    rule: str = ""
    due: int | None = None
    accept: int | None = None

    def of(self, kind: ClockKind) -> int | None:
        """Return the limit of one clock."""
        found: int | None = getattr(self, kind)
        return found

    def moved(self, fact: "Fact") -> "Limits":
        """Return the limits that hold after a step."""
        given = fact.detail.get("limits", {})
        return replace(self, **{str(kind): given[kind] for kind in ClockKind if kind in given})


@dataclass(frozen=True, slots=True)
class Fact:
    """One step as the clocks see it. `at` is when it happened (UTC ms), `status` where it led.

    Keys of `detail` that matter: ``to`` (a member or team got it), ``asked`` (only a question to the desk
    above), ``until`` (a granted extension, UTC ms), ``add`` (ms that an escalation adds), ``limits``
    (those of the clocks, and `rule`, from now on), ``undoes`` (the step that this one takes back).
    """

    seq: int
    kind: StepKind
    at: int
    status: Status
    detail: Mapping[str, Any] = field(default_factory=dict)


def standing(facts: Iterable[Fact]) -> list[Fact]:
    """Return the steps that still stand: neither taken back nor there only to take one back."""
    told = list(facts)
    undone = {fact.detail["undoes"] for fact in told if "undoes" in fact.detail}
    return [fact for fact in told if fact.seq not in undone and "undoes" not in fact.detail]


Calendars = Mapping[int, Calendar]
"""By which calendar the limits of a step are counted, by the step's `seq`; without one it stays."""


def clock_events(
    facts: Iterable[Fact], limits: Limits, kind: ClockKind, calendars: Calendars | None = None
) -> list[Event]:
    """Return what happened to one clock, in order; `facts` are a request's steps in the store's order."""
    events: list[Event] = []
    before: Status | None = None
    for fact in standing(facts):
        if fact.kind is StepKind.RECEIVE:
            if kind is not ClockKind.ACCEPT:
                events.append(Event(fact.at, Turn.START, limits.rule, limits.of(kind)))
            if kind is ClockKind.RESOLVE and limits.due is not None:
                events.append(Event(fact.at, Turn.DEADLINE, "due", limits.due))
        else:
            limits = limits.moved(fact)
            calendar = None if calendars is None else calendars.get(fact.seq)
            events += _changed_limit(fact, kind, calendar)
            events += _BY_KIND[kind](fact, before, limits)
        before = fact.status
    return events


def _resolve(fact: Fact, before: Status | None, limits: Limits) -> Iterator[Event]:  # noqa: ARG001
    rule = str(fact.kind)
    if before is Status.WAITING and fact.status is not Status.WAITING:
        yield Event(fact.at, Turn.RESUME, rule)
    if fact.status is Status.WAITING and before is not Status.WAITING:
        yield Event(fact.at, Turn.PAUSE, rule)
    if "until" in fact.detail and fact.kind is StepKind.EXTEND and not fact.detail.get("asked"):
        yield Event(fact.at, Turn.DEADLINE, rule, int(fact.detail["until"]))
    if fact.detail.get("add"):
        yield Event(fact.at, Turn.ADD, rule, int(fact.detail["add"]))
    if fact.kind is StepKind.RESOLVE or fact.status in ENDED:
        yield Event(fact.at, Turn.MET, rule)
    elif fact.kind in {StepKind.OBJECT, StepKind.REOPEN}:
        yield Event(fact.at, Turn.RERUN, rule)


def _respond(fact: Fact, before: Status | None, limits: Limits) -> Iterator[Event]:  # noqa: ARG001
    if (
        (fact.kind in RESPONDED and not fact.detail.get("asked"))
        or fact.detail.get("reached")
        or fact.status in ENDED
    ):
        yield Event(fact.at, Turn.MET, str(fact.kind))


def _assign(fact: Fact, before: Status | None, limits: Limits) -> Iterator[Event]:
    if fact.detail.get("to") or fact.status is Status.RESOLVED or fact.status in ENDED:
        yield Event(fact.at, Turn.MET, str(fact.kind))
    elif (fact.status is Status.NEW and before is not Status.NEW) or fact.detail.get("desk"):
        yield Event(fact.at, Turn.START, str(fact.kind), limits.assign)


def _accept(fact: Fact, before: Status | None, limits: Limits) -> Iterator[Event]:
    if fact.kind is StepKind.ACCEPT or (fact.status is not Status.ASSIGNED and before is Status.ASSIGNED):
        yield Event(fact.at, Turn.MET, str(fact.kind))
    elif fact.status is Status.ASSIGNED and (fact.kind is StepKind.ASSIGN or before is not Status.ASSIGNED):
        yield Event(fact.at, Turn.START, str(fact.kind), limits.accept)


def _changed_limit(fact: Fact, kind: ClockKind, calendar: Calendar | None) -> Iterator[Event]:
    limits = fact.detail.get("limits")
    if limits is not None and kind in limits:
        yield Event(fact.at, Turn.LIMIT, str(limits.get("rule", fact.kind)), limits[kind], calendar)


_BY_KIND = {
    ClockKind.RESOLVE: _resolve,
    ClockKind.RESPOND: _respond,
    ClockKind.ASSIGN: _assign,
    ClockKind.ACCEPT: _accept,
}
