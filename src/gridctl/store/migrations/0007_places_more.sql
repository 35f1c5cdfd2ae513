-- Compounds, buildings and homes come in by files; requests that come in may name a home.

CREATE TABLE stage_place (
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
    type TEXT NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    number TEXT,
    compound TEXT,
    area_id INTEGER,
    address TEXT,
    floors INTEGER,
    units INTEGER,
    rooms INTEGER,
    facts TEXT,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_place_key ON stage_place (batch_id, "key");

CREATE TABLE stage_home (
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
    building_id INTEGER NOT NULL,
    unit TEXT,
    room TEXT,
    floor INTEGER,
    label TEXT NOT NULL,
    label_key TEXT NOT NULL,
    kind TEXT,
    name TEXT,
    area_id INTEGER,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_home_key ON stage_home (batch_id, "key");

ALTER TABLE stage_request ADD COLUMN home_id INTEGER;

ALTER TABLE stage_request ADD COLUMN building_id INTEGER;
