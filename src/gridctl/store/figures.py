"""The queries behind a return: one pass over the steps of the period, two over the spans.

A span or step counts from its `counted_at`; what was known at the end of a day never changes afterwards.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, case, func, insert, literal, select, update

from gridctl.core.times import DAY_MS, HOUR_MS
from gridctl.core.words import UNRESOLVED, Origin, StepKind
from gridctl.store.areas import AREA, within
from gridctl.store.people import MEMBER, TEAM
from gridctl.store.requests import REQUEST, SPAN, STEP
from gridctl.store.tables.columns import table
from gridctl.store.tables.report import StoredReport
from gridctl.store.unit import Work

REPORT = table(StoredReport)
R, S, P = REQUEST.c, STEP.c, SPAN.c
_DIMENSIONS = (R.category, AREA.c.code.label("area"), R.channel, R.urgency)
_FIGURE_OF = {
    StepKind.RECEIVE: "received",
    StepKind.REOPEN: "reopened",
    StepKind.CANCEL: "cancelled",
    StepKind.MERGE: "merged",
    StepKind.ASSIGN: "assigned",
    StepKind.RESOLVE: "resolved",
    StepKind.CLOSE: "closed",
}
Row = dict[str, Any]


def _here(query: Select[Any], area_id: int | None) -> Select[Any]:
    return query if area_id is None else query.where(within(R.area_id, area_id))


def steps_between(work: Work, start: int, end: int, area_id: int | None) -> Iterator[Row]:
    """Yield (dimensions, figure, number) over the steps that count from `start` up to, without, `end`."""
    kinds = [str(kind) for kind in _FIGURE_OF]
    on_spot = func.ifnull(func.json_extract(S.detail, "$.on_spot"), 0)
    late = case((S.origin == Origin.IMPORT, 0), (S.at < start, 1), else_=0)
    imported = case((S.origin == Origin.IMPORT, 1), else_=0)
    query = (
        select(
            *_DIMENSIONS,
            S.kind,
            func.count().label("number"),
            func.sum(case((S.kind == StepKind.RESOLVE, on_spot), else_=0)).label("on_spot"),
            func.sum(late).label("late"),
            func.sum(imported).label("imported"),
        )
        .select_from(STEP.join(REQUEST, R.id == S.request_id).outerjoin(AREA, AREA.c.id == R.area_id))
        .where(S.counted_at >= start, S.counted_at < end, S.kind.in_(kinds))
        .group_by(R.category, R.area_id, R.channel, R.urgency, S.kind)
    )
    for row in work.execute(_here(query, area_id)).mappings():
        kind = StepKind(row["kind"])
        yield _row(row, _FIGURE_OF[kind], row["number"])
        yield _row(row, "late", row["late"])
        if kind is StepKind.RECEIVE:
            yield _row(row, "imported", row["imported"])
        if kind is StepKind.RESOLVE:
            yield _row(row, "solved_on_spot", row["on_spot"])


def totals_between(work: Work, start: int, end: int, area_id: int | None) -> dict[str, int]:
    """Return each counted figure over all steps that count from `start` up to, without, `end`."""
    on_spot = func.sum(func.ifnull(func.json_extract(S.detail, "$.on_spot"), 0))
    query = (
        select(S.kind, func.count().label("number"), on_spot.label("on_spot"))
        .where(S.counted_at >= start, S.counted_at < end, S.kind.in_([str(kind) for kind in _FIGURE_OF]))
        .group_by(S.kind)
    )
    if area_id is not None:
        query = query.select_from(STEP.join(REQUEST, R.id == S.request_id)).where(within(R.area_id, area_id))
    found = dict.fromkeys([*_FIGURE_OF.values(), "solved_on_spot"], 0)
    for row in work.execute(query):
        found[_FIGURE_OF[StepKind(row.kind)]] = row.number
        found["solved_on_spot"] += row.on_spot or 0
    return found


def _row(row: Any, figure: str, number: int) -> Row:  # noqa: ANN401
    names = ("category", "area", "channel", "urgency")
    return {**{name: row[name] for name in names}, "figure": figure, "number": number or 0}


def open_at(work: Work, moment: int, area_id: int | None, *, figure: str) -> Iterator[Row]:
    """Yield (dimensions, `figure`, number) over the requests that were open at a moment.

    With `figure` "open" also those that were unresolved and past their deadline, as "overdue".
    """
    overdue = case((R.due <= moment, 1), else_=0) * case((P.status.in_(sorted(UNRESOLVED)), 1), else_=0)
    query = (
        select(*_DIMENSIONS, func.count().label("number"), func.sum(overdue).label("overdue"))
        .select_from(SPAN.join(REQUEST, R.id == P.request_id).outerjoin(AREA, AREA.c.id == R.area_id))
        .where(P.to_at >= moment, P.from_at < moment)
        .group_by(R.category, R.area_id, R.channel, R.urgency)
    )
    for row in work.execute(_here(query, area_id)).mappings():
        yield _row(row, figure, row["number"])
        if figure == "open":
            yield _row(row, "overdue", row["overdue"])


def hours_to_close(work: Work, start: int, end: int, area_id: int | None) -> Iterator[Row]:
    """Yield (dimensions, hours) of each request that was closed in the period."""
    query = (
        select(*_DIMENSIONS, ((S.at - R.received_at) / literal(float(HOUR_MS))).label("hours"))
        .select_from(STEP.join(REQUEST, R.id == S.request_id).outerjoin(AREA, AREA.c.id == R.area_id))
        .where(S.counted_at >= start, S.counted_at < end, S.kind == StepKind.CLOSE)
    )
    for row in work.execute(_here(query, area_id)).mappings():
        yield dict(row)


def standing(work: Work, moment: int, area_id: int | None, most: int) -> list[Row]:
    """Return requests that were open at a moment: up to `most` overdue ones and as many others.

    Overdue ones by their deadline, the others by how long they have been waiting.
    """
    past = (R.due <= moment) & P.status.in_(sorted(UNRESOLVED))
    query = (
        select(R.id, P.status, R.due, case((past, 1), else_=0).label("overdue"))
        .select_from(SPAN.join(REQUEST, R.id == P.request_id))
        .where(P.to_at >= moment, P.from_at < moment)
        .limit(most)
    )
    late = _here(query.where(past).order_by(R.due, R.id), area_id)
    others = _here(query.where(case((past, 0), else_=1) == 1).order_by(R.received_at, R.id), area_id)
    return [dict(row) for part in (late, others) for row in work.execute(part).mappings()]


def faces(work: Work, numbers: list[int]) -> dict[int, Any]:
    """Return what a list in a return shows of each request, by number."""
    query = select(
        R.id,
        R.category,
        R.urgency,
        R.summary,
        R.confidential,
        R.received_at,
        AREA.c.code.label("area"),
        func.coalesce(MEMBER.c.code, TEAM.c.code).label("holder"),
    ).select_from(
        REQUEST.outerjoin(AREA, AREA.c.id == R.area_id)
        .outerjoin(MEMBER, MEMBER.c.id == R.holder_member_id)
        .outerjoin(TEAM, TEAM.c.id == R.holder_team_id)
    )
    return {row.id: row for row in work.execute(query.where(R.id.in_(numbers)))}


def last_seq(work: Work) -> int:
    """Return the number of the newest step."""
    return int(work.execute(select(func.max(S.seq))).scalar() or 0)


def imported_since(work: Work, seq: int, end: int) -> int:
    """Return how many imported steps for a time before `end` the store has learned after `seq`."""
    query = select(func.count()).select_from(STEP)
    return int(
        work.execute(query.where(S.seq > seq, S.counted_at < end, S.origin == Origin.IMPORT)).scalar_one()
    )


def stored(work: Work, kind: str, area_id: int | None, start: int, end: int) -> Any | None:  # noqa: ANN401
    """Return the row of a report that was written, or None."""
    c = REPORT.c
    area = c.area_id.is_(None) if area_id is None else c.area_id == area_id
    return work.execute(
        select(REPORT).where(c.kind == kind, area, c.from_at == start, c.to_at == end)
    ).first()


def write(work: Work, values: Row) -> int:
    """Store the figures of a report and return its number; an older version of it is replaced."""
    old = stored(work, values["kind"], values["area_id"], values["from_at"], values["to_at"])
    if old is not None:
        work.execute(update(REPORT).where(REPORT.c.id == old.id).values(**values))
        return int(old.id)
    return work.add(insert(REPORT).values(**values))


def told_until(work: Work) -> int:
    """Return the end (UTC ms) of a written return that the clock, set back since, has not reached; else 0.

    What is typed now must not count in it. A return more than a day ahead was a rehearsal.
    """
    c = REPORT.c
    query = select(func.max(c.to_at)).where(c.to_at > work.now, c.to_at <= work.now + DAY_MS)
    return int(work.execute(query).scalar() or 0)


def newest_report(work: Work) -> Any | None:  # noqa: ANN401
    """Return the row of the report that was written last, or None."""
    return work.execute(
        select(REPORT).order_by(REPORT.c.written_at.desc(), REPORT.c.id.desc()).limit(1)
    ).first()
