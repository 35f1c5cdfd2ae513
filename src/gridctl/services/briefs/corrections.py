"""What was corrected after a daily report was written: figures that would be different now, and what was learned."""

from dataclasses import replace
from typing import Any

from gridctl.core.brief_views import Brief, Cells, Column, Figure, Section, Table, Unit
from gridctl.services import reports
from gridctl.services.briefs import gathering
from gridctl.services.briefs.duty import lay_out
from gridctl.services.briefs.ground import Ground, words
from gridctl.services.briefs.scopes import Wanted, scope_of, then_of
from gridctl.services.office import Office
from gridctl.store.briefs import late as rows
from gridctl.store.briefs.ground import Span
from gridctl.store.briefs.steps import lay_out_deeds
from gridctl.store.unit import Work

KIND = "diff"
_COMPARED = ("requests", "clocks", "duty")
"""The sections that what is learned later can change; the others tell of a moment, which is over."""
_KINDS = {"steps": "steps", "visits": "visits", "turns": "brief_turns"}
"""What is learned later, by the table that tells it, and the labels of what happened."""


def diff(office: Office, day: str | None, area: str | None) -> Brief:
    """Return what was corrected since the report of a day: which figures differ, and what was learned by whom."""
    wanted = Wanted("daily", day, area)
    written, returned = gathering.brief(office, wanted, keep=False)
    now, _returned = gathering.brief(office, replace(wanted, as_of="now", recompute=True), keep=False)
    then_figures, now_figures = written.figures(), now.figures()
    different = [
        (key, one, now_figures[key])
        for key, one in then_figures.items()
        if key.partition(".")[0] in _COMPARED and one.value != now_figures[key].value
    ]
    with office.store.read() as work:
        told = _entries(office, work, wanted, returned) if returned else {}
    entries = [one for some in told.values() for one in some]
    figures = (
        Figure("changes.different", len(different)),
        Figure("changes.entries", len(entries)),
        Figure("changes.people", len({one[1] for one in entries})),
    )
    tables = []
    if different:
        columns = (Column("figure", Cells.CODE, "brief_figures"), *words("then", "now"))
        cells = tuple((key, _told(one), _told(other)) for key, one, other in different)
        tables.append(Table("figures", columns, cells))
    for key, labels in _KINDS.items():
        if told.get(key):
            tables.append(Table(key, _columns(labels), tuple(told[key])))
    return replace(written, kind=KIND, sections=(Section("changes", figures, tuple(tables)),))


def _told(figure: Figure) -> str | None:
    if figure.value is None:
        return None
    return f"{100 * figure.value:.1f}%" if figure.unit == Unit.SHARE else str(figure.value)


def _columns(labels: str) -> tuple[Column, ...]:
    return (
        Column("learned", Cells.TIME),
        *words("by", "number"),
        Column("what", Cells.CODE, labels),
        Column("at", Cells.TIME),
    )


def _entries(
    office: Office, work: Work, wanted: Wanted, returned: reports.Daily
) -> dict[str, list[tuple[Any, ...]]]:
    """Return what was learned after the end of a day: steps, visits and turns, each in the order of the store."""
    scope = scope_of(office, work, wanted, returned)
    ground = gathering.ground_of(office, work, scope, scope.period)
    if not scope.final:
        return {}
    lay_out_deeds(work, ground.span)
    found = {
        "steps": rows.learned_after(work, ground.span, returned.seq),
        "visits": rows.visits_after(work, ground.span),
    }
    told = {
        key: [
            (ground.time(row.recorded_at), row.by, str(row.id), row.kind, ground.time(row.at)) for row in some
        ]
        for key, some in found.items()
    }
    return told | {"turns": _duty(ground, work, ground.span)}


def _duty(ground: Ground, work: Work, span: Span) -> list[tuple[Any, ...]]:
    with then_of(work, span) as then:
        lay_out(replace(ground, then=then))
    return [
        (ground.time(row.recorded_at), row.by, str(row.id), row.kind, row.at)
        for row in rows.duty_after(work, span.known)
    ]
