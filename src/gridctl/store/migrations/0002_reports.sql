-- Reports that were written keep their figures.

CREATE TABLE report (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    area_id INTEGER,
    day TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    figures TEXT NOT NULL,
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE UNIQUE INDEX report_period ON report (kind, ifnull(area_id, 0), from_at, to_at);
