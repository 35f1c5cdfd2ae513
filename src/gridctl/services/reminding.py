"""What somebody has to remember now: what falls due, who has not answered, what waited long enough."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from gridctl.core.desks import STAFF
from gridctl.core.heart_views import (
    DeliveryReminderView,
    DutyReminderView,
    ReminderView,
    ReportReminderView,
)
from gridctl.core.private import Sight
from gridctl.core.reminders import Reminding
from gridctl.core.report_run_views import BehindView
from gridctl.core.words import Tier, Urgency
from gridctl.services import areas, delivering, duty_watch, people, report_runs
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import heartbeat as rows
from gridctl.store.standing import Whose, standing
from gridctl.store.unit import Work

_URGENCIES = [str(urgency) for urgency in Urgency]


Remembered = ReminderView | DutyReminderView | DeliveryReminderView | ReportReminderView


def listing(office: Office, member: str | None = None) -> Iterator[Remembered]:
    """Yield what a member has to remember, the most urgent and longest due first.

    That is what they hold, what their teams hold, and what nobody holds at the desks that they work; there
    also who has not been told of danger to life, who did not come to their post or is silent there, which report
    that was to be written by itself is late or failed, and what was to be sent by machine and has not gone.
    Without a `member` it is the one who types; an operator who is no member sees everybody's.
    """
    with office.store.read() as work:
        further, found = _asked_for(office, work, member, None, None)
        yield from merge(further, (_standing(office, row) for row in found), key=_order)


def first(office: Office, most: int, area: str | None = None) -> tuple[list[Remembered], int]:
    """Return the first of what whoever types has to remember, up to `most`, and how many there are.

    With `area` what is in it and below it alone.
    """
    with office.store.read() as work:
        further, rows_found = _asked_for(office, work, None, area, most)
        found = list(rows_found)
        merged = merge(further, (_standing(office, row) for row in found), key=_order)
        return list(islice(merged, most)), len(further) + (found[0].whole if found else 0)


def _asked_for(
    office: Office, work: Work, member: str | None, area: str | None, most: int | None
) -> tuple[list[Remembered], Iterator[Any]]:
    """Return the few that come from elsewhere, in order, and the rows of what stands of requests."""
    whose = people.find_member(work, member) if member else people.me(work)
    desks: list[int] | None = None
    teams: list[int] = []
    if whose is not None:
        desks = rows.desks_of(work, whose) if Tier(whose.tier) in STAFF else []
        teams = rows.teams_of(work, whose.id)
    root = None if area is None else areas.find(work, area).id
    further: list[Remembered] = [*duty_watch.reminders(office, work, whose, desks)]
    further += [_view(office, row, Reminding.RECHECK, row.since) for row in rows.rechecks(work, desks)]
    further += [_view(office, row, Reminding.ASKED, row.since) for row in rows.asked(work, desks)]
    further += [_view(office, row, Reminding.UNTOLD, row.since) for row in rows.untold(work, desks)]
    if whose is None or desks:
        further += map(_of_report, report_runs.behind(office, work))
        further += delivering.reminders(office, work)
    if root is not None:
        inside = area_rows.codes_below(work, root)
        further = [one for one in further if one.area in inside]
    below = None if root is None else area_rows.numbers_below(work, root)
    wanted = Whose(None if whose is None else whose.id, teams, desks or (), below)
    return sorted(further, key=_order), standing(work, wanted, most)


def _order(one: Remembered) -> tuple[int, datetime, int]:
    return _URGENCIES.index(one.urgency), one.since, one.request or 0


def _standing(office: Office, row: Any) -> ReminderView:  # noqa: ANN401
    return _view(office, row, Reminding(row.kind), row.since)


def _of_report(one: BehindView) -> ReportReminderView:
    return ReportReminderView(
        request=None,
        reason=one.state,
        since=one.planned_at,
        status=one.state,
        urgency=str(Urgency.URGENT),
        category=one.kind,
        area=one.area,
        summary=" ".join(filter(None, (one.day, one.error))),
        holder=None,
        desk=None,
        due=one.planned_at,
        turn=None,
    )


def _view(office: Office, row: Any, kind: Reminding, since: int) -> ReminderView:  # noqa: ANN401
    return ReminderView(
        request=row.id,
        reason=str(kind),
        since=office.moment_of(since),
        status=row.status,
        urgency=row.urgency,
        category=row.category,
        area=row.area,
        summary=row.summary,
        holder=row.holder,
        desk=row.desk,
        due=office.moment(row.due),
        sight=Sight.CLOSED if row.confidential else Sight.MASKED,
    )
