-- Fixed sources such as cameras, and where things stand on the ground (in millionths of a degree).

CREATE TABLE point (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL UNIQUE,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    area_id INTEGER,
    building_id INTEGER,
    latitude INTEGER,
    longitude INTEGER,
    version INTEGER NOT NULL,
    batch_id INTEGER,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    CONSTRAINT kind_is_known CHECK (kind IN ('camera', 'gate', 'sensor', 'alarm', 'hydrant', 'other')),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(building_id) REFERENCES building (id)
) STRICT;

CREATE INDEX point_area ON point (area_id);

CREATE TABLE stage_point (
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
    building_id INTEGER,
    latitude INTEGER,
    longitude INTEGER,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_point_key ON stage_point (batch_id, "key");

ALTER TABLE request ADD COLUMN point_id INTEGER REFERENCES point (id);

CREATE INDEX request_point ON request (point_id) WHERE point_id IS NOT NULL;

ALTER TABLE building ADD COLUMN latitude INTEGER;

ALTER TABLE building ADD COLUMN longitude INTEGER;

ALTER TABLE member ADD COLUMN latitude INTEGER;

ALTER TABLE member ADD COLUMN longitude INTEGER;

ALTER TABLE stage_place ADD COLUMN latitude INTEGER;

ALTER TABLE stage_place ADD COLUMN longitude INTEGER;
