-- Compounds, buildings, homes; residents and their needs; where members are posted, who is in a team.

CREATE TABLE compound (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    name TEXT NOT NULL,
    area_id INTEGER,
    address TEXT,
    facts TEXT,
    version INTEGER NOT NULL,
    batch_id INTEGER,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    UNIQUE (uid),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE UNIQUE INDEX compound_code ON compound (code_key) WHERE removed_at IS NULL;

CREATE INDEX ix_compound_area_id ON compound (area_id);

CREATE TABLE building (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT,
    compound_id INTEGER,
    area_id INTEGER,
    address TEXT,
    floors INTEGER,
    units INTEGER,
    rooms INTEGER,
    facts TEXT,
    version INTEGER NOT NULL,
    batch_id INTEGER,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    UNIQUE (uid),
    FOREIGN KEY(compound_id) REFERENCES compound (id),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE UNIQUE INDEX building_code ON building (code_key) WHERE removed_at IS NULL;

CREATE INDEX building_number ON building (number) WHERE number IS NOT NULL AND removed_at IS NULL;

CREATE INDEX ix_building_area_id ON building (area_id);

CREATE INDEX ix_building_compound_id ON building (compound_id);

CREATE TABLE home (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    building_id INTEGER NOT NULL,
    unit TEXT,
    room TEXT,
    floor INTEGER,
    label TEXT NOT NULL,
    label_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT,
    area_id INTEGER,
    version INTEGER NOT NULL,
    batch_id INTEGER,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    CONSTRAINT kind_is_known CHECK (kind IN ('dwelling', 'shop', 'company', 'dormitory')),
    FOREIGN KEY(building_id) REFERENCES building (id),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE INDEX home_area ON home (area_id) WHERE area_id IS NOT NULL;

CREATE INDEX home_building ON home (building_id, unit, room);

CREATE UNIQUE INDEX home_label ON home (label_key) WHERE removed_at IS NULL;

CREATE TABLE resident (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    name TEXT,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    sex TEXT,
    birth_date TEXT,
    identity TEXT,
    phone TEXT,
    phones TEXT,
    home_id INTEGER,
    registered_home_id INTEGER,
    registered_address TEXT,
    address TEXT,
    household TEXT,
    relation TEXT,
    contact_name TEXT,
    contact_phone TEXT,
    notes TEXT,
    facts TEXT,
    came_on TEXT,
    left_on TEXT,
    merged_into_id INTEGER,
    version INTEGER NOT NULL,
    batch_id INTEGER,
    row_id INTEGER,
    created_at INTEGER NOT NULL,
    forgotten_at INTEGER,
    CONSTRAINT kind_is_known CHECK (kind IN ('registered', 'floating', 'tenant')),
    CONSTRAINT status_is_known CHECK (status IN ('living', 'left', 'dead', 'forgotten', 'merged', 'void')),
    CONSTRAINT sex_is_known CHECK (sex IN ('male', 'female')),
    FOREIGN KEY(home_id) REFERENCES home (id),
    FOREIGN KEY(registered_home_id) REFERENCES home (id),
    FOREIGN KEY(merged_into_id) REFERENCES resident (id)
) STRICT;

CREATE INDEX resident_home ON resident (home_id);

CREATE INDEX resident_identity ON resident (identity) WHERE identity IS NOT NULL;

CREATE INDEX resident_phone ON resident (phone) WHERE phone IS NOT NULL;

CREATE TABLE need (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    resident_id INTEGER NOT NULL,
    tag TEXT NOT NULL,
    from_on TEXT,
    until_on TEXT,
    place TEXT,
    note TEXT,
    batch_id INTEGER,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    FOREIGN KEY(resident_id) REFERENCES resident (id)
) STRICT;

CREATE INDEX need_resident ON need (resident_id);

CREATE INDEX need_tag ON need (tag, resident_id);

CREATE TABLE posting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    member_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    until_at INTEGER,
    FOREIGN KEY(member_id) REFERENCES member (id),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE INDEX posting_area ON posting (area_id) WHERE until_at IS NULL;

CREATE INDEX posting_member ON posting (member_id);

CREATE TABLE team_member (
    team_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (team_id, member_id)
) WITHOUT ROWID, STRICT;

ALTER TABLE member ADD COLUMN role TEXT;

ALTER TABLE member ADD COLUMN sending_unit TEXT;

ALTER TABLE member ADD COLUMN skills TEXT;

ALTER TABLE member ADD COLUMN capacity INTEGER;

ALTER TABLE member ADD COLUMN deputy_id INTEGER REFERENCES member (id);

ALTER TABLE member ADD COLUMN from_on TEXT;

ALTER TABLE member ADD COLUMN until_on TEXT;

ALTER TABLE member ADD COLUMN batch_id INTEGER;

ALTER TABLE member ADD COLUMN removed_at INTEGER;

ALTER TABLE team ADD COLUMN area_id INTEGER REFERENCES area (id);

ALTER TABLE team ADD COLUMN batch_id INTEGER;

ALTER TABLE team ADD COLUMN removed_at INTEGER;

ALTER TABLE request ADD COLUMN home_id INTEGER REFERENCES home (id);

ALTER TABLE request ADD COLUMN building_id INTEGER REFERENCES building (id);

ALTER TABLE request ADD COLUMN resident_id INTEGER REFERENCES resident (id);

CREATE INDEX request_home ON request (home_id) WHERE home_id IS NOT NULL;

CREATE INDEX request_building ON request (building_id) WHERE building_id IS NOT NULL;

CREATE INDEX request_resident ON request (resident_id) WHERE resident_id IS NOT NULL;
