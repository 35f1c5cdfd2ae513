"""The store in one look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from gridctl.core.roster_views import EmptyPost
from gridctl.core.words import Urgency
from gridctl.services import duty_watch, report_runs
from gridctl.services.office import Office
from gridctl.store import batches, chain, deliveries, figures, packs, requests, telling
from gridctl.store import report_runs as runs

FEW_POSTS = 10
"""So many empty posts are named, those of emergencies first."""


@dataclass(frozen=True, slots=True)
class StatusView:
    """What is open and overdue now, what runs, who is on duty, and when things last happened.

    `duty_late`, `duty_no_show` and `duty_silent` are of the turns that run now; `duty_unknown` of those where
    attendance is not kept, so that it is not known who came. `reports_behind` counts the reports that should have
    been written by themselves and were not; `reports_ran_at` is when one last was.
    """

    KIND: ClassVar[str] = "store"
    store: str
    status: str
    now: datetime
    operator: str
    open: int
    critical: int
    overdue: int
    unassigned: int
    operations: tuple[str, ...]
    last_import: str | None
    last_report: str | None
    last_report_at: datetime | None
    ledger_entries: int
    untold: int = 0
    untold_critical: int = 0
    untold_since: datetime | None = None
    on_duty: int = 0
    duty_late: int = 0
    duty_no_show: int = 0
    duty_silent: int = 0
    duty_unknown: int = 0
    posts_empty: int = 0
    empty_posts: tuple[EmptyPost, ...] = ()
    reports_behind: int = 0
    reports_ran_at: datetime | None = None
    undelivered: int = 0


def status(office: Office) -> StatusView:
    """Return the store in one look."""
    with office.store.read() as work:
        counts = requests.open_counts(work)
        running = packs.operations(work, at=work.now)
        imports = batches.all_batches(work)
        untold = telling.untold_counts(work)
        duty = duty_watch.now(office, work)
        report: Any = figures.newest_report(work)
        return StatusView(
            store=office.settings.name or str(office.store.path),
            status="ok",
            now=office.now(),
            operator=office.operator,
            open=sum(row.count for row in counts),
            critical=sum(row.count for row in counts if row.urgency == Urgency.CRITICAL),
            overdue=requests.count(work, requests.Wanted(overdue_at=work.now)),
            unassigned=requests.unheld(work),
            operations=tuple(operation.name for operation in running),
            last_import=f"{imports[0].id} {imports[0].file}" if imports else None,
            last_report=f"{report.kind} {report.day}" if report else None,
            last_report_at=office.moment(report.written_at) if report else None,
            ledger_entries=chain.head(work.conn)[0],
            untold=untold.texts,
            untold_critical=untold.critical,
            untold_since=office.moment(untold.oldest),
            on_duty=duty.on_duty,
            duty_late=duty.late,
            duty_no_show=duty.no_show,
            duty_silent=duty.silent,
            duty_unknown=duty.unknown,
            posts_empty=len(duty.empty),
            empty_posts=duty.empty[:FEW_POSTS],
            reports_behind=len(report_runs.behind(office, work)),
            reports_ran_at=office.moment(runs.last_written(work)),
            undelivered=len(deliveries.stuck(work)),
        )
