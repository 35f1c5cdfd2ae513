"""The daily return: figures that tell what was known at the end of the day, whenever they are asked for."""

from dataclasses import dataclass, replace
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.figures import before, gather, in_order
from gridctl.core.private import Sight
from gridctl.core.times import Period, iso, parse_clock
from gridctl.core.views import StandingRow
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.packs import Applied, Packs
from gridctl.services.periods import Days
from gridctl.store import figures as rows
from gridctl.store.areas import only_root
from gridctl.store.packs import operations
from gridctl.store.unit import Work

KIND = "daily"
LISTED = 20
"""So many overdue and so many other open requests a return lists, those first that wait longest."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which return: a day and its cutoff, or from and to as people write them; of one area or of all."""

    day: str | None = None
    cutoff: str | None = None
    start: str | None = None
    end: str | None = None
    area: str | None = None
    recompute: bool = False


@dataclass(frozen=True, slots=True)
class Daily:
    """One return.

    `data` has the keys of the JSON output; `standing` the open requests at its end; `figures_since` counts
    imported steps that the stored figures do not know.
    """

    data: dict[str, Any]
    standing: tuple[StandingRow, ...]
    final: bool
    imported_since: int


@dataclass(frozen=True, slots=True)
class _Scope:
    """The period, the one before, the area (code and number; none: everywhere), the pack at its end."""

    period: Period
    before: Period
    area: str | None
    area_id: int | None
    applied: Applied


def daily(office: Office, wanted: Wanted) -> Daily:
    """Return one day's figures, with the day before. The first after the day's end is kept for good."""
    with office.store.read() as work:
        scope = _scope(office, work, wanted)
        period = scope.period
        kept = None if wanted.recompute else _kept(work, scope)
        found = kept.figures if kept else _compute(office, work, scope)
        seq = kept.last_seq if kept else rows.last_seq(work)
        final = work.now >= period.end_ms
    if final and kept is None:
        found, seq = _keep(office, scope, found, seq, recompute=wanted.recompute)
    with office.store.read() as work:
        since = rows.imported_since(work, seq, period.end_ms) if final else 0
        return Daily(
            _data(office, work, scope, found, final=final), _listed(office, work, found), final, since
        )


def period_of(office: Office, wanted: Wanted) -> tuple[str, str | None]:
    """Return the name of a return's period and the code of its area, as a file is named by them."""
    with office.store.read() as work:
        scope = _scope(office, work, wanted)
    if wanted.start:
        name = f"{scope.period.start:%Y%m%dT%H%M}-{scope.period.end:%Y%m%dT%H%M}"
    else:
        name = scope.period.day.isoformat()
    return name, scope.area


def _scope(office: Office, work: Work, wanted: Wanted) -> _Scope:
    area = areas.find(work, wanted.area) if wanted.area else None
    area_id = area.id if area else None
    place = area_id if area_id is not None else only_root(work)
    packs = Packs(work, office.settings.pack_hash)
    days = Days(office, packs, place, parse_clock(wanted.cutoff) if wanted.cutoff else None)
    period = _custom(days, wanted) if wanted.start or wanted.end else days.asked(wanted.day)
    return _Scope(
        period,
        days.before(period),
        area.code if area else None,
        area_id,
        packs.in_force(place, period.end_ms - 1),
    )


def _custom(days: Days, wanted: Wanted) -> Period:
    if not (wanted.start and wanted.end):
        raise BadInput(N_("--from and --to go together"), hint=N_("give both, or --date"))
    if wanted.day or wanted.cutoff:
        raise BadInput(
            N_("--from and --to leave no place for --date or --cutoff"), hint=N_("give one or the other")
        )
    return days.between(wanted.start, wanted.end)


def _kept(work: Work, scope: _Scope) -> Any | None:  # noqa: ANN401
    return rows.stored(work, KIND, scope.area_id, scope.period.start_ms, scope.period.end_ms)


def _compute(office: Office, work: Work, scope: _Scope) -> dict[str, Any]:
    """Count one period: the steps in it, what stood open before and after, and the hours of the closed."""
    start, area = scope.period.start_ms, scope.area_id
    end = min(scope.period.end_ms, work.now + 1)  # a day that has not ended is counted up to now
    rows.lay_out_steps(work, start, end, area)
    rows.lay_out_standing(work, end, area)
    counted = [*rows.steps_by_group(work), *rows.standing_by_group(work, "open", overdue="overdue")]
    codes = rows.area_codes(
        work, {group for _name, group, _figure, _number in counted if isinstance(group, int)}
    )
    requests = gather([*counted, *before(counted)], rows.hours_to_close(work), codes)
    requests["since_operation"] = _since_operation(office, work, scope)
    return {"requests": requests, "standing": rows.standing_first(work, LISTED)}


def _since_operation(office: Office, work: Work, scope: _Scope) -> dict[str, Any] | None:
    number = scope.applied.operation
    if number is None:
        return None
    operation = next(o for o in operations(work) if o.id == number)
    began = office.moment(operation.started_at)
    totals = rows.totals_between(work, operation.started_at, scope.period.end_ms, scope.area_id)
    return {"operation": operation.name, "from": iso(began) if began else None, **totals}


def _keep(
    office: Office, scope: _Scope, found: dict[str, Any], seq: int, *, recompute: bool
) -> tuple[dict[str, Any], int]:
    """Store the figures; where another process was quicker, take its figures.

    Who held the lock while these were read may have taken a step before the day's end: if the store has
    learned anything since, it is counted again, now that nobody else writes.
    """
    with office.store.begin() as work:
        kept = None if recompute else _kept(work, scope)
        if kept is not None:
            return kept.figures, kept.last_seq
        newest = rows.last_seq(work)
        if newest != seq:
            found, seq = _compute(office, work, scope), newest
        number = rows.write(
            work,
            {
                "kind": KIND,
                "area_id": scope.area_id,
                "day": scope.period.day.isoformat(),
                "from_at": scope.period.start_ms,
                "to_at": scope.period.end_ms,
                "last_seq": seq,
                "written_at": work.now,
                "figures": found,
            },
        )
        action = "report.recompute" if recompute else "report.write"
        work.log(
            action, "report", number, {"day": scope.period.day.isoformat(), "area": scope.area, "seq": seq}
        )
    return found, seq


def _data(office: Office, work: Work, scope: _Scope, found: dict[str, Any], *, final: bool) -> dict[str, Any]:
    period = scope.period
    return {
        "kind": KIND,
        "date": period.day.isoformat(),
        "from": iso(period.start),
        "to": iso(period.end),
        "area": scope.area,
        "as_of": iso(period.end if final else office.now()),
        "status": "final" if final else "provisional",
        "store": office.settings.name,
        "pack": scope.applied.pack.name,
        "requests": in_order(found["requests"]),
        "previous": _previous(office, work, scope),
    }


def _previous(office: Office, work: Work, scope: _Scope) -> dict[str, Any]:
    """Return the same figures of the day before: as they were stored, else counted now."""
    period = scope.before
    earlier = replace(scope, period=period)
    kept = _kept(work, earlier)
    found = kept.figures if kept else _compute(office, work, earlier)
    return {
        "date": period.day.isoformat(),
        "from": iso(period.start),
        "to": iso(period.end),
        "requests": in_order(found["requests"]),
    }


def _listed(office: Office, work: Work, found: dict[str, Any]) -> tuple[StandingRow, ...]:
    faces = rows.faces(work, [row["id"] for row in found["standing"]])
    return tuple(
        StandingRow(
            id=row["id"],
            status=row["status"],
            urgency=faces[row["id"]].urgency,
            category=faces[row["id"]].category,
            area=faces[row["id"]].area,
            summary=faces[row["id"]].summary,
            holder=faces[row["id"]].holder,
            received_at=office.moment(faces[row["id"]].received_at),
            due=office.moment(row["due"]),
            overdue=bool(row["overdue"]),
            sight=Sight.CLOSED if faces[row["id"]].confidential else Sight.MASKED,
        )
        for row in found["standing"]
        if row["id"] in faces
    )
