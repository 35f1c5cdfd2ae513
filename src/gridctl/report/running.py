"""What cron does with a report that is due: written in all its formats, and put in place file by file."""

from pathlib import Path

from gridctl.core.report_run_views import RanView
from gridctl.report.files import only_one, write_report
from gridctl.report.writing import Order, written
from gridctl.services import report_runs
from gridctl.services.office import Office
from gridctl.services.report_runs import Job, Made


def run_due(office: Office, *, catch_up: int = report_runs.CATCH_UP, retry: bool = False) -> RanView:
    """Write each report that is due into the folder of its schedule; see `services.report_runs.run_due`."""

    def make(job: Job) -> Made:
        return _make(office, job)

    return report_runs.run_due(office, make, catch_up=catch_up, retry=retry)


def _make(office: Office, job: Job) -> Made:
    order = Order(
        kind=str(job.kind), day=job.day.isoformat(), area=job.area, formats=job.formats, lang=job.lang
    )
    found = written(office, order)
    folder = Path(job.folder)
    for page in found.files:
        with only_one(folder, page.name):
            write_report(folder, page.name, page.content)
    return Made(tuple(page.name for page in found.files), found.figures_hash, found.final)
