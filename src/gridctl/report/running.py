"""What cron does with a report that is due: written in all its formats, put in place, and sent to whom it is for."""

from pathlib import Path

from gridctl import config
from gridctl.core.errors import Busy
from gridctl.core.letters import DeliverView
from gridctl.core.report_run_views import RanView
from gridctl.core.report_runs import RunKind
from gridctl.core.times import iso
from gridctl.report.files import write_reports
from gridctl.report.writing import Order, written
from gridctl.services import delivering, report_runs
from gridctl.services.office import Office
from gridctl.services.report_runs import Job, Made


def run_due(office: Office, *, catch_up: int = report_runs.CATCH_UP, retry: bool = False) -> RanView:
    """Write each report that is due into the folder of its schedule; see `services.report_runs.run_due`."""

    def make(job: Job) -> Made:
        return _make(office, job)

    return report_runs.run_due(office, make, catch_up=catch_up, retry=retry)


def deliver(office: Office) -> DeliverView | None:
    """Send what waits, of whatever run; None where the settings name nobody to send to, or another process does it."""
    if not config.destinations():
        return None
    from gridctl.report.sending import deliver_due  # start-up: most stores send nothing

    try:
        return deliver_due(office)
    except Busy:
        return None


def _make(office: Office, job: Job) -> Made:
    # The hand-over of a shift tells a moment and not a day: the one at which it was to be written.
    shift = job.kind is RunKind.SHIFT
    order = Order(
        kind=str(job.kind),
        day=None if shift else job.day.isoformat(),
        area=job.area,
        as_of=iso(job.planned_at) if shift else None,
        formats=job.formats,
        lang=job.lang,
    )
    found = written(office, order)
    for name in job.dests:
        delivering.destination(name)
    write_reports(Path(job.folder), {page.name: page.content for page in found.files})
    if job.dests:
        delivering.hand_over(office, job.run, found, job.dests)
    return Made(tuple(page.name for page in found.files), found.figures_hash, found.final)
