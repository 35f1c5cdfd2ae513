"""A brief is gathered: its sections for the period, with the figures of the period before and of a week before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from gridctl.core.brief_views import Brief, Reading, Section, section_of, to_keep
from gridctl.core.times import Period
from gridctl.services import reports
from gridctl.services.briefs.colours import colours
from gridctl.services.briefs.duty import duty
from gridctl.services.briefs.field import changes, news, people, quality, rounds, supplies
from gridctl.services.briefs.ground import Ground, Reader
from gridctl.services.briefs.requests import clocks, counted, hazards, requests
from gridctl.services.briefs.scopes import Scope, Wanted, day_name, learned, scope_of, span_of, then_of
from gridctl.services.office import Office
from gridctl.store import figures as rows
from gridctl.store.briefs import ground as ground_rows
from gridctl.store.briefs.steps import lay_out_deeds
from gridctl.store.unit import Work

PERIODIC = ("daily", "weekly", "monthly", "area", "duty")
"""The briefs of a period; the others are of a moment or a thing."""
_LATER: Mapping[str, Reader] = {"colours": colours, "duty": duty}
"""Sections that are read where a past moment is laid out."""
_SECTIONS: Mapping[str, Reader] = {
    "colours": colours,
    "requests": requests,
    "clocks": clocks,
    "duty": duty,
    "rounds": rounds,
    "supplies": supplies,
    "people": people,
    "hazards": hazards,
    "quality": quality,
    "news": news,
    "changes": changes,
}
KEPT = ("daily", "weekly", "monthly")
"""The briefs whose figures are kept; the others tell names, which are not kept a second time."""
_OF: Mapping[str, tuple[str, ...]] = {
    "daily": tuple(one for one in _SECTIONS if one != "hazards"),
    "weekly": tuple(_SECTIONS),
    "monthly": tuple(_SECTIONS),
    "area": tuple(_SECTIONS),
    "duty": ("duty",),
}


def brief(office: Office, wanted: Wanted, *, keep: bool = True) -> tuple[Brief, reports.Daily | None]:
    """Return a brief of a period, and of the daily one also the return. The first after its end is kept for good."""
    returned = None
    if wanted.kind == "daily":
        asked = reports.Wanted(
            day=wanted.day,
            cutoff=wanted.cutoff,
            start=wanted.start,
            end=wanted.end,
            area=wanted.area,
            recompute=wanted.recompute,
            as_of=wanted.as_of,
            week=True,
        )
        returned = reports.daily(office, asked, keep=keep)
    return of_return(office, wanted, returned, keep=keep), returned


def of_return(office: Office, wanted: Wanted, returned: reports.Daily | None, *, keep: bool = True) -> Brief:
    """Return the brief of a period; a daily one around the return that was read already."""
    with office.store.read() as work:
        scope = scope_of(office, work, wanted, returned)
        kept = None if wanted.recompute or scope.past else _kept(work, scope, scope.period)
        sections = kept or _gather(office, work, scope, returned)
    if kept is None and keep and scope.kind in KEPT and scope.final and not scope.past:
        _keep(office, scope, sections, returned)
    with office.store.read() as work:
        known = min(scope.known, scope.period.end_ms) if scope.final and not scope.past else scope.known
        return Brief(
            kind=wanted.kind,
            day=day_name(wanted.kind, scope.period),
            start=scope.period.start,
            end=scope.period.end,
            as_of=office.moment_of(known if scope.final and not scope.past else known - 1),
            final=scope.final,
            store=office.settings.name,
            ledger=ground_rows.ledger_head(work, known),
            seq=returned.seq if returned else ground_rows.seq_at(work, known),
            sections=sections,
            area=scope.area,
            area_name=scope.area_name,
            pack=scope.pack,
        )


def _store_kind(kind: str) -> str:
    """Return under which kind the sections of a brief are kept: beside the return, not in its place."""
    return f"{kind}{rows.SECTIONS}"


def _kept(work: Work, scope: Scope, period: Period) -> tuple[Section, ...] | None:
    found = rows.stored(work, _store_kind(scope.kind), scope.area_id, period.start_ms, period.end_ms)
    if found is None or found.written_at >= scope.known:
        return None
    return tuple(map(section_of, found.figures["sections"]))


def _gather(office: Office, work: Work, scope: Scope, returned: reports.Daily | None) -> tuple[Section, ...]:
    """Read the sections of the period, and the figures of those beside it: as they were kept, else counted now."""
    told = _returned(returned)
    now = _read(office, work, scope, scope.period, told[0], told[1])
    beside = []
    for period, figures in zip(scope.beside, told[1:], strict=True):
        kept = _kept(work, scope, period)
        if kept is not None:
            beside.append({one.key: {f.name: f.value for f in one.figures} for one in kept})
        else:
            read = _read(office, work, scope, period, figures)
            beside.append({key: dict(one.figures[0]) for key, one in read.items()})
    return tuple(
        replace(one, figures=(one.figures[0], *(other.get(key, {}) for other in beside))).section(key)
        for key, one in now.items()
    )


def _returned(returned: reports.Daily | None) -> tuple[Mapping[str, Any] | None, ...]:
    if returned is None:
        return None, None, None
    data = returned.data
    return data["requests"], data["previous"]["requests"], data["week_before"]["requests"]


def _read(
    office: Office,
    work: Work,
    scope: Scope,
    period: Period,
    told: Mapping[str, Any] | None,
    before: Mapping[str, Any] | None = None,
) -> dict[str, Reading]:
    """Read the sections of one period; `told` and `before` are the figures of its return and of the one before."""
    bare = ground_of(office, work, scope, period)
    names = _OF[scope.kind]
    if "requests" in names:
        lay_out_deeds(work, bare.span)
        told = told or counted(work, bare.span, scope.area_id)
    bare = replace(bare, requests=told or {}, before=before or {})
    found = {name: _SECTIONS[name](bare) for name in names if name not in _LATER}
    spans = {name: learned(scope, period, bare.span) if name == "duty" else bare.span for name in _LATER}
    for span in dict.fromkeys(spans[name] for name in names if name in _LATER):
        with then_of(work, span) as then:
            seen = replace(bare, then=then, span=span)
            found |= {name: _SECTIONS[name](seen) for name in names if spans.get(name) == span}
    return {name: found[name] for name in names}


def ground_of(office: Office, work: Work, scope: Scope, period: Period) -> Ground:
    """Return what the sections of a period stand on, and lay out its areas."""
    ground_rows.lay_out_areas(work, scope.area_id)
    long, everything = scope.kind in {"weekly", "monthly"}, scope.kind in {"duty", "area"}
    return Ground(
        office,
        work,
        work,
        period,
        span_of(work, scope, period),
        scope.area_id,
        scope.area,
        long=long,
        everything=everything,
    )


def _keep(office: Office, scope: Scope, sections: Sequence[Section], returned: reports.Daily | None) -> None:
    """Store the sections beside the return; where another process was quicker, its stay."""
    with office.store.begin() as work:
        if _kept(work, scope, scope.period) is not None:
            return
        kind = _store_kind(scope.kind)
        number = rows.write(
            work,
            {
                "kind": kind,
                "area_id": scope.area_id,
                "day": scope.period.day.isoformat(),
                "from_at": scope.period.start_ms,
                "to_at": scope.period.end_ms,
                "last_seq": returned.seq if returned else rows.last_seq(work),
                "written_at": work.now,
                "figures": {"sections": [to_keep(one) for one in sections]},
            },
        )
        if returned is None:  # the entry of a return tells of its sections too
            told = {"day": scope.period.day.isoformat(), "area": scope.area, "kind": scope.kind}
            work.log("report.write", "report", number, told)
