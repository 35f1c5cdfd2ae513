-- Finding: the words of requests and their index, saved queries, and the indexes of the usual lists.

CREATE TABLE request_words (
    id INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

-- No lengths of rows are kept (columnsize=0): they serve bm25 alone, and lists go by number.
CREATE VIRTUAL TABLE request_search USING fts5(
    words, content='request_words', content_rowid='id', columnsize=0, tokenize="ascii tokenchars '|#'"
);

INSERT INTO request_search (request_search, rank) VALUES ('secure-delete', 1);

CREATE TABLE search_due (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE search_mark (
    id INTEGER NOT NULL,
    request_id INTEGER NOT NULL,
    step_seq INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

-- What was there before this step is read into the index by the first unit of work that follows it.
INSERT INTO search_mark (id, request_id, step_seq) VALUES (1, 0, 0);

CREATE TRIGGER search_text_changed AFTER UPDATE OF summary, details, address, phone, confidential ON request
WHEN OLD.summary IS NOT NEW.summary OR OLD.details IS NOT NEW.details OR OLD.address IS NOT NEW.address
    OR OLD.phone IS NOT NEW.phone OR OLD.confidential <> NEW.confidential
BEGIN
    INSERT OR IGNORE INTO search_due (id) VALUES (NEW.id);
END;

CREATE TRIGGER search_request_voided AFTER UPDATE OF status ON request
WHEN (OLD.status = 'void') <> (NEW.status = 'void')
BEGIN
    INSERT OR IGNORE INTO search_due (id) VALUES (NEW.id);
END;

CREATE TRIGGER search_request_gone AFTER DELETE ON request
BEGIN
    INSERT OR IGNORE INTO search_due (id) VALUES (OLD.id);
END;

CREATE TRIGGER search_note_changed AFTER UPDATE OF note ON step
WHEN OLD.note IS NOT NEW.note
BEGIN
    INSERT OR IGNORE INTO search_due (id) VALUES (NEW.request_id);
END;

CREATE TABLE saved_view (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    query TEXT NOT NULL,
    version INTEGER NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    UNIQUE (uid)
) STRICT;

CREATE UNIQUE INDEX saved_view_name ON saved_view (owner, name_key);

CREATE INDEX request_standing ON request (area_id, status) WHERE is_open = 1;

CREATE INDEX request_due ON request (due) WHERE is_open = 1;

CREATE INDEX request_member ON request (holder_member_id) WHERE holder_member_id IS NOT NULL;

CREATE INDEX request_team ON request (holder_team_id) WHERE holder_team_id IS NOT NULL;
