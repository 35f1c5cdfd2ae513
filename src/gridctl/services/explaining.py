"""Why a request is due when it is: the arithmetic of its clocks and of its urgency, and a new limit for it."""

from typing import Any

from gridctl.core.clock_views import ClockStep, ClockView, ScorePart, ScoreView, WhyView
from gridctl.core.clocks import Line, Reckoning, Turn
from gridctl.core.errors import N_, Refused
from gridctl.core.request_clocks import ClockKind
from gridctl.core.requests import Act
from gridctl.core.times import HOUR_MS
from gridctl.core.urgency_score import Standing, score
from gridctl.core.words import StepKind, Urgency
from gridctl.services import clockwork, request_views
from gridctl.services.editing import limits_of
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.steps import Change, Doing, Row
from gridctl.store.unit import Work


def why(office: Office, number: int) -> WhyView:
    """Return the arithmetic of a request's deadlines and of its urgency score."""
    with office.store.read() as work:
        row = request_views.load(work, number)
        found = clockwork.wind(
            Packs(work, office.settings.pack_hash), row, clockwork.facts_of(work, number), work.now
        )
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
        steps=tuple(_line(office, one) for one in found.lines),
    )


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
        limit = applied.pack.limit(row.category, Urgency(row.urgency))
        if (applied.hash, limit.rule) == (row.pack_hash, row.rule):
            raise Refused(
                N_("request {number} goes by the limits in force already: {rule}"),
                hint=N_("see the arithmetic: gridctl request why {number}"),
                error="same_limits",
                number=row.id,
                rule=limit.rule,
            )
        values: dict[str, Any] = {"pack_hash": applied.hash, "rule": limit.rule}
        return Change(values, {"limits": limits_of(limit, row)})

    return Doing(StepKind.RECLOCK, act, prepare)
