"""The queries behind a return: one pass over the steps of a period, one over the spans at its moments.

A span or step counts from its `counted_at`; what was known at the end of a day never changes afterwards.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import TextClause, func, insert, select, text, update

from gridctl.core.figures import Cell
from gridctl.core.times import HOUR_MS
from gridctl.core.words import UNRESOLVED, Origin, StepKind
from gridctl.store.areas import AREA, BELOW, within
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.requests import REQUEST, STEP
from gridctl.store.tables.columns import table
from gridctl.store.tables.report import StoredReport
from gridctl.store.tables.request import FOREVER, WEEK_MS
from gridctl.store.unit import Work

REPORT = table(StoredReport)
R, S = REQUEST.c, STEP.c
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
SECTIONS = ".sections"
"""What follows the kind of a report where the sections of its brief are kept, beside its return."""
_AT_ONCE = 500
_GROUPS = {"category": "category", "area": "area_id", "channel": "channel", "urgency": "urgency"}
_ATTRIBUTES = "r.category, r.area_id, r.channel, r.urgency"
_KINDS = ", ".join(f"'{kind}'" for kind in _FIGURE_OF)
_UNRESOLVED = ", ".join(f"'{status}'" for status in sorted(UNRESOLVED))


def lay_out_steps(work: Work, start: int, end: int, area_id: int | None, seq: int | None = None) -> None:
    """Lay out the steps that count from `start` up to, without, `end`, each with its request's attributes.

    With `seq` those alone that the store had learned up to it.
    """
    _fresh(
        work,
        "counted",
        "id, kind, number, on_spot, late, imported, hours, category, area_id, channel, urgency",
    )
    where = "AND r.area_id IN (SELECT id FROM below)" if area_id is not None else ""
    work.execute(
        text(
            f"INSERT INTO temp.counted {BELOW if area_id is not None else ''}"  # noqa: S608
            "SELECT r.id, s.kind, 1, s.kind = 'resolve' AND ifnull(json_extract(s.detail, '$.on_spot'), 0), "
            "s.origin <> 'import' AND s.at < :start, s.origin = 'import' AND s.kind = 'receive', "
            f"iif(s.kind = 'close', (s.at - r.received_at) / {float(HOUR_MS)}, NULL), {_ATTRIBUTES} "
            "FROM step s INDEXED BY step_counted CROSS JOIN request r ON r.id = s.request_id "
            f"WHERE s.counted_at >= :start AND s.counted_at < :end AND s.kind IN ({_KINDS}) "
            f"AND (:seq IS NULL OR s.seq <= :seq) {where}"
        ),
        {"start": start, "end": end, "area": area_id, "seq": seq},
    )


def lay_out_standing(work: Work, end: int, earlier: int, area_id: int | None) -> None:
    """Lay out the requests that were open at `end`, at an earlier moment, or at both, in one pass.

    A span of at most a week that holds a moment began within the week before it; the few longer ones are
    found by their end. So neither index is read further than it must be. What has not ended yet, nearly
    all of it, finds its request's attributes in the index of the open ones; the rest reads the request.
    """
    _fresh(
        work,
        "standing",
        "id, status, due, received_at, open, overdue, open_earlier, overdue_earlier, "
        "category, area_id, channel, urgency",
    )
    open_now, open_earlier = "s.to_at >= :end", "s.from_at < :earlier"
    late = f"s.status IN ({_UNRESOLVED}) AND ifnull(s.due <= {{}}, 0)"
    values = (
        f"r.id, s.status, s.due, r.received_at, {open_now}, {open_now} AND {late.format(':end')}, "
        f"{open_earlier}, {open_earlier} AND {late.format(':earlier')}, {_ATTRIBUTES}"
    )
    holds = "to_at >= :earlier AND from_at < :end AND (to_at >= :end OR from_at < :earlier)"
    where = "WHERE r.area_id IN (SELECT id FROM below)" if area_id is not None else ""
    work.execute(
        text(
            f"INSERT INTO temp.standing {BELOW if area_id is not None else ''}"  # noqa: S608
            f"SELECT {values} FROM (SELECT request_id, status, due, from_at, to_at FROM span INDEXED BY span_long "
            f"WHERE to_at - from_at > {WEEK_MS} AND to_at = {FOREVER} AND from_at < :end) s "
            "CROSS JOIN request r INDEXED BY request_open ON r.id = s.request_id AND r.is_open = 1 "
            f"{where} UNION ALL SELECT {values} FROM ("
            "SELECT request_id, status, due, from_at, to_at FROM span INDEXED BY span_long "
            f"WHERE to_at - from_at > {WEEK_MS} AND to_at < {FOREVER} AND {holds} "
            "UNION ALL SELECT request_id, status, due, from_at, to_at FROM span INDEXED BY span_short "
            f"WHERE to_at - from_at <= {WEEK_MS} AND from_at >= :earlier - {WEEK_MS} AND {holds}) s "
            f"CROSS JOIN request r ON r.id = s.request_id {where}"
        ),
        {"end": end, "earlier": earlier, "area": area_id},
    )


def _fresh(work: Work, name: str, columns: str) -> None:
    """Make an empty table of this connection's own."""
    work.execute(text(f"DROP TABLE IF EXISTS temp.{name}"))
    work.execute(text(f"CREATE TEMP TABLE {name} ({columns})"))


def steps_by_group(work: Work) -> Iterator[Cell]:
    """Yield each figure of the steps that are laid out, by each group of each dimension."""
    query = _by_dimension("counted", ("number", "on_spot", "late", "imported"), "kind")
    for name, one, kind, number, on_spot, late, imported in work.execute(query).all():
        yield name, one, _FIGURE_OF[StepKind(kind)], number
        yield name, one, "solved_on_spot", on_spot
        yield name, one, "late", late
        yield name, one, "imported", imported


def standing_by_group(work: Work) -> tuple[list[Cell], list[Cell]]:
    """Return how many requests that are laid out were open, and overdue: at the end, and at the earlier moment."""
    found: tuple[list[Cell], list[Cell]] = ([], [])
    query = _by_dimension("standing", ("open", "overdue", "open_earlier", "overdue_earlier"))
    for name, one, *numbers in work.execute(query).all():
        for cells, number, late in zip(found, numbers[::2], numbers[1::2], strict=True):
            if number:
                cells += [(name, one, "open", number), (name, one, "overdue", late)]
    return found


def _by_dimension(name: str, figures: tuple[str, ...], *also: str) -> TextClause:
    """Return the sums of figures of a laid out table, by each dimension (and `also`), the name of it first.

    Sorting the rows takes longer than all else: so they are sorted twice, not four times. What has few
    codes is summed by all of them together first.
    """
    few = [column for column in _GROUPS.values() if column != _GROUPS["area"]]
    sums = ", ".join(f"sum({figure})" for figure in figures)
    named = ", ".join(f"sum({figure}) AS {figure}" for figure in figures)
    together = ", ".join([*few, *also])
    parts = []
    for dimension, column in _GROUPS.items():
        group = ", ".join([column, *also])
        source = "mixed" if column in few else f"temp.{name}"
        parts.append(f"SELECT '{dimension}', {group}, {sums} FROM {source} GROUP BY {group}")  # noqa: S608
    return text(
        f"WITH mixed AS MATERIALIZED (SELECT {together}, {named} FROM temp.{name} GROUP BY {together}) "  # noqa: S608
        + " UNION ALL ".join(parts)
    )


def area_codes(work: Work, numbers: Iterable[int]) -> dict[int, str]:
    """Return the codes of areas, removed ones too, by their numbers."""
    query = text("SELECT id, code FROM area WHERE id IN (SELECT value FROM json_each(:numbers))")
    rows = work.execute(query, {"numbers": json.dumps(sorted(numbers))})
    return {number: code for number, code in rows}  # noqa: C416  (rows are no pairs to mypy)


def hours_to_close(work: Work) -> Iterator[Row]:
    """Yield the dimensions and the hours of each request that the laid out steps closed."""
    query = text(
        "SELECT category, area_id, channel, urgency, hours FROM temp.counted WHERE hours IS NOT NULL"
    )
    for row in work.execute(query).all():
        yield dict(zip(("category", "area", "channel", "urgency", "hours"), row, strict=True))


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


def standing_first(work: Work, most: int) -> list[Row]:
    """Return up to `most` overdue ones of the requests that are laid out as open at the end, and as many others.

    Overdue ones by their deadline, the others by how long they have been waiting.
    """
    found: list[Row] = []
    for late, order in ((1, "due, id"), (0, "received_at, id")):
        query = text(
            "SELECT id, status, due, overdue, urgency, category, "  # noqa: S608
            "(SELECT code FROM area WHERE area.id = area_id) AS area FROM temp.standing "
            f"WHERE open AND overdue = {late} ORDER BY {order} LIMIT :most"
        )
        found += [dict(row) for row in work.execute(query, {"most": most}).mappings()]
    return found


def standing_where(work: Work, column: str) -> list[Any]:
    """Return the requests that are laid out and have a mark (`open`, `overdue`, `open_earlier`), by number."""
    query = text(
        f"SELECT id, status, due, category, area_id, urgency FROM temp.standing WHERE {column} ORDER BY id"  # noqa: S608
    )
    return list(work.execute(query))


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
    found: dict[int, Any] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        found |= {row.id: row for row in work.execute(query.where(R.id.in_(some)))}
    return found


def last_seq(work: Work) -> int:
    """Return the number of the newest step."""
    return int(work.execute(select(func.max(S.seq))).scalar() or 0)


def imported_since(work: Work, seq: int, end: int) -> int:
    """Return how many imported steps for a time before `end` the store has learned after `seq`."""
    query = select(func.count()).select_from(STEP)
    # The sum keeps the planner from the index of counted times: nearly all of history lies before `end`.
    before_end = S.counted_at + 0 < end
    return int(work.execute(query.where(S.seq > seq, before_end, S.origin == Origin.IMPORT)).scalar_one())


def stored(work: Work, kind: str, area_id: int | None, start: int, end: int) -> Any | None:  # noqa: ANN401
    """Return the row of a report that was written, or None."""
    c = REPORT.c
    area = c.area_id.is_(None) if area_id is None else c.area_id == area_id
    return work.execute(
        select(REPORT).where(c.kind == kind, area, c.from_at == start, c.to_at == end)
    ).first()


def written(work: Work, kind: str, area_id: int | None, most: int) -> list[Any]:
    """Return the newest `most` reports of an area (None: of everywhere) that were written, the latest day first."""
    c = REPORT.c
    area = c.area_id.is_(None) if area_id is None else c.area_id == area_id
    query = select(c.from_at, c.to_at, c.written_at).where(c.kind == kind, area)
    return list(work.execute(query.order_by(c.to_at.desc()).limit(most)))


def write(work: Work, values: Row) -> int:
    """Store the figures of a report and return its number; an older version of it is replaced."""
    old = stored(work, values["kind"], values["area_id"], values["from_at"], values["to_at"])
    if old is not None:
        work.execute(update(REPORT).where(REPORT.c.id == old.id).values(**values))
        return int(old.id)
    return work.add(insert(REPORT).values(**values))


def newest_report(work: Work) -> Any | None:  # noqa: ANN401
    """Return the row of the report that was written last, or None."""
    return work.execute(
        select(REPORT)
        .where(REPORT.c.kind.not_like(f"%{SECTIONS}"))
        .order_by(REPORT.c.written_at.desc(), REPORT.c.id.desc())
        .limit(1)
    ).first()
