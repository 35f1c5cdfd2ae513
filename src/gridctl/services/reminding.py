"""What somebody has to remember now: what falls due, who has not answered, what waited long enough."""

from typing import Any

from gridctl.core.desks import STAFF
from gridctl.core.heart_views import (
    DeliveryReminderView,
    DutyReminderView,
    ReminderView,
    ReportReminderView,
)
from gridctl.core.private import Sight
from gridctl.core.reminders import Reminding, standing_reminders
from gridctl.core.report_run_views import BehindView
from gridctl.core.words import Status, Tier, Urgency
from gridctl.services import clockwork, delivering, duty_watch, people, report_runs
from gridctl.services.office import Office
from gridctl.store import heartbeat as rows
from gridctl.store.unit import Work

AnyReminder = ReminderView | DutyReminderView | DeliveryReminderView | ReportReminderView
_ORDER = list(Reminding)
_URGENCIES = [str(urgency) for urgency in Urgency]


def listing(office: Office, member: str | None = None) -> list[AnyReminder]:
    """Return what a member has to remember, the most urgent and longest due first.

    That is what they hold, what their teams hold, and what nobody holds at the desks that they work; there
    also who has not been told of danger to life, who did not come to their post or is silent there, which report
    that was to be written by itself is late or failed, and what was to be sent by machine and has not gone.
    Without a `member` it is the one who types; an operator who is no member sees everybody's.
    """
    with office.store.read() as work:
        whose = people.find_member(work, member) if member else people.me(work)
        desks: list[int] | None = None
        teams: list[int] = []
        if whose is not None:
            desks = rows.desks_of(work, whose) if Tier(whose.tier) in STAFF else []
            teams = rows.teams_of(work, whose.id)
        found: list[AnyReminder] = [*duty_watch.reminders(office, work, whose, desks)]
        found += _of_requests(office, work, None if whose is None else whose.id, teams, desks or [])
        found += [_view(office, row, Reminding.RECHECK, row.since) for row in rows.rechecks(work, desks)]
        found += [_view(office, row, Reminding.ASKED, row.since) for row in rows.asked(work, desks)]
        found += [_view(office, row, Reminding.UNTOLD, row.since) for row in rows.untold(work, desks)]
        if whose is None or desks:
            found += map(_of_report, report_runs.behind(office, work))
            found += delivering.reminders(office, work)
        return sorted(found, key=lambda one: (_URGENCIES.index(one.urgency), one.since, one.request or 0))


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


def _of_requests(
    office: Office, work: Work, member_id: int | None, teams: list[int], desks: list[int]
) -> list[ReminderView]:
    return [
        _view(office, row, kind, since)
        for row in rows.unresolved(work, member_id, teams, desks)
        for kind, since in sorted(
            standing_reminders(clockwork.watched(row, Status(row.status), {}), work.now).items(),
            key=lambda item: _ORDER.index(item[0]),
        )
    ]


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
