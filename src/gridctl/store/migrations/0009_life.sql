-- A request's whole life: desks, helpers, questions to the desk above.

CREATE TABLE co_holder (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    FOREIGN KEY(request_id) REFERENCES request (id),
    FOREIGN KEY(member_id) REFERENCES member (id)
) STRICT;

CREATE INDEX co_holder_member ON co_holder (member_id) WHERE until_at IS NULL;

CREATE INDEX co_holder_request ON co_holder (request_id);

CREATE TABLE ask (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    desk_id INTEGER,
    until_at INTEGER,
    reason TEXT,
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL,
    answered_at INTEGER,
    answered_by TEXT,
    granted INTEGER,
    CONSTRAINT kind_is_known CHECK (kind IN ('return', 'extend', 'wait')),
    FOREIGN KEY(request_id) REFERENCES request (id),
    FOREIGN KEY(desk_id) REFERENCES area (id)
) STRICT;

CREATE INDEX ask_desk ON ask (desk_id) WHERE answered_at IS NULL;

CREATE INDEX ask_request ON ask (request_id);

ALTER TABLE request ADD COLUMN desk_id INTEGER REFERENCES area (id);

ALTER TABLE request ADD COLUMN given_due INTEGER;

ALTER TABLE request ADD COLUMN accepted_at INTEGER;

ALTER TABLE request ADD COLUMN responded_at INTEGER;

ALTER TABLE request ADD COLUMN assign_due INTEGER;

ALTER TABLE request ADD COLUMN wait_until INTEGER;

ALTER TABLE request ADD COLUMN outcome TEXT;

ALTER TABLE request ADD COLUMN answer TEXT;

ALTER TABLE request ADD COLUMN reached INTEGER;

ALTER TABLE request ADD COLUMN solved INTEGER;

ALTER TABLE request ADD COLUMN satisfied INTEGER;

ALTER TABLE request ADD COLUMN merged_into_id INTEGER REFERENCES request (id);

ALTER TABLE request ADD COLUMN parent_id INTEGER REFERENCES request (id);

ALTER TABLE request ADD COLUMN urged INTEGER;

CREATE INDEX request_desk ON request (desk_id, due) WHERE is_open = 1;

CREATE INDEX request_into ON request (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE INDEX request_parent ON request (parent_id) WHERE parent_id IS NOT NULL;

ALTER TABLE stage_request ADD COLUMN desk_id INTEGER;

UPDATE request SET given_due = due WHERE due_given = 1;

-- A span keeps the deadline of its time, so that what was overdue then stays so.
ALTER TABLE span ADD COLUMN due INTEGER;

UPDATE span SET due = (SELECT due FROM request WHERE request.id = span.request_id);

DROP INDEX span_long;

DROP INDEX span_short;

CREATE INDEX span_long ON span (to_at, from_at, request_id, status, due) WHERE to_at - from_at > 604800000;

CREATE INDEX span_short ON span (from_at, to_at, request_id, status, due) WHERE to_at - from_at <= 604800000;
