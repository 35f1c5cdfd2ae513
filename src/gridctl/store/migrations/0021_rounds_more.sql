-- Rounds: samples that two people read, deliveries of a plan, shares as they were; supplies go from place to place.

ALTER TABLE round ADD COLUMN sample INTEGER;

ALTER TABLE round ADD COLUMN seed TEXT;

ALTER TABLE round ADD COLUMN readers TEXT;

ALTER TABLE round ADD COLUMN plan_id INTEGER REFERENCES supply_plan (id);

ALTER TABLE round ADD COLUMN was_closed TEXT;

CREATE INDEX round_plan ON round (plan_id) WHERE plan_id IS NOT NULL;

ALTER TABLE round_target ADD COLUMN dropped_note TEXT;

ALTER TABLE visit ADD COLUMN move_id INTEGER;

CREATE TABLE round_share (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    target_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT;

CREATE INDEX round_share_target ON round_share (target_id, since);

INSERT INTO round_share (target_id, member_id, since) SELECT id, member_id, added_at FROM round_target WHERE member_id IS NOT NULL;

ALTER TABLE outbox ADD COLUMN round_id INTEGER REFERENCES round (id);

CREATE TABLE supply_move_new (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    item_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    balance INTEGER NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    done_by TEXT,
    home_id INTEGER,
    member_id INTEGER,
    team_id INTEGER,
    plan_id INTEGER,
    undoes_id INTEGER,
    source TEXT,
    note TEXT,
    ref TEXT,
    batch_id INTEGER,
    pair_id INTEGER,
    CONSTRAINT kind_is_known CHECK (kind IN ('receive', 'issue', 'return', 'adjust', 'count', 'undo', 'transfer')),
    UNIQUE (uid),
    FOREIGN KEY(item_id) REFERENCES supply_item (id),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(home_id) REFERENCES home (id),
    FOREIGN KEY(member_id) REFERENCES member (id),
    FOREIGN KEY(team_id) REFERENCES team (id),
    FOREIGN KEY(plan_id) REFERENCES supply_plan (id),
    FOREIGN KEY(undoes_id) REFERENCES supply_move (id),
    FOREIGN KEY(pair_id) REFERENCES supply_move (id)
) STRICT;

INSERT INTO supply_move_new SELECT *, NULL FROM supply_move;

DROP TABLE supply_move;

ALTER TABLE supply_move_new RENAME TO supply_move;

CREATE INDEX supply_move_batch ON supply_move (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX supply_move_home ON supply_move (home_id) WHERE home_id IS NOT NULL;

CREATE INDEX supply_move_item ON supply_move (item_id, area_id, at);

CREATE UNIQUE INDEX supply_move_pair ON supply_move (pair_id) WHERE pair_id IS NOT NULL;

CREATE UNIQUE INDEX supply_move_ref ON supply_move (ref) WHERE ref IS NOT NULL;

CREATE UNIQUE INDEX supply_move_undoes ON supply_move (undoes_id) WHERE undoes_id IS NOT NULL;

DELETE FROM sqlite_sequence WHERE name IN ('round_share', 'supply_move') AND ifnull(seq, 0) = 0;
