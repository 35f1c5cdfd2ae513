"""Briefs of one thing: a round, a request."""

from collections.abc import Mapping, Sequence

from gridctl.core.brief_views import Brief, Cells, Column, Number, Section, Table
from gridctl.core.errors import N_, NotFound
from gridctl.core.round_views import GroupView, RoundView
from gridctl.core.times import DAY_MS
from gridctl.core.views import RequestView
from gridctl.services import request_views, round_loading, round_views
from gridctl.services.briefs.ground import counts, words
from gridctl.services.briefs.moments import Moment, brief_of, moment, section
from gridctl.services.office import Office
from gridctl.store.briefs import moment as rows


def round_brief(office: Office, wanted: Moment) -> Brief:
    """Return the brief of one round: its coverage, by building, grid and member."""
    with moment(office, wanted) as at:
        number = wanted.number or 0
        then = at.span.known - 1 if at.past else None
        round_loading.refuse_before(round_loading.load(at.work, number), then, wanted.as_of)
        view = round_views.view(office, at.work, number, at=then)
        parts: dict[str, Sequence[GroupView]] = {"building": view.by_building}
        if view.proof is None or not view.proof.sealed:
            for by in ("grid", "member"):
                parts[by] = round_views.groups(office, at.work, number, by, then)
        end = view.closed_at or office.moment_of(at.span.known - 1)
        told = (_round(view, parts),)
        name = view.name or view.checklist
        return brief_of(at, wanted, told, end, view.opened_at, name, final=view.closed_at is not None)


def _round(view: RoundView, parts: Mapping[str, Sequence[GroupView]]) -> Section:
    figures: dict[str, Number] = {
        "targets": view.targets,
        "due": view.to_visit,
        "done": view.done,
        "missing": view.missing,
        "left": view.left,
        "coverage": view.coverage,
    }
    tables = tuple(
        Table(
            by,
            (
                *words("name"),
                *counts("targets", "to_visit", "done", "missing"),
                Column("coverage", Cells.SHARE),
            ),
            tuple((one.name, one.targets, one.to_visit, one.done, one.missing, one.coverage) for one in some),
        )
        for by, some in parts.items()
        if some
    )
    return section("round", figures, *tables)


def request_brief(office: Office, wanted: Moment) -> tuple[Brief, RequestView]:
    """Return the brief of one request, without words; the view beside it has those, to be masked by the caller."""
    with moment(office, wanted) as at:
        number = wanted.number or 0
        view = request_views.view_of(at.office, at.work, number)
        row = rows.request(at.work, number, at.span.seq or 0)
        if row.recorded_at >= at.span.known:
            raise NotFound(
                N_("request {number} was not known at {time}"),
                hint=N_("give a later --as-of"),
                number=number,
                time=wanted.as_of,
            )
        steps = [one for one in view.timeline if one.seq <= (at.span.seq or 0)]
        columns = words("fact", "value")
        facts = tuple(
            (name, value)
            for name, value in (
                ("status", row.stood),
                ("urgency", row.urgency),
                ("category", row.category),
                ("channel", row.channel),
                ("level", row.level),
                ("area", row.area),
                ("desk", row.desk),
                ("holder", row.holder),
                ("received_at", at.time(row.received_at)),
                ("responded_at", at.time(row.responded_at)),
                ("due", at.time(row.due)),
                ("resolved_at", at.time(row.resolved_at)),
                ("closed_at", at.time(row.closed_at)),
                ("outcome", row.outcome),
            )
            if value is not None
        )
        ended = row.closed_at or at.span.known
        figures: dict[str, Number] = {
            "steps": len(steps),
            "days": round((ended - row.received_at) / DAY_MS, 1),
        }
        told = (section("life", figures, Table("facts", columns, facts)),)
        start = office.moment_of(row.received_at)
        end = office.moment_of(ended)
        return brief_of(at, wanted, told, end, start, final=row.closed_at is not None), view
