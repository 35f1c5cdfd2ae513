-- Files of members and teams as they were understood.

CREATE TABLE stage_member (
    id INTEGER NOT NULL PRIMARY KEY,
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "key" BLOB NOT NULL,
    hash BLOB NOT NULL,
    outcome TEXT,
    thing_id INTEGER,
    thing_version INTEGER,
    before TEXT,
    uid BLOB NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    tier TEXT,
    area_id INTEGER,
    phone TEXT,
    role TEXT,
    sending_unit TEXT,
    skills TEXT,
    capacity INTEGER,
    deputy TEXT,
    from_on TEXT,
    until_on TEXT,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_member_key ON stage_member (batch_id, "key");

CREATE TABLE stage_team (
    id INTEGER NOT NULL PRIMARY KEY,
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "key" BLOB NOT NULL,
    hash BLOB NOT NULL,
    outcome TEXT,
    thing_id INTEGER,
    thing_version INTEGER,
    before TEXT,
    uid BLOB NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    kind TEXT,
    area_id INTEGER,
    phone TEXT,
    members TEXT,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_team_key ON stage_team (batch_id, "key");
