-- Residents who were merged, and those who are alike but two people.

CREATE TABLE resident_merge (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kept_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    status TEXT NOT NULL,
    filled TEXT NOT NULL,
    phones TEXT NOT NULL,
    facts TEXT NOT NULL,
    needs TEXT NOT NULL,
    ended TEXT NOT NULL,
    requests TEXT NOT NULL,
    merged_at INTEGER NOT NULL,
    undone_at INTEGER,
    FOREIGN KEY(kept_id) REFERENCES resident (id),
    FOREIGN KEY(other_id) REFERENCES resident (id)
) STRICT;

CREATE INDEX resident_merge_other ON resident_merge (other_id) WHERE undone_at IS NULL;

CREATE TABLE resident_apart (
    a_id INTEGER NOT NULL,
    b_id INTEGER NOT NULL,
    said_at INTEGER NOT NULL,
    PRIMARY KEY (a_id, b_id)
) WITHOUT ROWID, STRICT;
