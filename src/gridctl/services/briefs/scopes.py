"""Which period a brief is of, in which area, and up to which moment it tells what was known."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import Period, parse_date
from gridctl.services import areas, reports
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.periods import Days
from gridctl.store.areas import by_id, only_root
from gridctl.store.briefs import ground as ground_rows
from gridctl.store.then import as_of
from gridctl.store.unit import Work


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
class Scope:
    """The period and those beside it; `known` is the moment (UTC ms) up to which is told, `past` that it was asked for.

    `seq` is the newest step that the return of the period knows, once that has ended.
    """

    kind: str
    period: Period
    beside: tuple[Period, Period]
    area_id: int | None
    area: str | None
    area_name: str
    pack: str
    known: int
    past: bool
    seq: int | None = None

    @property
    def final(self) -> bool:
        """Tell whether the period had ended."""
        return self.known > self.period.end_ms


def day_name(kind: str, period: Period) -> str:
    """Return what a period goes by: a day, ``2021-12`` or ``2021-W50``."""
    if kind == "monthly":
        return f"{period.day:%Y-%m}"
    if kind == "weekly":
        year, week, _weekday = period.day.isocalendar()
        return f"{year}-W{week:02}"
    return period.day.isoformat()


def scope_of(office: Office, work: Work, wanted: Wanted, returned: reports.Daily | None) -> Scope:
    """Return what a brief is of; BadInput for a moment before its period. A daily one has a return."""
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
    return Scope(
        wanted.kind,
        period,
        beside,
        area_id,
        area.code if area else None,
        str(by_id(work, area_id).name) if area_id is not None else "",
        packs.in_force(place, period.end_ms - 1).pack.name,
        known,
        past,
        returned.seq if returned is not None and returned.final else None,
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


def span_of(work: Work, scope: Scope, period: Period) -> ground_rows.Span:
    """Return what is known of a period: at its end, or at the moment that is asked for.

    What files brought later counts by its own time until the figures are kept, as in a return.
    """
    end = min(period.end_ms, scope.known)
    seq = ground_rows.seq_at(work, scope.known) if scope.past else None
    if period == scope.period and scope.seq is not None:
        seq = scope.seq
    asked = scope.known if scope.past else None
    return ground_rows.Span(period.start_ms, end, end, seq, scope.area_id is None, asked)


def learned(scope: Scope, period: Period, span: ground_rows.Span) -> ground_rows.Span:
    """Return a span with what was learned of it up to the moment that is asked for."""
    return replace(span, known=scope.known) if scope.past and period == scope.period else span


@contextmanager
def then_of(work: Work, span: ground_rows.Span) -> Iterator[Work]:
    """Give what was known at the end of a span; the present where that is now."""
    if span.known > work.now:
        yield work
    else:
        with as_of(work, span.known - 1, span.start) as then:
            yield then.work
