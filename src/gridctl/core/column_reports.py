"""The columns of reports and of what cron does with them, by class; see `core.column_tables`."""

from collections.abc import Mapping

from gridctl.core.column_kinds import Purpose

REPORT_TABLES: tuple[tuple[str, Purpose, Mapping[str, str]], ...] = (
    (
        "report",
        Purpose.COUNT,
        {"public": "id kind area_id day from_at to_at last_seq written_at figures"},
    ),
    (
        "report_schedule",
        Purpose.RUN,
        {
            "public": "id uid kind clock area_id formats folder lang created_at created_by ended_at ended_by",
            "work": "dests",
        },
    ),
    (
        "report_run",
        Purpose.RUN,
        {
            "public": "id schedule_id day planned_at state attempts begun_at finished_at exit error next_at files"
            " figures_hash final"
        },
    ),
)
"""Each table with its purpose and its columns by class."""
