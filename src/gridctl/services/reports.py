"""The daily return: figures that tell what was known at the end of the day, whenever they are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.figures import Cell, before, gather, in_order
from gridctl.core.private import Sight
from gridctl.core.times import Period, iso, parse_clock
from gridctl.core.views import StandingRow
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.packs import Applied, Packs
from gridctl.services.periods import Days
from gridctl.store import figures as rows
from gridctl.store.areas import only_root
from gridctl.store.briefs import then
from gridctl.store.briefs.ground import seq_at
from gridctl.store.packs import operations
from gridctl.store.unit import Work

KIND = "daily"
BESIDE = "beside"
"""Under this key a kept return has the figures of the periods beside it, by their spans."""
LISTED = 20
"""So many overdue and so many other open requests a return lists, those first that wait longest."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which return: a day and its cutoff, or from and to as people write them; of one area or of all.

    `as_of` is a past moment as people write it: what was known then. `week`: beside the day before also the same
    day of the week before.
    """

    day: str | None = None
    cutoff: str | None = None
    start: str | None = None
    end: str | None = None
    area: str | None = None
    recompute: bool = False
    as_of: str | None = None
    week: bool = False


@dataclass(frozen=True, slots=True)
class Daily:
    """One return.

    `data` has the keys of the JSON output; `standing` the open requests at its end; `figures_since` counts
    imported steps that the stored figures do not know. `seq` is the newest step that they know.
    """

    data: dict[str, Any]
    standing: tuple[StandingRow, ...]
    final: bool
    imported_since: int
    seq: int
    period: Period
    beside: tuple[Period, ...]
    area_id: int | None


@dataclass(frozen=True, slots=True)
class _Scope:
    """The period, those beside it, the area (code and number; none: everywhere), the pack at its end.

    `at` is the past moment (UTC ms) whose knowledge is asked for; None: the present.
    """

    period: Period
    beside: tuple[Period, ...]
    at: int | None
    area: str | None
    area_id: int | None
    applied: Applied


@dataclass(frozen=True, slots=True)
class _Read:
    """The figures of the period and of those beside it, and the newest step that the first ones know."""

    figures: dict[str, Any]
    beside: tuple[dict[str, Any], ...]
    seq: int


def daily(office: Office, wanted: Wanted, *, keep: bool = True) -> Daily:
    """Return one day's figures, with the day before. The first after the day's end is kept for good.

    With `keep` False nothing is kept: this is how they stand.
    """
    with office.store.read() as work:
        scope = _scope(office, work, wanted)
        kept = None if wanted.recompute else _kept(work, scope, scope.period)
        read = _read(office, work, scope, kept)
        final = (work.now if scope.at is None else scope.at) >= scope.period.end_ms
    if final and kept is None and keep and scope.at is None:
        read = _keep(office, scope, read, recompute=wanted.recompute)
    with office.store.read() as work:
        since = rows.imported_since(work, read.seq, scope.period.end_ms) if final and scope.at is None else 0
        data = _data(office, scope, read, final=final)
        listed = _listed(office, work, read.figures)
        return Daily(data, listed, final, since, read.seq, scope.period, scope.beside, scope.area_id)


def _scope(office: Office, work: Work, wanted: Wanted) -> _Scope:
    area = areas.find(work, wanted.area) if wanted.area else None
    area_id = area.id if area else None
    place = area_id if area_id is not None else only_root(work)
    packs = Packs(work, office.settings.pack_hash)
    days = Days(office, packs, place, parse_clock(wanted.cutoff) if wanted.cutoff else None)
    period = _custom(days, wanted) if wanted.start or wanted.end else days.asked(wanted.day)
    before_it = days.before(period)
    beside = (before_it, days.week_before(period)) if wanted.week else (before_it,)
    return _Scope(
        period,
        beside,
        _moment(office, wanted, period),
        area.code if area else None,
        area_id,
        packs.in_force(place, period.end_ms - 1),
    )


def _moment(office: Office, wanted: Wanted, period: Period) -> int | None:
    """Return the past moment that is asked for; BadInput for one before the period."""
    if not wanted.as_of:
        return None
    at = office.when(wanted.as_of)
    if at < period.start_ms:
        raise BadInput(
            N_("at {time} the period of this report had not begun"),
            hint=N_("give a later --as-of, or an earlier --date"),
            time=wanted.as_of,
        )
    return at


def _custom(days: Days, wanted: Wanted) -> Period:
    if not (wanted.start and wanted.end):
        raise BadInput(N_("--from and --to go together"), hint=N_("give both, or --date"))
    if wanted.day or wanted.cutoff:
        raise BadInput(
            N_("--from and --to leave no place for --date or --cutoff"), hint=N_("give one or the other")
        )
    return days.between(wanted.start, wanted.end)


def _kept(work: Work, scope: _Scope, period: Period) -> Any | None:  # noqa: ANN401
    """Return what was stored of a period; of a past moment, what had been stored then."""
    found = rows.stored(work, KIND, scope.area_id, period.start_ms, period.end_ms)
    return found if found is None or scope.at is None or found.written_at <= scope.at else None


def _read(office: Office, work: Work, scope: _Scope, kept: Any | None) -> _Read:  # noqa: ANN401
    """Return the figures of the period and of those beside it: as they were stored, else counted now."""
    # Beside a return that is kept stand the figures that stood there when it was written.
    known = kept.figures.get(BESIDE, {}) if kept else {}
    stored = {scope.period: kept.figures if kept else None}
    for one in scope.beside:
        other = None if _span(one) in known else _kept(work, scope, one)
        stored[one] = other.figures if other else known.get(_span(one))
    missing = [period for period, one in stored.items() if one is None]
    counted = iter(_compute(office, work, scope, missing))
    figures, *beside = (next(counted) if one is None else one for one in stored.values())
    newest = rows.last_seq(work) if scope.at is None else seq_at(work, scope.at + 1)
    return _Read(figures, tuple(beside), kept.last_seq if kept else newest)


def _compute(
    office: Office, work: Work, scope: _Scope, periods: Sequence[Period]
) -> Iterator[dict[str, Any]]:
    """Count periods, the latest first: the steps in each, what stood open before and after, the hours of the closed.

    What stood open after two of them is found in one pass.
    """
    # A day that has not ended is counted up to now.
    known = (work.now if scope.at is None else scope.at) + 1
    ends = [min(period.end_ms, known) for period in periods]
    seq = None if scope.at is None else seq_at(work, known)
    found: list[list[Cell]] = []
    listed: dict[str, Any] = {}
    for pair in (ends[:2], ends[2:]):
        if pair:
            rows.lay_out_standing(work, pair[0], pair[-1], scope.area_id)
            if seq is not None:
                then.standing_as_known(work, (pair[0], pair[-1]), seq, scope.area_id, known)
            listed = listed or {"standing": _standing(work)}
            found += rows.standing_by_group(work)[: len(pair)]
    for period, end, open_then in zip(periods, ends, found, strict=True):
        rows.lay_out_steps(work, period.start_ms, end, scope.area_id, seq)
        if seq is not None:
            then.steps_as_known(work, (period.start_ms, end), seq, scope.area_id, known)
        counted = [*rows.steps_by_group(work), *open_then]
        codes = rows.area_codes(work, {group for _, group, _, _ in counted if isinstance(group, int)})
        requests = gather([*counted, *before(counted)], rows.hours_to_close(work), codes)
        requests["since_operation"] = _since_operation(office, work, scope, period)
        yield {"requests": requests} | listed
        listed = {}  # they stand at the latest end


def _standing(work: Work) -> list[dict[str, Any]]:
    """Return the open requests that are listed, with what may be corrected later: that stays in what is kept."""
    found = rows.standing_first(work, LISTED)
    faces = rows.faces(work, [row["id"] for row in found])
    return [{**row, "holder": faces[row["id"]].holder} for row in found if row["id"] in faces]


def _since_operation(office: Office, work: Work, scope: _Scope, period: Period) -> dict[str, Any] | None:
    number = scope.applied.operation
    if number is None:
        return None
    operation = next(o for o in operations(work) if o.id == number)
    began = office.moment(operation.started_at)
    totals = rows.totals_between(work, operation.started_at, period.end_ms, scope.area_id)
    return {"operation": operation.name, "from": iso(began) if began else None, **totals}


def _keep(office: Office, scope: _Scope, read: _Read, *, recompute: bool) -> _Read:
    """Store the figures; where another process was quicker, take its figures.

    Who held the lock while these were read may have taken a step before the day's end: if the store has
    learned anything since, it is counted again, now that nobody else writes.
    """
    with office.store.begin() as work:
        kept = None if recompute else _kept(work, scope, scope.period)
        if kept is not None:
            return _Read(kept.figures, read.beside, kept.last_seq)
        if rows.last_seq(work) != read.seq:
            read = _read(office, work, scope, None)
        number = rows.write(
            work,
            {
                "kind": KIND,
                "area_id": scope.area_id,
                "day": scope.period.day.isoformat(),
                "from_at": scope.period.start_ms,
                "to_at": scope.period.end_ms,
                "last_seq": read.seq,
                "written_at": work.now,
                "figures": read.figures | {BESIDE: _beside(scope, read)},
            },
        )
        action = "report.recompute" if recompute else "report.write"
        told = {"day": scope.period.day.isoformat(), "area": scope.area, "seq": read.seq}
        work.log(action, "report", number, told)
    return read


def _span(period: Period) -> str:
    return f"{period.start_ms}-{period.end_ms}"


def _beside(scope: _Scope, read: _Read) -> dict[str, Any]:
    pairs = zip(scope.beside, read.beside, strict=True)
    return {_span(one): {"requests": figures["requests"]} for one, figures in pairs}


def _data(office: Office, scope: _Scope, read: _Read, *, final: bool) -> dict[str, Any]:
    period = scope.period
    earlier = {
        name: {
            "date": one.day.isoformat(),
            "from": iso(one.start),
            "to": iso(one.end),
            "requests": in_order(figures["requests"]),
        }
        for name, one, figures in zip(("previous", "week_before"), scope.beside, read.beside, strict=False)
    }
    as_of = period.end if final else office.now()
    return {
        "kind": KIND,
        "date": period.day.isoformat(),
        "from": iso(period.start),
        "to": iso(period.end),
        "area": scope.area,
        "as_of": iso(as_of if scope.at is None else office.moment_of(scope.at)),
        "status": "final" if final else "provisional",
        "store": office.settings.name,
        "pack": scope.applied.pack.name,
        "requests": in_order(read.figures["requests"]),
        **earlier,
    }


def _listed(office: Office, work: Work, found: dict[str, Any]) -> tuple[StandingRow, ...]:
    faces = rows.faces(work, [row["id"] for row in found["standing"]])
    return tuple(
        StandingRow(
            id=row["id"],
            status=row["status"],
            urgency=row.get("urgency", faces[row["id"]].urgency),
            category=row.get("category", faces[row["id"]].category),
            area=row.get("area", faces[row["id"]].area),
            summary=faces[row["id"]].summary,
            holder=row.get("holder", faces[row["id"]].holder),
            received_at=office.moment(faces[row["id"]].received_at),
            due=office.moment(row["due"]),
            overdue=bool(row["overdue"]),
            sight=Sight.CLOSED if faces[row["id"]].confidential else Sight.MASKED,
        )
        for row in found["standing"]
        if row["id"] in faces
    )
