"""A brief is gathered: its sections for the period, with the figures of the period before and of a week before."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from gridctl.core.brief_views import Brief, Reading, Section, section_of, to_keep
from gridctl.core.errors import N_, BadInput
from gridctl.core.times import Period, parse_date
from gridctl.services import areas, reports
from gridctl.services.briefs.colours import colours
from gridctl.services.briefs.duty import duty
from gridctl.services.briefs.field import news, people, quality, rounds, supplies
from gridctl.services.briefs.ground import Ground, Reader
from gridctl.services.briefs.requests import clocks, counted, hazards, requests
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.periods import Days
from gridctl.store import figures as rows
from gridctl.store.areas import by_id, only_root
from gridctl.store.briefs import ground as ground_rows
from gridctl.store.briefs.steps import lay_out_deeds
from gridctl.store.then import as_of
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which brief: its kind, a day as people write it, an area, and a past moment whose knowledge is asked for."""

    kind: str = "daily"
    day: str | None = None
    area: str | None = None
    as_of: str | None = None
    recompute: bool = False
    cutoff: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class _Scope:
    """The period and those beside it; `known` is the moment (UTC ms) up to which is told, `now` the present."""

    kind: str
    period: Period
    beside: tuple[Period, Period]
    area_id: int | None
    area: str | None
    area_name: str
    pack: str
    known: int
    past: bool

    @property
    def final(self) -> bool:
        """Tell whether the period had ended."""
        return self.known > self.period.end_ms


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
        scope = _scope(office, work, wanted, returned)
        kept = None if wanted.recompute or scope.past else _kept(work, scope, scope.period)
        sections = kept or _gather(office, work, scope, returned)
    if kept is None and keep and scope.kind in KEPT and scope.final and not scope.past:
        _keep(office, scope, sections, returned)
    with office.store.read() as work:
        known = min(scope.known, scope.period.end_ms) if scope.final and not scope.past else scope.known
        return Brief(
            kind=wanted.kind,
            day=_day_name(wanted.kind, scope.period),
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


def _day_name(kind: str, period: Period) -> str:
    if kind == "monthly":
        return f"{period.day:%Y-%m}"
    if kind == "weekly":
        year, week, _weekday = period.day.isocalendar()
        return f"{year}-W{week:02}"
    return period.day.isoformat()


def _scope(office: Office, work: Work, wanted: Wanted, returned: reports.Daily | None) -> _Scope:
    area = areas.find(work, wanted.area) if wanted.area else None
    area_id = area.id if area else None
    place = area_id if area_id is not None else only_root(work)
    packs = Packs(work, office.settings.pack_hash)
    days = Days(office, packs, place, None)
    if returned is not None:
        period, beside = returned.period, (returned.beside[0], returned.beside[1])
    else:
        period, beside = _periods(office, days, wanted)
    past = bool(wanted.as_of)
    known = (office.when(wanted.as_of) if past else work.now) + 1
    if known <= period.start_ms:
        raise BadInput(
            N_("at {time} the period of this report had not begun"),
            hint=N_("give a later --as-of, or an earlier --date"),
            time=wanted.as_of or office.now().isoformat(),
        )
    return _Scope(
        wanted.kind,
        period,
        beside,
        area_id,
        area.code if area else None,
        str(by_id(work, area_id).name) if area_id is not None else "",
        packs.in_force(place, period.end_ms - 1).pack.name,
        known,
        past,
    )


def _periods(office: Office, days: Days, wanted: Wanted) -> tuple[Period, tuple[Period, Period]]:
    """Return the period of a kind, and those beside it: the one before, and the week, month or year before that."""
    if wanted.kind not in {"weekly", "monthly"}:
        period = days.asked(wanted.day)
        return period, (days.before(period), days.week_before(period))
    today = office.now().date()
    day = parse_date(wanted.day, today) if wanted.day else days.asked(None).day
    if wanted.kind == "weekly":
        monday = day - timedelta(days=day.weekday())
        return _week(days, monday), (
            _week(days, monday - timedelta(days=7)),
            _week(days, monday - timedelta(days=28)),
        )
    first = day.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    return _month(days, first), (_month(days, before), _month(days, first.replace(year=first.year - 1)))


def _week(days: Days, monday: date) -> Period:
    return days.days_of(monday, monday + timedelta(days=6))


def _month(days: Days, first: date) -> Period:
    after = (first + timedelta(days=32)).replace(day=1)
    return days.days_of(first, after - timedelta(days=1))


def _store_kind(kind: str) -> str:
    """Return under which kind the sections of a brief are kept: beside the return, not in its place."""
    return f"{kind}.sections"


def _kept(work: Work, scope: _Scope, period: Period) -> tuple[Section, ...] | None:
    found = rows.stored(work, _store_kind(scope.kind), scope.area_id, period.start_ms, period.end_ms)
    if found is None or found.written_at >= scope.known:
        return None
    return tuple(map(section_of, found.figures["sections"]))


def _gather(office: Office, work: Work, scope: _Scope, returned: reports.Daily | None) -> tuple[Section, ...]:
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
    scope: _Scope,
    period: Period,
    told: Mapping[str, Any] | None,
    before: Mapping[str, Any] | None = None,
) -> dict[str, Reading]:
    """Read the sections of one period; `told` and `before` are the figures of its return and of the one before."""
    ground_rows.lay_out_areas(work, scope.area_id)
    span = _span(work, scope, period)
    names = _OF[scope.kind]
    if "requests" in names:
        lay_out_deeds(work, span)
        told = told or counted(work, span, scope.area_id)
    long = scope.kind in {"weekly", "monthly"}
    bare = Ground(
        office,
        work,
        work,
        period,
        span,
        scope.area_id,
        scope.area,
        told or {},
        before or {},
        long,
        scope.kind in {"duty", "area"},
    )
    found = {name: _SECTIONS[name](bare) for name in names if name not in _LATER}
    with _then(work, span) as then:
        found |= {name: _SECTIONS[name](replace(bare, then=then)) for name in names if name in _LATER}
    return {name: found[name] for name in names}


def _span(work: Work, scope: _Scope, period: Period) -> ground_rows.Span:
    """Return what is known of a period: at its end, or at the moment that is asked for.

    What files brought later counts by its own time until the figures are kept, as in a return.
    """
    end = min(period.end_ms, scope.known)
    current = period == scope.period and scope.past
    known = scope.known if current else end
    seq = ground_rows.seq_at(work, scope.known) if scope.past else None
    return ground_rows.Span(period.start_ms, end, known, seq, scope.area_id is None)


@contextmanager
def _then(work: Work, span: ground_rows.Span) -> Iterator[Work]:
    """Give what was known at the end of a span; the present where that is now."""
    if span.known > work.now:
        yield work
    else:
        with as_of(work, span.known - 1, span.start) as then:
            yield then


def _keep(office: Office, scope: _Scope, sections: Sequence[Section], returned: reports.Daily | None) -> None:
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
        told = {"day": scope.period.day.isoformat(), "area": scope.area, "kind": scope.kind}
        work.log("report.brief", "report", number, told)
