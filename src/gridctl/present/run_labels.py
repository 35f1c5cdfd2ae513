"""What schedules of reports and their runs are called on paper and screen."""

from collections.abc import Mapping

from gridctl.core.errors import N_
from gridctl.core.report_runs import RunKind, RunState

RUN_LABELS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        RunKind.DAILY: N_("daily report"),
        RunKind.WEEKLY: N_("weekly report"),
        RunKind.MONTHLY: N_("monthly report"),
        RunKind.DUTY: N_("duty report"),
        RunKind.SHIFT: N_("hand-over of the shift"),
        RunKind.AREA: N_("report of an area"),
        RunKind.TICK: N_("heartbeat"),
    },
    "report_runs": {
        RunState.BEGUN: N_("begun"),
        RunState.WRITTEN: N_("written"),
        RunState.FAILED: N_("failed"),
        "late": N_("late"),
    },
}

RUN_FIELDS: Mapping[str, str] = {
    "report_schedule.kind": "reports",
    "report_run.kind": "reports",
    "report_run.state": "report_runs",
    "report_reminder.category": "reports",
    "report_reminder.reason": "report_runs",
    "report_reminder.status": "report_runs",
    "report_reminder.urgency": "urgencies",
}

RUN_TITLES: Mapping[str, str] = {
    "attempts": N_("attempts"),
    "begun_at": N_("begun at"),
    "clock_time": N_("time of day"),
    "dests": N_("recipients"),
    "error": N_("what went wrong"),
    "exit": N_("exit code"),
    "figures_hash": N_("hash of the figures"),
    "final": N_("final"),
    "finished_at": N_("finished at"),
    "folder": N_("folder"),
    "formats": N_("formats"),
    "planned_at": N_("planned for"),
    "reports_behind": N_("reports late or failed"),
    "reports_ran_at": N_("a report last written by itself"),
    "runs": N_("runs"),
    "schedule": N_("schedule"),
    "written": N_("written"),
}
