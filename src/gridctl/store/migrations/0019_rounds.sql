-- Rounds: checklists as they were, frozen lists of targets, visits, and what they raised.

CREATE TABLE checklist (
    hash TEXT NOT NULL,
    code TEXT NOT NULL,
    content TEXT NOT NULL,
    stored_at INTEGER NOT NULL,
    added_at INTEGER,
    PRIMARY KEY (hash)
) STRICT;

CREATE INDEX ix_checklist_code ON checklist (code);

CREATE TABLE round (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    checklist_hash TEXT NOT NULL,
    checklist TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT,
    area_id INTEGER,
    query TEXT,
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL,
    until_at INTEGER,
    goal INTEGER,
    targets INTEGER NOT NULL,
    closed_at INTEGER,
    closed_by TEXT,
    next_at INTEGER,
    before_id INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT kind_is_known CHECK (kind IN ('home', 'resident', 'compound', 'building', 'area', 'member', 'point')),
    UNIQUE (uid),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(before_id) REFERENCES round (id)
) STRICT;

CREATE INDEX round_next ON round (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE round_target (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    part INTEGER NOT NULL,
    home_id INTEGER,
    resident_id INTEGER,
    building_id INTEGER,
    area_id INTEGER,
    thing_id INTEGER,
    unit TEXT,
    name TEXT,
    phone TEXT,
    first INTEGER NOT NULL,
    member_id INTEGER,
    outcome TEXT,
    settled INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    bands INTEGER NOT NULL,
    last_at INTEGER,
    added_at INTEGER NOT NULL,
    dropped_at INTEGER,
    note TEXT,
    CONSTRAINT outcome_is_known CHECK (outcome IN ('done', 'no_answer', 'refused', 'away', 'moved', 'vacant', 'partly', 'exempt', 'wrong_number'))
) STRICT;

CREATE INDEX round_target_by ON round_target (round_id, building_id, unit, outcome) WHERE dropped_at IS NULL;

CREATE INDEX round_target_home ON round_target (round_id, home_id, part);

CREATE INDEX round_target_next ON round_target (round_id, first DESC, place) WHERE dropped_at IS NULL AND settled = 0;

CREATE INDEX round_target_resident ON round_target (resident_id) WHERE resident_id IS NOT NULL;

CREATE INDEX round_target_share ON round_target (round_id, member_id, first DESC, place) WHERE dropped_at IS NULL AND settled = 0;

CREATE TABLE visit (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    round_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    done_by TEXT,
    answers TEXT,
    note TEXT,
    double INTEGER NOT NULL,
    voided_at INTEGER,
    CONSTRAINT outcome_is_known CHECK (outcome IN ('done', 'no_answer', 'refused', 'away', 'moved', 'vacant', 'partly', 'exempt', 'wrong_number')),
    UNIQUE (uid)
) STRICT;

CREATE INDEX visit_round ON visit (round_id, recorded_at);

CREATE INDEX visit_target ON visit (target_id);

CREATE TABLE round_request (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    visit_seq INTEGER NOT NULL,
    item TEXT,
    request_id INTEGER NOT NULL
) STRICT;

CREATE INDEX round_request_round ON round_request (round_id, target_id);
