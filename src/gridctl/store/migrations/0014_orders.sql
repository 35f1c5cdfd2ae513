-- One instruction to many desks, and the papers of a request, which lie in files beside the store.

CREATE TABLE instruction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE,
    summary TEXT NOT NULL,
    details TEXT,
    kind TEXT NOT NULL,
    area_id INTEGER,
    category TEXT NOT NULL,
    urgency TEXT NOT NULL,
    due INTEGER,
    issued_at INTEGER NOT NULL,
    issued_by TEXT NOT NULL,
    withdrawn_at INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT kind_is_known CHECK (kind IN ('province', 'city', 'district', 'town', 'community', 'grid', 'micro_grid', 'stairwell', 'checkpoint', 'enterprise', 'street')),
    CONSTRAINT urgency_is_known CHECK (urgency IN ('critical', 'urgent', 'normal', 'low')),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE TABLE instructed (
    request_id INTEGER NOT NULL,
    instruction_id INTEGER NOT NULL,
    desk_id INTEGER NOT NULL,
    PRIMARY KEY (request_id),
    FOREIGN KEY(instruction_id) REFERENCES instruction (id),
    FOREIGN KEY(desk_id) REFERENCES area (id)
) STRICT;

CREATE INDEX instructed_instruction ON instructed (instruction_id);

CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE,
    request_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    added_by TEXT NOT NULL,
    removed_at INTEGER,
    removed_by TEXT,
    FOREIGN KEY(request_id) REFERENCES request (id)
) STRICT;

CREATE UNIQUE INDEX attachment_place ON attachment (request_id, place);
