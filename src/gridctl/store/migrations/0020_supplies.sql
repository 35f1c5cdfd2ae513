-- Supplies: things, stock by place that is never below zero, lots, movements, and plans of who gets them.

CREATE TABLE supply_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL,
    name TEXT NOT NULL,
    measure TEXT NOT NULL,
    version INTEGER NOT NULL,
    batch_id INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (uid),
    UNIQUE (code_key)
) STRICT;

CREATE TABLE supply_stock (
    item_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    on_hand INTEGER NOT NULL,
    reserved INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (item_id, area_id),
    CONSTRAINT on_hand_is_there CHECK (on_hand >= 0 AND on_hand <= 1000000000000000000),
    CONSTRAINT reserved_is_there CHECK (reserved >= 0 AND reserved <= on_hand),
    FOREIGN KEY(item_id) REFERENCES supply_item (id),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE TABLE supply_lot (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    item_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    source TEXT,
    expires_on TEXT,
    created_at INTEGER NOT NULL,
    CONSTRAINT quantity_is_there CHECK (quantity >= 0),
    FOREIGN KEY(item_id) REFERENCES supply_item (id),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE INDEX supply_lot_place ON supply_lot (item_id, area_id) WHERE quantity > 0;

CREATE TABLE supply_plan (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    status TEXT NOT NULL,
    item_id INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    scope_id INTEGER NOT NULL,
    per TEXT NOT NULL,
    "each" INTEGER NOT NULL,
    extra TEXT,
    chosen TEXT,
    "before" TEXT,
    seed TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    closed_at INTEGER,
    ref TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT status_is_known CHECK (status IN ('open', 'closed')),
    CONSTRAINT per_is_known CHECK (per IN ('home', 'resident')),
    UNIQUE (uid),
    FOREIGN KEY(item_id) REFERENCES supply_item (id),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(scope_id) REFERENCES area (id)
) STRICT;

CREATE INDEX supply_plan_item ON supply_plan (item_id);

CREATE UNIQUE INDEX supply_plan_ref ON supply_plan (ref) WHERE ref IS NOT NULL;

CREATE TABLE supply_move (
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
    CONSTRAINT kind_is_known CHECK (kind IN ('receive', 'issue', 'return', 'adjust', 'count', 'undo')),
    UNIQUE (uid),
    FOREIGN KEY(item_id) REFERENCES supply_item (id),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(home_id) REFERENCES home (id),
    FOREIGN KEY(member_id) REFERENCES member (id),
    FOREIGN KEY(team_id) REFERENCES team (id),
    FOREIGN KEY(plan_id) REFERENCES supply_plan (id),
    FOREIGN KEY(undoes_id) REFERENCES supply_move (id)
) STRICT;

CREATE INDEX supply_move_batch ON supply_move (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX supply_move_home ON supply_move (home_id) WHERE home_id IS NOT NULL;

CREATE INDEX supply_move_item ON supply_move (item_id, area_id, at);

CREATE UNIQUE INDEX supply_move_ref ON supply_move (ref) WHERE ref IS NOT NULL;

CREATE UNIQUE INDEX supply_move_undoes ON supply_move (undoes_id) WHERE undoes_id IS NOT NULL;

CREATE TABLE supply_part (
    move_id INTEGER NOT NULL,
    lot_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (move_id, lot_id),
    FOREIGN KEY(move_id) REFERENCES supply_move (id),
    FOREIGN KEY(lot_id) REFERENCES supply_lot (id)
) STRICT;

CREATE TABLE supply_share (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    plan_id INTEGER NOT NULL,
    home_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    turn TEXT NOT NULL,
    wanted INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    given INTEGER NOT NULL,
    CONSTRAINT turn_is_known CHECK (turn IN ('first', 'missed', 'rest')),
    CONSTRAINT share_in_order CHECK (given >= 0 AND given <= granted AND granted <= wanted),
    FOREIGN KEY(plan_id) REFERENCES supply_plan (id),
    FOREIGN KEY(home_id) REFERENCES home (id)
) STRICT;

CREATE INDEX supply_share_before ON supply_share (home_id, plan_id);

CREATE UNIQUE INDEX supply_share_home ON supply_share (plan_id, home_id);

CREATE TABLE stage_stock (
    id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "key" BLOB NOT NULL,
    hash BLOB NOT NULL,
    outcome TEXT,
    thing_id INTEGER,
    thing_version INTEGER,
    "before" TEXT,
    uid BLOB NOT NULL,
    code TEXT NOT NULL,
    name TEXT,
    measure TEXT,
    quantity INTEGER NOT NULL,
    area_id INTEGER NOT NULL,
    source TEXT,
    expires_on TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_stock_key ON stage_stock (batch_id, "key");
