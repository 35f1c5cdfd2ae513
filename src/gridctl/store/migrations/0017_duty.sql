-- Duty: posts, turns, plans, absences, wishes, terms.

CREATE TABLE post (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    duty TEXT NOT NULL,
    area_id INTEGER NOT NULL,
    point_id INTEGER,
    place TEXT,
    shift TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    night INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    weekdays INTEGER NOT NULL,
    least INTEGER NOT NULL,
    best INTEGER NOT NULL,
    skills TEXT,
    crew TEXT,
    standby INTEGER NOT NULL,
    checkin INTEGER,
    operation_id INTEGER,
    batch_id INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    CONSTRAINT headcount_in_order CHECK (least >= 0 AND best >= least),
    CONSTRAINT days_in_order CHECK (from_on <= until_on),
    UNIQUE (uid),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(point_id) REFERENCES point (id),
    FOREIGN KEY(operation_id) REFERENCES operation (id)
) STRICT;

CREATE INDEX post_area ON post (area_id) WHERE removed_at IS NULL;

CREATE INDEX post_until ON post (until_on) WHERE removed_at IS NULL;

CREATE TABLE "plan" (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    area_id INTEGER,
    from_on TEXT NOT NULL,
    days INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    effort INTEGER,
    required INTEGER NOT NULL,
    filled INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    bound INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    published_at INTEGER,
    dropped_at INTEGER,
    UNIQUE (uid),
    FOREIGN KEY(area_id) REFERENCES area (id)
) STRICT;

CREATE TABLE turn (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    post_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    on_date TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    locked INTEGER NOT NULL,
    plan_id INTEGER,
    forced TEXT,
    why TEXT,
    checked_in_at INTEGER,
    checked_out_at INTEGER,
    seen_at INTEGER,
    no_show_at INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    CONSTRAINT state_is_known CHECK (state IN ('draft', 'published', 'offered', 'removed')),
    UNIQUE (uid),
    FOREIGN KEY(post_id) REFERENCES post (id),
    FOREIGN KEY(member_id) REFERENCES member (id),
    FOREIGN KEY(plan_id) REFERENCES "plan" (id)
) STRICT;

CREATE INDEX turn_member ON turn (member_id, start_at) WHERE state <> 'removed';

CREATE INDEX turn_on ON turn (on_date) WHERE state <> 'removed';

CREATE INDEX turn_plan ON turn (plan_id);

CREATE INDEX turn_post ON turn (post_id, on_date) WHERE state <> 'removed';

CREATE TABLE absence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    member_id INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    why TEXT,
    deputy_id INTEGER,
    batch_id INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    CONSTRAINT days_in_order CHECK (from_on <= until_on),
    UNIQUE (uid),
    FOREIGN KEY(member_id) REFERENCES member (id),
    FOREIGN KEY(deputy_id) REFERENCES member (id)
) STRICT;

CREATE INDEX absence_member ON absence (member_id, until_on) WHERE removed_at IS NULL;

CREATE TABLE duty_wish (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    member_id INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    weekdays INTEGER NOT NULL,
    shift TEXT,
    duty TEXT,
    weight INTEGER NOT NULL,
    batch_id INTEGER,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    CONSTRAINT days_in_order CHECK (from_on <= until_on),
    UNIQUE (uid),
    FOREIGN KEY(member_id) REFERENCES member (id)
) STRICT;

CREATE INDEX duty_wish_member ON duty_wish (member_id, until_on) WHERE removed_at IS NULL;

CREATE TABLE member_terms (
    member_id INTEGER NOT NULL,
    day_hours INTEGER,
    week_hours INTEGER,
    rest_hours INTEGER,
    days_row INTEGER,
    nights_row INTEGER,
    weekdays INTEGER,
    shifts TEXT,
    version INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (member_id)
) WITHOUT ROWID,
 STRICT;

CREATE TABLE member_pair (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    one_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    together INTEGER NOT NULL,
    rule INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT two_people CHECK (one_id < other_id),
    FOREIGN KEY(one_id) REFERENCES member (id),
    FOREIGN KEY(other_id) REFERENCES member (id)
) STRICT;

CREATE UNIQUE INDEX member_pair_two ON member_pair (one_id, other_id);

CREATE TABLE lift (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid BLOB NOT NULL,
    area_id INTEGER,
    leader_id INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    why TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    CONSTRAINT days_in_order CHECK (from_on <= until_on),
    UNIQUE (uid),
    FOREIGN KEY(area_id) REFERENCES area (id),
    FOREIGN KEY(leader_id) REFERENCES member (id)
) STRICT;

CREATE INDEX lift_until ON lift (until_on);

-- Files of posts, absences and wishes as they were understood.

CREATE TABLE stage_post (
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
    said TEXT NOT NULL,
    duty TEXT NOT NULL,
    area_id INTEGER NOT NULL,
    point_id INTEGER,
    place TEXT,
    shift TEXT NOT NULL,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    night INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    weekdays INTEGER NOT NULL,
    least INTEGER NOT NULL,
    best INTEGER NOT NULL,
    skills TEXT,
    crew TEXT,
    standby INTEGER NOT NULL,
    checkin INTEGER,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_post_key ON stage_post (batch_id, "key");

CREATE TABLE stage_absence (
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
    said TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    why TEXT,
    deputy_id INTEGER,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_absence_key ON stage_absence (batch_id, "key");

CREATE TABLE stage_wish (
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
    said TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    weekdays INTEGER NOT NULL,
    shift TEXT,
    duty TEXT,
    weight INTEGER NOT NULL,
    FOREIGN KEY(batch_id) REFERENCES batch (id)
) STRICT;

CREATE INDEX stage_wish_key ON stage_wish (batch_id, "key");
