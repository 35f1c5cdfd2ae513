"""Hostile texts in schedules of reports and in the log of their runs, past every check of input."""

import json

from gridctl.services.office import Office


def spoil_runs(office: Office, stored: list[str]) -> None:
    """Put the texts into folders, recipients, files and codes; the schedules have ended, so that nothing is written."""
    with office.store.begin() as work:
        run = work.conn.exec_driver_sql
        for number, text in enumerate(stored, 1):
            other, third = stored[number - 2], stored[number - 3]
            run(
                "INSERT INTO report_schedule (id, uid, kind, clock, formats, folder, dests, lang, created_at,"
                " created_by, ended_at, ended_by) VALUES (?, randomblob(16), 'daily', '18:00', ?, ?, ?, ?, 1, ?, 1, ?)",
                (number, json.dumps([text]), other, json.dumps([third]), text, other, third),
            )
            run(
                "INSERT INTO report_run (schedule_id, day, planned_at, state, attempts, begun_at, error, files,"
                " figures_hash) VALUES (?, ?, 1, 'failed', 1, 1, ?, ?, ?)",
                (number, text, other, json.dumps([third]), text),
            )
