"""Where a figure of a daily report comes from: the rows behind it, as many as it says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from gridctl.core.brief_views import Brief, Cells, Column, Figure, Section, Table
from gridctl.core.errors import N_, BadInput
from gridctl.services.briefs import gathering
from gridctl.services.briefs.duty import lay_out
from gridctl.services.briefs.ground import Ground, words
from gridctl.services.briefs.scopes import Scope, Wanted, learned, scope_of, then_of
from gridctl.services.office import Office
from gridctl.store import figures as figure_rows
from gridctl.store.areas import codes_by_number
from gridctl.store.briefs import duty as duty_rows
from gridctl.store.briefs import people as people_rows
from gridctl.store.briefs import rounds as round_rows
from gridctl.store.briefs import steps as step_rows
from gridctl.store.briefs import supplies as supply_rows
from gridctl.store.briefs import then
from gridctl.store.unit import Work

KIND = "explain"
_RESPOND = "d.kind IN ('start', 'wait', 'resolve') AND d.at = d.responded_at AND d.respond_due IS NOT NULL"
_RESOLVE = "d.kind = 'resolve' AND d.due IS NOT NULL"
_TEAM = "d.kind = 'assign' AND d.given_to IN (SELECT code FROM main.team)"
STEPS: Mapping[str, str] = {
    "requests.received": "d.kind = 'receive'",
    "requests.solved_on_spot": "d.kind = 'resolve' AND d.on_spot",
    "requests.escalated": "d.kind = 'escalate'",
    "requests.dispatched": _TEAM,
    "requests.assigned": "d.kind = 'assign'",
    "requests.resolved": "d.kind = 'resolve'",
    "requests.closed": "d.kind = 'close'",
    "requests.reopened": "d.kind = 'reopen'",
    "requests.objected": "d.kind = 'object'",
    "requests.cancelled": "d.kind = 'cancel'",
    "requests.merged": "d.kind = 'merge'",
    "requests.imported": "d.kind = 'receive' AND d.origin = 'import'",
    "requests.rated": "d.kind = 'close' AND d.satisfied IS NOT NULL",
    "requests.satisfied": "d.kind = 'close' AND d.satisfied = 1",
    "clocks.respond_kept": f"{_RESPOND} AND d.at <= d.respond_due",
    "clocks.respond_missed": f"{_RESPOND} AND d.at > d.respond_due",
    "clocks.resolve_kept": f"{_RESOLVE} AND d.at <= d.due",
    "clocks.resolve_missed": f"{_RESOLVE} AND d.at > d.due",
    "quality.typed_late": "d.origin <> 'import' AND d.at < {start}",
    "quality.no_area": "d.kind = 'receive' AND d.area_id IS NULL",
    "quality.no_home": "d.kind = 'receive' AND d.home_id IS NULL AND d.building_id IS NULL",
}
"""The figures that are counted from steps, and which of those that are laid out."""
STANDING = {"requests.open_before": "open_earlier", "requests.open": "open", "requests.overdue": "overdue"}
_DUTY: Mapping[str, Callable[[Any], bool]] = {
    "duty.turns": lambda _row: True,
    "duty.came": lambda row: bool(row.came),
    "duty.late": lambda row: bool(row.late),
    "duty.no_show": lambda row: bool(row.missed),
}
_VISITS: Mapping[str, str | None] = {
    "rounds.visits": None,
    "rounds.visits_done": "done",
    "rounds.no_answer": "no_answer",
    "rounds.refused": "refused",
}
_MOVES = {"supplies.deliveries": "receive", "supplies.issues": "issue"}
_PEOPLE = ("people.in_need", "people.reached")
TRACED = (*STEPS, *STANDING, *_DUTY, *_VISITS, *_MOVES, *_PEOPLE)
"""The figures that can be explained."""
_STEP_COLUMNS = (
    *words("request"),
    Column("step", Cells.CODE, "steps"),
    Column("at", Cells.TIME),
    Column("learned", Cells.TIME),
    *words("by"),
    Column("urgency", Cells.CODE, "urgencies"),
    Column("category", Cells.CODE, "categories"),
    *words("area", "summary"),
)
_STANDING_COLUMNS = (
    *words("request"),
    Column("status", Cells.CODE, "statuses"),
    Column("urgency", Cells.CODE, "urgencies"),
    Column("category", Cells.CODE, "categories"),
    *words("area", "summary"),
    Column("due", Cells.TIME),
)


def explain(office: Office, name: str, wanted: Wanted) -> tuple[Brief, set[str]]:
    """Return the rows behind a figure, and which of their requests are confidential; BadInput for no such figure."""
    if name not in TRACED:
        raise _unknown(name)
    brief, returned = gathering.brief(office, wanted, keep=False)
    figure = brief.figures()[name]
    with office.store.read() as work:
        scope = scope_of(office, work, wanted, returned)
        ground = gathering.ground_of(office, work, scope, scope.period)
        table, closed = _rows(ground, scope, name)
    told = Figure(name, figure.value, figure.unit)
    section = Section("explained", (Figure("explained.rows", len(table.rows)), told), (table,))
    return replace(brief, kind=KIND, sections=(section,)), closed


def _unknown(name: str) -> BadInput:
    """Return the error of a name that no figure has; its hint lists those of the section, which fits in a line."""
    part, _dot, _name = name.partition(".")
    parts = sorted({one.partition(".")[0] for one in TRACED})
    same = ", ".join(one.partition(".")[2] for one in TRACED if one.startswith(f"{part}."))
    return BadInput(
        N_("the figure {name} cannot be explained"),
        hint=N_("of {part} these can be: {known}")
        if same
        else N_("there are figures of: {known}; as requests.closed"),
        error="unknown_figure",
        name=name,
        part=part,
        known=same or ", ".join(parts),
    )


def _rows(ground: Ground, scope: Scope, name: str) -> tuple[Table, set[str]]:
    work, span = ground.work, ground.span
    if name in STEPS:
        step_rows.lay_out_deeds(work, span)
        return _steps(ground, step_rows.listing(work, STEPS[name].format(start=int(span.start))))
    if name in STANDING:
        return _standing(ground, work, STANDING[name])
    if name in _DUTY:
        wide = learned(scope, ground.period, span)
        with then_of(work, wide) as past:
            lay_out(Ground(ground.office, work, past, ground.period, wide, ground.area_id, ground.area))
            found = [row for row in duty_rows.who(past, 1 << 31) if _DUTY[name](row)]
        return _turns(ground, found), set()
    if name in _VISITS:
        visits = [row for row in round_rows.listing(work, span) if _VISITS[name] in {None, row.outcome}]
        return _visits(ground, visits), set()
    if name in _MOVES:
        moves = [row for row in supply_rows.listing(work, span) if row.kind == _MOVES[name]]
        return _moves(ground, moves), set()
    step_rows.lay_out_deeds(work, span)
    people_rows.lay_out_needs(work, span, ground.days[1])
    people = [row for row in people_rows.who(work) if name == "people.in_need" or row.reached is not None]
    return Table("rows", words("resident"), tuple((str(row.id),) for row in people)), set()


def _steps(ground: Ground, found: list[Any]) -> tuple[Table, set[str]]:
    cells = tuple(
        (
            str(row.id),
            row.kind,
            ground.time(row.at),
            ground.time(row.recorded_at),
            row.by,
            row.urgency,
            row.category,
            row.area,
            None if row.confidential else row.summary,
        )
        for row in found
    )
    return Table("rows", _STEP_COLUMNS, cells), {str(row.id) for row in found if row.confidential}


def _standing(ground: Ground, work: Work, column: str) -> tuple[Table, set[str]]:
    span = ground.span
    moments = (span.end, span.start)
    figure_rows.lay_out_standing(work, *moments, ground.area_id)
    if span.seq is not None:
        then.standing_as_known(work, moments, span.seq, ground.area_id, span.asked)
    found = figure_rows.standing_where(work, column)
    faces = figure_rows.faces(work, [row.id for row in found])
    areas = codes_by_number(work)
    cells = tuple(
        (
            str(row.id),
            row.status,
            row.urgency,
            row.category,
            areas.get(row.area_id),
            None if faces[row.id].confidential else faces[row.id].summary,
            ground.time(row.due),
        )
        for row in found
    )
    closed = {str(number) for number, face in faces.items() if face.confidential}
    return Table("rows", _STANDING_COLUMNS, cells), closed


def _turns(ground: Ground, found: list[Any]) -> Table:
    columns = (
        *words("turn"),
        Column("start", Cells.TIME),
        Column("end", Cells.TIME),
        Column("duty", Cells.CODE, "duties"),
        *words("area", "member"),
    )
    cells = tuple(
        (str(row.id), ground.time(row.start_at), ground.time(row.end_at), row.duty, row.area, row.member)
        for row in found
    )
    return Table("rows", columns, cells)


def _visits(ground: Ground, found: list[Any]) -> Table:
    columns = (
        *words("round", "home"),
        Column("outcome", Cells.CODE, "visits"),
        Column("at", Cells.TIME),
        Column("learned", Cells.TIME),
        *words("by"),
    )
    cells = tuple(
        (str(row.round_id), row.home, row.outcome, ground.time(row.at), ground.time(row.recorded_at), row.by)
        for row in found
    )
    return Table("rows", columns, cells)


def _moves(ground: Ground, found: list[Any]) -> Table:
    columns = (
        *words("item"),
        Column("quantity"),
        *words("area", "home"),
        Column("at", Cells.TIME),
        *words("by"),
    )
    cells = tuple(
        (row.item, abs(row.quantity), row.area, row.home, ground.time(row.at), row.by) for row in found
    )
    return Table("rows", columns, cells)
