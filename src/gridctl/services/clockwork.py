"""The clocks of one request, wound by its own steps; its deadlines are what they say."""

from collections.abc import Iterable, Mapping
from typing import Any

from gridctl.core.calendars import ALWAYS
from gridctl.core.clocks import Reckoning, reckon
from gridctl.core.request_clocks import ClockKind, Fact, Limits, clock_events
from gridctl.core.words import Status, StepKind
from gridctl.services.packs import Packs
from gridctl.store import requests as rows
from gridctl.store.tables.request import VOID
from gridctl.store.unit import Work

Reckonings = Mapping[ClockKind, Reckoning]


def facts_of(work: Work, number: int) -> list[Fact]:
    """Return the steps of a request as its clocks see them."""
    return [
        Fact(step.seq, StepKind(step.kind), step.at, Status(step.status), step.detail or {})
        for step in rows.timeline(work, number)
        if step.status != VOID
    ]


def limits_of(packs: Packs, row: Any, facts: Iterable[Fact]) -> Limits:  # noqa: ANN401
    """Return the limits that a request began with.

    It keeps the rule that its clock came from (DESIGN.md §8, 9); where it was reclocked since, the first
    such step tells the rule before it.
    """
    pack_hash, rule = row.pack_hash, row.rule
    for fact in facts:
        if "from" in fact.detail.get("limits", {}):
            pack_hash, rule = fact.detail["limits"]["from"]
            break
    limit = packs.by_hash(pack_hash).limit_of(rule)
    return Limits(limit.respond_ms, None, limit.resolve_ms, rule, row.given_due)


def wind(packs: Packs, row: Any, facts: list[Fact], now: int) -> Reckonings:  # noqa: ANN401
    """Return where each clock stands at `now` (UTC ms), or at its last step where the clock was set back."""
    limits, now = limits_of(packs, row, facts), max([now, *(fact.at for fact in facts)])
    return {kind: reckon(clock_events(facts, limits, kind), ALWAYS, now) for kind in ClockKind}


def deadlines(found: Reckonings) -> dict[str, int | None]:
    """Return the columns of a request that its clocks decide, UTC ms.

    A deadline stays as it was once it is met. While the request waits there is none, but one that was
    missed before stays missed.
    """
    respond, assign, resolve = (found[kind] for kind in ClockKind)
    values: dict[str, int | None] = {"responded_at": respond.met_at, "assign_due": assign.deadline}
    if respond.met_at is None:
        values["respond_due"] = respond.deadline
    if resolve.met_at is None:
        values["due"] = resolve.deadline
    return values
