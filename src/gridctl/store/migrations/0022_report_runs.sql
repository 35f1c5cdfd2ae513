-- What cron is told to do, and the report of each day that it wrote.

CREATE TABLE report_schedule (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    kind TEXT NOT NULL,
    clock TEXT,
    area_id INTEGER,
    formats TEXT NOT NULL,
    folder TEXT,
    dests TEXT NOT NULL,
    lang TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    ended_at INTEGER,
    ended_by TEXT,
    CONSTRAINT kind_is_known CHECK (kind IN ('daily', 'weekly', 'monthly', 'duty', 'shift', 'area', 'tick')),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE INDEX report_schedule_runs ON report_schedule (kind) WHERE ended_at IS NULL;

CREATE TABLE report_run (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    schedule_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    planned_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    finished_at INTEGER,
    exit INTEGER,
    error TEXT,
    next_at INTEGER,
    files TEXT NOT NULL,
    figures_hash TEXT,
    final INTEGER,
    CONSTRAINT state_is_known CHECK (state IN ('begun', 'written', 'failed')),
    FOREIGN KEY(schedule_id) REFERENCES report_schedule (id)
) STRICT;

CREATE UNIQUE INDEX report_run_once ON report_run (schedule_id, day);
