-- What residents are found by, with its index, and files of residents on their way in.

CREATE TABLE resident_search (
    id INTEGER NOT NULL PRIMARY KEY,
    words TEXT NOT NULL,
    FOREIGN KEY(id) REFERENCES resident (id)
) STRICT;

CREATE VIRTUAL TABLE resident_words USING fts5 (
    words, content = 'resident_search', content_rowid = 'id', columnsize = 0, tokenize = 'ascii'
);

INSERT INTO resident_words (resident_words, rank) VALUES ('secure-delete', 1);

CREATE TABLE stage_resident (
    id INTEGER NOT NULL PRIMARY KEY,
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    outcome TEXT,
    thing_id INTEGER,
    thing_version INTEGER,
    before TEXT,
    uid BLOB NOT NULL,
    name TEXT,
    kind TEXT,
    status TEXT,
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
    home TEXT,
    registered_home TEXT,
    needs TEXT,
    words TEXT,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_resident_batch ON stage_resident (batch_id);

CREATE INDEX resident_away ON resident (status) WHERE status <> 'living';
