-- The heartbeat: when a request must be looked at, repeats, reminders, and the store's own days.

ALTER TABLE request ADD COLUMN answer_due INTEGER;

ALTER TABLE request ADD COLUMN look_at INTEGER;

UPDATE request SET look_at = min(ifnull(due, respond_due), ifnull(respond_due, due))
WHERE is_open = 1 AND status IN ('new', 'assigned', 'working', 'waiting');

CREATE INDEX request_look ON request (look_at) WHERE is_open = 1 AND look_at IS NOT NULL;

CREATE TABLE calendar_day (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,
    hours TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    removed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX calendar_day_of ON calendar_day (day) WHERE removed_at IS NULL;

CREATE TABLE schedule (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    request_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    every TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    next_at INTEGER,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    ended_at INTEGER,
    ended_by TEXT,
    CONSTRAINT kind_is_known CHECK (kind IN ('repeat', 'recheck')),
    FOREIGN KEY(request_id) REFERENCES request (id)
) STRICT;

CREATE INDEX schedule_next ON schedule (next_at) WHERE next_at IS NOT NULL;

CREATE INDEX schedule_request ON schedule (request_id);

CREATE TABLE occurrence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    schedule_id INTEGER NOT NULL,
    request_id INTEGER NOT NULL,
    planned_at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    FOREIGN KEY(schedule_id) REFERENCES schedule (id),
    FOREIGN KEY(request_id) REFERENCES request (id)
) STRICT;

CREATE UNIQUE INDEX occurrence_once ON occurrence (schedule_id, planned_at);

CREATE UNIQUE INDEX occurrence_request ON occurrence (request_id);

CREATE TABLE reminder (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    about_at INTEGER NOT NULL,
    member_id INTEGER,
    team_id INTEGER,
    desk_id INTEGER,
    written_at INTEGER NOT NULL,
    CONSTRAINT kind_is_known CHECK (kind IN ('due_soon', 'overdue', 'unreached', 'unassigned', 'unaccepted', 'wait_over', 'recheck', 'asked', 'untold')),
    FOREIGN KEY(request_id) REFERENCES request (id),
    FOREIGN KEY(member_id) REFERENCES member (id),
    FOREIGN KEY(team_id) REFERENCES team (id),
    FOREIGN KEY(desk_id) REFERENCES area (id)
) STRICT;

CREATE UNIQUE INDEX reminder_once ON reminder (request_id, kind, about_at);

CREATE TABLE no_answer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL,
    member_id INTEGER,
    team_id INTEGER,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    FOREIGN KEY(request_id) REFERENCES request (id),
    FOREIGN KEY(member_id) REFERENCES member (id),
    FOREIGN KEY(team_id) REFERENCES team (id)
) STRICT;

CREATE UNIQUE INDEX no_answer_once ON no_answer (request_id, at);

CREATE INDEX no_answer_member ON no_answer (member_id) WHERE member_id IS NOT NULL;

CREATE INDEX no_answer_team ON no_answer (team_id) WHERE team_id IS NOT NULL;
