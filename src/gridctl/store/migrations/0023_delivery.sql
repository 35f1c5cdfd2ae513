-- What is to be sent by machine: where to, how it stands, and until it has gone, its words.

CREATE TABLE delivery (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    "key" TEXT NOT NULL,
    kind TEXT NOT NULL,
    dest TEXT NOT NULL,
    carrier TEXT NOT NULL,
    day TEXT,
    title TEXT,
    body TEXT,
    figures TEXT,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER,
    error TEXT,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    tried_at INTEGER,
    sent_at INTEGER,
    run_id INTEGER,
    outbox_id INTEGER,
    member_id INTEGER,
    CONSTRAINT state_is_known CHECK (state IN ('waiting', 'sending', 'in_doubt', 'sent', 'failed', 'gave_up', 'dropped')),
    CONSTRAINT carrier_is_known CHECK (carrier IN ('mail', 'folder', 'webhook')),
    UNIQUE (uid),
    UNIQUE ("key"),
    FOREIGN KEY(outbox_id) REFERENCES outbox (id),
    FOREIGN KEY(member_id) REFERENCES member (id)
) STRICT;

CREATE INDEX delivery_due ON delivery (next_at) WHERE next_at IS NOT NULL;

CREATE INDEX delivery_open ON delivery (state) WHERE state NOT IN ('sent', 'dropped');

CREATE INDEX delivery_outbox ON delivery (outbox_id) WHERE outbox_id IS NOT NULL;

CREATE TABLE delivery_page (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    delivery_id INTEGER NOT NULL,
    format TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    FOREIGN KEY(delivery_id) REFERENCES delivery (id)
) STRICT;

CREATE INDEX delivery_page_of ON delivery_page (delivery_id);
