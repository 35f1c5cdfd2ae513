-- Texts to send, the duty log, and which login belongs to which member.

CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    to_id INTEGER NOT NULL,
    request_id INTEGER,
    step_seq INTEGER,
    created_at INTEGER NOT NULL,
    told_at INTEGER,
    told_by TEXT,
    dropped_at INTEGER,
    CONSTRAINT role_is_known CHECK (role IN ('member', 'team', 'desk', 'requester')),
    FOREIGN KEY(request_id) REFERENCES request (id)
) STRICT;

CREATE INDEX outbox_open ON outbox (role, to_id) WHERE told_at IS NULL AND dropped_at IS NULL;

CREATE INDEX outbox_request ON outbox (request_id);

CREATE INDEX outbox_step ON outbox (step_seq);

CREATE TABLE log_entry (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    done_by TEXT,
    area_id INTEGER,
    request_id INTEGER,
    text TEXT NOT NULL,
    UNIQUE (uid),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(request_id) REFERENCES request (id)
) STRICT;

CREATE INDEX log_entry_at ON log_entry (at);

CREATE INDEX log_entry_request ON log_entry (request_id) WHERE request_id IS NOT NULL;

CREATE TABLE login (
    os_user TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (os_user),
    FOREIGN KEY(member_id) REFERENCES member (id)
) WITHOUT ROWID, STRICT;

ALTER TABLE member ADD COLUMN lang TEXT;
