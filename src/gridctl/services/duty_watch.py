"""Duty at this moment: who stands where, who is late, missing or silent, and which posts are empty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from gridctl.core.attendance import AMISS, GRACE_MS, NO_SHOW_MS, Standing
from gridctl.core.heart_views import DutyReminderView
from gridctl.core.roster_views import EmptyPost
from gridctl.core.words import Urgency
from gridctl.services import rosters
from gridctl.services.duty_people import Ground
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import attendance as rows
from gridctl.store.unit import Work

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Now:
    """How many are on duty, and how many turns are amiss, now; the posts that lack somebody, urgent ones first.

    `unknown` run where nobody checks in at all, so that it is not known who came.
    """

    on_duty: int
    late: int
    no_show: int
    silent: int
    unknown: int
    empty: tuple[EmptyPost, ...]


def now(office: Office, work: Work) -> Now:
    """Return how duty stands at this moment."""
    counts = rows.standing_counts(work)
    empty = tuple(one for one, _pressing in empty_posts(office, work))
    silent = sum(rosters.signs(row).standing(work.now) is Standing.SILENT for row in rows.watched(work))
    return Now(counts.on_duty, counts.late, counts.no_show, silent, counts.unknown, empty)


def empty_posts(office: Office, work: Work) -> list[tuple[EmptyPost, bool]]:
    """Return the posts that lack somebody at the moment of `work`, each with whether its duty is an emergency's."""
    moment = office.moment_of(work.now)
    found = rows.empty_posts(
        work,
        minute=moment.hour * 60 + moment.minute,
        days=(moment.date() - _DAY, moment.date()),
    )
    ground = Ground(office, work, work.now) if found else None
    pressing = {row.id for row in found if ground and (duty := ground.duty(row)) and duty.emergency}
    found.sort(key=lambda row: (row.id not in pressing, row.there - row.least, row.area, row.id))
    return [
        (
            EmptyPost(row.id, row.duty, row.area, row.place, row.shift, row.least - row.there),
            row.id in pressing,
        )
        for row in found
    ]


def amiss(work: Work) -> Iterator[tuple[Any, Standing]]:
    """Yield the rows of the turns whose people are late, did not come or are silent now, each with which of these."""
    for row in rows.amiss(work):
        standing = rosters.signs(row).standing(work.now)
        if standing in AMISS:
            yield row, standing


def reminders(
    office: Office,
    work: Work,
    whose: Any | None,  # noqa: ANN401
    desks: Sequence[int] | None,
) -> Iterator[DutyReminderView]:
    """Yield what of duty somebody has to see to: their own turns, and those in the areas of their desks.

    `whose` None: everybody's.
    """
    ground: Ground | None = None
    below: dict[int, bool] = {}
    for row in rows.amiss(work):
        standing = rosters.signs(row).standing(work.now)
        if standing not in AMISS or not _concerns(work, row, whose, desks, below):
            continue
        ground = ground or Ground(office, work, work.now)
        duty = ground.duty(row)
        yield DutyReminderView(
            request=None,
            reason=str(standing),
            since=office.moment_of(_since(row, standing)),
            status=str(standing),
            urgency=str(_urgency(standing, emergency=bool(duty and duty.emergency))),
            category=row.duty,
            area=row.area,
            summary=" ".join(part for part in (row.name, row.place) if part),
            holder=row.member,
            desk=None,
            due=office.moment_of(row.end_at),
            turn=row.id,
        )


def _concerns(
    work: Work,
    row: Any,  # noqa: ANN401
    whose: Any | None,  # noqa: ANN401
    desks: Sequence[int] | None,
    known: dict[int, bool],
) -> bool:
    """Tell whether a turn is somebody's own, or lies in the area of a desk that they work."""
    if whose is None or row.member_id == whose.id:
        return True
    if row.area_id not in known:
        known[row.area_id] = bool(set(area_rows.ancestors(work, row.area_id)) & set(desks or ()))
    return known[row.area_id]


def _since(row: Any, standing: Standing) -> int:  # noqa: ANN401
    if standing is Standing.SILENT:
        return rosters.signs(row).silent_from() or int(row.start_at)
    return int(row.start_at) + (GRACE_MS if standing is Standing.LATE else NO_SHOW_MS)


def _urgency(standing: Standing, *, emergency: bool) -> Urgency:
    """Return how urgent it is: silence is red, and so is an empty post of an emergency duty."""
    if standing is Standing.SILENT or (emergency and standing is Standing.NO_SHOW):
        return Urgency.CRITICAL
    return Urgency.URGENT if standing is Standing.NO_SHOW else Urgency.NORMAL
