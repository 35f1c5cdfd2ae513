"""The clocks of one request, wound by its own steps; its deadlines are what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gridctl.core.calendars import Calendar
from gridctl.core.clocks import Reckoning, reckon
from gridctl.core.pack_values import Limit
from gridctl.core.reminders import Watched, first_look
from gridctl.core.request_clocks import ClockKind, Fact, Limits, clock_events
from gridctl.core.words import Status, StepKind
from gridctl.services.calendars import Calendars
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.store import requests as rows
from gridctl.store.tables.request import VOID
from gridctl.store.unit import Work

Reckonings = Mapping[ClockKind, Reckoning]


@dataclass(frozen=True, slots=True)
class Books:
    """What clocks are wound by, read once for all steps of one unit of work."""

    packs: Packs
    calendars: Calendars

    @classmethod
    def of(cls, office: Office, work: Work) -> "Books":
        """Open them; what is in them is read when it is first asked for."""
        return cls(Packs(work, office.settings.pack_hash), Calendars(office, work))


def facts_of(work: Work, number: int) -> list[Fact]:
    """Return the steps of a request as its clocks see them."""
    return [
        Fact(step.seq, StepKind(step.kind), step.at, Status(step.status), step.detail or {})
        for step in rows.timeline(work, number)
        if step.status != VOID
    ]


@dataclass(frozen=True, slots=True)
class Dial:
    """What a request's clocks go by: the limits that it began with, and the calendars, also of later limits."""

    limits: Limits
    calendar: Calendar
    later: Mapping[int, Calendar]

    @property
    def newest(self) -> Calendar:
        """The calendar that holds now."""
        return self.later[max(self.later)] if self.later else self.calendar


def dial_of(packs: Packs, calendars: Calendars, row: Any, facts: Iterable[Fact]) -> Dial:  # noqa: ANN401
    """Return what a request's clocks go by.

    It keeps the rule that its clock came from (DESIGN.md §8, 9); where its limits were changed since, the
    first such step tells the rule before it. Changes of category, urgency or rule bring their calendar.
    """
    changes = [fact for fact in facts if "from" in fact.detail.get("limits", {})]
    rules = [tuple(fact.detail["limits"]["from"]) for fact in changes] + [(row.pack_hash, row.rule)]
    pack = packs.by_hash(rules[0][0])
    limit = pack.limit_of(rules[0][1])
    later: dict[int, Calendar] = {}
    for fact, (pack_hash, _rule) in zip(changes, rules[1:], strict=True):
        told = fact.detail["limits"]
        if "known_at" in told:
            known = packs.by_hash(pack_hash)
            later[fact.seq] = calendars.of(known, told["calendar"], row.received_at, told["known_at"])
    limits = Limits(
        limit.respond_ms, limit.assign_ms, limit.resolve_ms, rules[0][1], row.given_due, limit.accept_ms
    )
    return Dial(limits, calendars.of(pack, limit.calendar, row.received_at, row.recorded_at), later)


def wind(
    packs: Packs,
    calendars: Calendars,
    row: Any,  # noqa: ANN401
    facts: list[Fact],
    now: int,
) -> Reckonings:
    """Return where each clock stands at `now` (UTC ms), or at its last step where the clock was set back."""
    dial, now = dial_of(packs, calendars, row, facts), max([now, *(fact.at for fact in facts)])
    return {
        kind: reckon(clock_events(facts, dial.limits, kind, dial.later), dial.calendar, now)
        for kind in ClockKind
    }


def deadlines(found: Reckonings) -> dict[str, int | None]:
    """Return the columns of a request that its clocks decide, UTC ms.

    A deadline stays as it was once it is met. While the request waits there is none, but one that was
    missed before stays missed.
    """
    respond, assign = found[ClockKind.RESPOND], found[ClockKind.ASSIGN]
    accept, resolve = found[ClockKind.ACCEPT], found[ClockKind.RESOLVE]
    values: dict[str, int | None] = {
        "responded_at": respond.met_at,
        "assign_due": assign.deadline,
        "answer_due": accept.deadline if accept.met_at is None else None,
    }
    if respond.met_at is None:
        values["respond_due"] = respond.deadline
    if resolve.met_at is None:
        values["due"] = resolve.deadline
    return values


WATCHED = (
    "received_at",
    "due",
    "respond_due",
    "responded_at",
    "assign_due",
    "answer_due",
    "accepted_at",
    "wait_until",
)


def watched(row: Any, status: Status, values: Mapping[str, Any]) -> Watched:  # noqa: ANN401
    """Return a request as the heartbeat sees it, with the columns that a step is about to change."""
    now = {name: values.get(name, getattr(row, name)) for name in WATCHED}
    holders = [values.get(name, getattr(row, name)) for name in ("holder_member_id", "holder_team_id")]
    return Watched(status, held=any(one is not None for one in holders), **now)


def first_deadlines(
    limit: Limit, calendar: Calendar, received: int, given: int | None, *, held: bool
) -> dict[str, int | None]:
    """Return the deadlines of a request that has just come in (UTC ms), and when it must be looked at.

    `given` is a deadline of the sender's own; with `held` it was handed to somebody at once.
    """

    def after(ms: int | None) -> int | None:
        return None if ms is None else calendar.after(received, ms)

    found = {
        "respond_due": after(limit.respond_ms),
        "due": after(limit.resolve_ms) if given is None else given,
        "assign_due": None if held else after(limit.assign_ms),
        "answer_due": after(limit.accept_ms) if held else None,
    }
    status = Status.ASSIGNED if held else Status.NEW
    return found | {"look_at": first_look(Watched(status, received, held=held, **found))}
