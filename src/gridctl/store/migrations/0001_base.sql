-- Areas, people, packs, requests, imports and the ledger.

CREATE TABLE area (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id INTEGER,
    version INTEGER DEFAULT 1 NOT NULL,
    batch_id INTEGER,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    CONSTRAINT kind_is_known CHECK (kind IN ('province', 'city', 'district', 'town', 'community', 'grid', 'micro_grid', 'stairwell', 'checkpoint', 'enterprise', 'street')),
    UNIQUE (uid),
    FOREIGN KEY(parent_id) REFERENCES area (id)
) STRICT;

CREATE UNIQUE INDEX area_code ON area (code_key) WHERE removed_at IS NULL;

CREATE INDEX ix_area_parent_id ON area (parent_id);

CREATE TABLE batch (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    encoding TEXT NOT NULL,
    profile TEXT NOT NULL,
    source TEXT NOT NULL,
    rows INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    rejects_file TEXT,
    operator TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    CONSTRAINT state_is_known CHECK (state IN ('staged', 'landed', 'undone')),
    UNIQUE (uid)
) STRICT;

CREATE TABLE import_key (
    source TEXT NOT NULL,
    "key" BLOB NOT NULL,
    thing_id INTEGER NOT NULL,
    hash BLOB NOT NULL,
    row_id INTEGER NOT NULL,
    PRIMARY KEY (source, "key")
) WITHOUT ROWID, STRICT;

CREATE TABLE ledger (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    os_user TEXT NOT NULL,
    host TEXT NOT NULL,
    action TEXT NOT NULL,
    thing TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    changes TEXT NOT NULL,
    reason TEXT,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE pack (
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    stored_at INTEGER NOT NULL,
    PRIMARY KEY (hash)
) STRICT;

CREATE INDEX ix_pack_name ON pack (name);

CREATE TABLE salt (
    thing TEXT NOT NULL,
    thing_id INTEGER NOT NULL,
    salt BLOB NOT NULL,
    PRIMARY KEY (thing, thing_id)
) STRICT;

CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;

CREATE TABLE team (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    phone TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT kind_is_known CHECK (kind IN ('police', 'fire', 'medical', 'enforcement', 'emergency', 'health', 'utility', 'property', 'volunteers', 'militia')),
    UNIQUE (uid),
    UNIQUE (code_key)
) STRICT;

CREATE TABLE member (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    name TEXT NOT NULL,
    tier TEXT NOT NULL,
    area_id INTEGER,
    phone TEXT,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT tier_is_known CHECK (tier IN ('leader', 'instructor', 'head', 'officer', 'part_time', 'dispatcher', 'volunteer', 'militia')),
    UNIQUE (uid),
    UNIQUE (code_key),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE TABLE operation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    name TEXT NOT NULL,
    pack_hash TEXT NOT NULL,
    area_id INTEGER,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    version INTEGER NOT NULL,
    UNIQUE (uid),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE TABLE stage_area (
    id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "key" BLOB NOT NULL,
    hash BLOB NOT NULL,
    outcome TEXT,
    thing_id INTEGER,
    thing_version INTEGER,
    "before" TEXT,
    uid BLOB NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_area_key ON stage_area (batch_id, "key");

CREATE TABLE stage_request (
    id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "key" BLOB NOT NULL,
    hash BLOB NOT NULL,
    outcome TEXT,
    thing_id INTEGER,
    thing_version INTEGER,
    "before" TEXT,
    uid BLOB NOT NULL,
    status TEXT NOT NULL,
    level TEXT NOT NULL,
    category TEXT NOT NULL,
    urgency TEXT NOT NULL,
    channel TEXT NOT NULL,
    area_id INTEGER,
    summary TEXT NOT NULL,
    details TEXT,
    name TEXT,
    phone TEXT,
    anonymous INTEGER NOT NULL,
    ref TEXT,
    address TEXT,
    received_at INTEGER NOT NULL,
    respond_due INTEGER,
    due INTEGER,
    due_given INTEGER NOT NULL,
    pack_hash TEXT NOT NULL,
    rule TEXT NOT NULL,
    resolved_at INTEGER,
    closed_at INTEGER,
    confidential INTEGER NOT NULL,
    on_spot INTEGER NOT NULL,
    undated INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_request_key ON stage_request (batch_id, "key");

CREATE TABLE request (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    status TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    level TEXT NOT NULL,
    category TEXT NOT NULL,
    urgency TEXT NOT NULL,
    channel TEXT NOT NULL,
    area_id INTEGER,
    summary TEXT NOT NULL,
    details TEXT,
    name TEXT,
    phone TEXT,
    anonymous INTEGER NOT NULL,
    ref TEXT,
    address TEXT,
    holder_member_id INTEGER,
    holder_team_id INTEGER,
    received_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    respond_due INTEGER,
    due INTEGER,
    due_given INTEGER NOT NULL,
    pack_hash TEXT NOT NULL,
    rule TEXT NOT NULL,
    resolved_at INTEGER,
    closed_at INTEGER,
    on_spot INTEGER NOT NULL,
    confidential INTEGER NOT NULL,
    batch_id INTEGER,
    row_id INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT status_is_known CHECK (status IN ('new', 'assigned', 'working', 'waiting', 'resolved', 'closed', 'cancelled', 'merged', 'void')),
    CONSTRAINT level_is_known CHECK (level IN ('grid', 'community', 'town', 'district')),
    CONSTRAINT urgency_is_known CHECK (urgency IN ('critical', 'urgent', 'normal', 'low')),
    CONSTRAINT channel_is_known CHECK (channel IN ('member', 'chat', 'walk_in', 'phone', 'hotline', 'police', 'camera', 'government', 'patrol', 'import')),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(holder_member_id) REFERENCES member (id),
    FOREIGN KEY(holder_team_id) REFERENCES team (id)
) STRICT;

CREATE INDEX request_area ON request (area_id, id);

CREATE INDEX request_category ON request (category, id);

CREATE INDEX request_open ON request (id) WHERE is_open = 1;

CREATE INDEX request_ref ON request (ref) WHERE ref IS NOT NULL;

CREATE TABLE span (
    id INTEGER NOT NULL,
    request_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT status_is_known CHECK (status IN ('new', 'assigned', 'working', 'waiting', 'resolved', 'closed', 'cancelled', 'merged', 'void')),
    FOREIGN KEY(request_id) REFERENCES request (id)
) STRICT;

CREATE INDEX span_long ON span (to_at, from_at, request_id, status) WHERE to_at - from_at > 604800000;

CREATE INDEX span_short ON span (from_at, to_at, request_id, status) WHERE to_at - from_at <= 604800000;

CREATE INDEX span_request ON span (request_id, to_at);

CREATE TABLE step (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    counted_at INTEGER,
    operator TEXT NOT NULL,
    done_by TEXT,
    status TEXT NOT NULL,
    note TEXT,
    detail TEXT,
    origin TEXT NOT NULL,
    batch_id INTEGER,
    CONSTRAINT kind_is_known CHECK (kind IN ('receive', 'note', 'edit', 'assign', 'accept', 'refuse', 'start', 'wait', 'resume', 'resolve', 'close', 'object', 'reopen', 'cancel', 'merge', 'split', 'escalate', 'return', 'extend', 'urge', 'reclock', 'attach', 'undo')),
    CONSTRAINT status_is_known CHECK (status IN ('new', 'assigned', 'working', 'waiting', 'resolved', 'closed', 'cancelled', 'merged', 'void')),
    CONSTRAINT origin_is_known CHECK (origin IN ('typed', 'import')),
    FOREIGN KEY(request_id) REFERENCES request (id)
) STRICT;

CREATE INDEX step_counted ON step (counted_at, kind, request_id) WHERE counted_at IS NOT NULL;

CREATE INDEX step_request ON step (request_id, seq);

-- The ledger is append-only. OR REPLACE would delete before it inserts, hence the guard on INSERT.
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;

CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger
WHEN NEW.seq IS NOT NULL AND EXISTS (SELECT 1 FROM ledger WHERE seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only');
END;
