"""Why a request is due when it is: the arithmetic of its clocks and of its urgency, and a new limit for it."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from gridctl.core.clock_views import ClockStep, ClockView, ScorePart, ScoreView, WhyView
from gridctl.core.clocks import Line, Reckoning, Turn
from gridctl.core.errors import N_, Refused
from gridctl.core.request_clocks import ClockKind
from gridctl.core.requests import Act
from gridctl.core.times import HOUR_MS, local, to_ms
from gridctl.core.urgency_score import Standing, score
from gridctl.core.words import Level, StepKind, Urgency
from gridctl.services import clockwork, request_views
from gridctl.services.calendars import Calendars
from gridctl.services.editing import limits_of
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.steps import Change, Doing, Row
from gridctl.store.unit import Work


def why(office: Office, number: int) -> WhyView:
    """Return the arithmetic of a request's deadlines and of its urgency score."""
    with office.store.read() as work:
        row = request_views.load(work, number)
        packs, calendars = Packs(work, office.settings.pack_hash), Calendars(office, work)
        found = clockwork.wind(packs, calendars, row, clockwork.facts_of(work, number), work.now)
        clocks = {str(kind): _clock(office, one) for kind, one in found.items()}
        points = score(standing_of(row, found))
        parts = tuple(ScorePart(rule, number_of) for rule, number_of in points.items())
        total = ScoreView(sum(points.values()), parts)
        return WhyView(row.id, row.status, row.rule, **clocks, urgency_score=total)


def standing_of(row: Row, found: clockwork.Reckonings) -> Standing:
    """Return what the urgency score looks at, out of a request's row and clocks."""
    resolve, respond = found[ClockKind.RESOLVE], found[ClockKind.RESPOND]
    return Standing(
        urgency=Urgency(row.urgency),
        limit=resolve.limit,
        used=resolve.used,
        reached=respond.met_at is not None,
        respond_overdue=respond.overdue,
        held=row.holder is not None,
        urged=row.urged or 0,
    )


def _clock(office: Office, found: Reckoning) -> ClockView:
    return ClockView(
        limit_hours=_hours(found.limit),
        deadline=office.moment(found.deadline),
        used_hours=_hours(found.used) or 0.0,
        left_hours=_hours(found.left),
        running=found.running,
        met_at=office.moment(found.met_at),
        steps=tuple(sorted((*_lines(office, found), *_left_out(office, found)), key=lambda one: one.at)),
        calendar=found.calendar.code,
    )


MOST_GAPS = 120
"""So many stretches that a calendar leaves out are told; the figures count all of them."""


def _lines(office: Office, found: Reckoning) -> Iterator[ClockStep]:
    return (_line(office, one) for one in found.lines)


def _left_out(office: Office, found: Reckoning) -> Iterator[ClockStep]:
    """Yield what the calendar leaves out while the clock runs: up to now, and on to the deadline."""
    runs = list(found.runs)
    if found.running and found.deadline is not None:
        since = runs[-1][1] if runs else found.lines[-1].at
        runs.append((since, max(since, found.deadline)))
    used, told = 0, 0
    for start, end in _joined(runs):
        for day in found.calendar.made_up(start, end):
            moment = max(start, to_ms(local(day, time(), office.zone)))
            spent = used + found.calendar.between(start, moment)
            yield _by_calendar(office, moment, "make_up", "work", None, spent)
        for gap in found.calendar.gaps(start, end):
            told += 1
            if told > MOST_GAPS:
                return
            spent = used + found.calendar.between(start, gap.at)
            yield _by_calendar(office, gap.at, str(gap.why), "skip", gap.until - gap.at, spent)
        used += found.calendar.between(start, end)


def _joined(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches of time (UTC ms) with those made one that follow each other without a break."""
    found: list[tuple[int, int]] = []
    for start, end in runs:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _by_calendar(office: Office, at: int, rule: str, effect: str, length: int | None, used: int) -> ClockStep:
    return ClockStep(office.moment_of(at), rule, effect, _hours(length), _hours(used) or 0.0, None)


def _line(office: Office, one: Line) -> ClockStep:
    # A deadline is a moment; what else a line carries is a length of time.
    length = None if one.turn is Turn.DEADLINE else one.amount
    return ClockStep(
        office.moment_of(one.at),
        one.rule,
        str(one.turn),
        _hours(length),
        _hours(one.used) or 0.0,
        office.moment(one.deadline),
    )


def _hours(ms: int | None) -> float | None:
    return None if ms is None else round(ms / HOUR_MS, 2)


def reclock(act: Act) -> Doing:
    """Give a request the limits of the pack that is in force now; its old ones stay in the timeline."""

    def prepare(office: Office, work: Work, row: Row) -> Change:
        packs = Packs(work, office.settings.pack_hash)
        applied = packs.with_category(row.area_id, work.now, row.category)
        limit = applied.pack.limit(row.category, Urgency(row.urgency), Level(row.level))
        calendars = Calendars(office, work)
        dial = clockwork.dial_of(packs, calendars, row, clockwork.facts_of(work, row.id))
        calendar = calendars.of(applied.pack, limit.calendar, row.received_at, work.now)
        if (applied.hash, limit.rule, calendar) == (row.pack_hash, row.rule, dial.newest):
            raise Refused(
                N_("request {number} goes by the limits in force already: {rule}"),
                hint=N_("see the arithmetic: gridctl request why {number}"),
                error="same_limits",
                number=row.id,
                rule=limit.rule,
            )
        values: dict[str, Any] = {"pack_hash": applied.hash, "rule": limit.rule}
        return Change(values, {"limits": limits_of(limit, row, work.now)})

    return Doing(StepKind.RECLOCK, act, prepare)
