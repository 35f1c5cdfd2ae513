-- The inbox: drafts of requests from messages that were pasted.

CREATE TABLE inbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    status TEXT NOT NULL,
    sender TEXT,
    text TEXT,
    summary TEXT,
    name TEXT,
    phone TEXT,
    home_id INTEGER,
    building_id INTEGER,
    area_id INTEGER,
    category TEXT,
    urgency TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    confidential INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    pasted_at INTEGER NOT NULL,
    pasted_by TEXT NOT NULL,
    decided_at INTEGER,
    decided_by TEXT,
    request_id INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT status_is_known CHECK (status IN ('waiting', 'taken', 'dropped', 'purged')),
    CONSTRAINT urgency_is_known CHECK (urgency IN ('critical', 'urgent', 'normal', 'low')),
    FOREIGN KEY(home_id) REFERENCES home (id),
    FOREIGN KEY(building_id) REFERENCES building (id),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(request_id) REFERENCES request (id)
) STRICT;

CREATE INDEX inbox_decided ON inbox (pasted_at) WHERE status IN ('taken', 'dropped');

CREATE INDEX inbox_pasted ON inbox (pasted_at);

CREATE INDEX inbox_request ON inbox (request_id) WHERE request_id IS NOT NULL;

CREATE INDEX inbox_waiting ON inbox (id) WHERE status = 'waiting';

CREATE TABLE inbox_key (
    "key" TEXT NOT NULL,
    inbox_id INTEGER NOT NULL,
    PRIMARY KEY ("key"),
    FOREIGN KEY(inbox_id) REFERENCES inbox (id)
) STRICT;

CREATE INDEX inbox_key_of ON inbox_key (inbox_id);
