"""``gridctl report run-due`` and ``report log``: what cron calls, and what became of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.deliveries import complain
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.report_app import app
from gridctl.cli.session import office
from gridctl.core.errors import N_, GridError
from gridctl.core.report_runs import RunState
from gridctl.present.i18n import _
from gridctl.present.labels import label

if TYPE_CHECKING:
    from gridctl.core.report_run_views import RanView, ReportRunView

LOG = (
    "day",
    "kind",
    "area",
    "state",
    "exit",
    "error",
    "planned_at",
    "finished_at",
    "attempts",
    "files",
    "figures_hash",
)
SPARE = {"figures_hash": 5, "attempts": 4, "planned_at": 3, "area": 2, "files": 1}
"""What a narrow terminal leaves out first."""


@app.does(
    "run-due",
    _("Write the reports that are due by their schedules, once for each day; cron calls it."),
    example="gridctl report run-due --catch-up 30",
)
def run_due(
    catch_up: Annotated[
        int,
        typer.Option("--catch-up", metavar="DAYS", min=0, max=366, help=_("How far back to make up for it.")),
    ] = 7,
    retry: Annotated[
        bool, typer.Option("--retry", help=_("Try what failed at once; else after a pause that grows."))
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help=_("Say nothing but errors, for cron."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Write what is due, the oldest day first, and send what waits; twice, late or beside itself it does no harm."""
    from gridctl.report import running

    chosen = pick(fmt, as_json)
    out.set_quiet(quiet)
    with office() as opened:
        found = running.run_due(opened, catch_up=catch_up, retry=retry)
        sent = running.deliver(opened)
    if not quiet:
        out.rows(
            found.runs,
            [out.Column(key, spare=SPARE.get(key, 0)) for key in LOG],
            chosen,
            empty=_("Nothing is due."),
        )
    if found.failed:
        raise _not_all(found, quiet=quiet)
    if sent is not None:
        complain(sent)


def _not_all(found: "RanView", *, quiet: bool) -> GridError:
    """Return the error of the first report that failed; for cron it is one line."""
    first: ReportRunView = next(one for one in found.runs if one.state == RunState.FAILED)
    error = GridError(
        N_("{failed} of {all} reports failed, the first: {kind} of {day} ({fault})"),
        hint="" if quiet else N_("it is tried again by itself; when: gridctl report log; at once: --retry"),
        error=first.error or "",
        failed=found.failed,
        all=len(found.runs),
        kind=label(first.kind, "reports"),
        day=first.day,
        fault=first.error,
    )
    error.exit = first.exit or error.exit
    return error


@app.does(
    "log",
    _("Show what was written by itself: when, its files, the hash of its figures, what went wrong."),
    example="gridctl report log --limit 20",
)
def log(
    schedule: Annotated[
        int | None, typer.Option("--schedule", metavar="NUMBER", help=_("Only those of this schedule."))
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help=_("At most so many."))] = 50,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List runs, the latest first."""
    from gridctl.services import report_runs

    with office() as opened:
        out.rows(
            report_runs.log(opened, limit, schedule),
            [out.Column(key, spare=SPARE.get(key, 0)) for key in LOG],
            pick(fmt, as_json),
            empty=_("Nothing was written by itself yet."),
        )
