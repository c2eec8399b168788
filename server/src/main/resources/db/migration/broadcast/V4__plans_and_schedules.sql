-- How an account's broadcasts are decided and begun. No row: the defaults of the program.
CREATE TABLE broadcast.settings (
    account_id             uuid     NOT NULL PRIMARY KEY,
    four_eyes              boolean  NOT NULL,
    quiet_from             time,
    quiet_to               time,
    zone                   text     NOT NULL,
    grace_seconds          integer  NOT NULL CHECK (grace_seconds >= 0),
    calls_per_day          integer  NOT NULL CHECK (calls_per_day > 0),
    temporary_tag_members  integer  NOT NULL CHECK (temporary_tag_members > 0),
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);

-- A closed list of states is kept by the program; two versions of it may run side by side.
ALTER TABLE broadcast.broadcast DROP CONSTRAINT IF EXISTS broadcast_state_check;
ALTER TABLE broadcast.broadcast DROP CONSTRAINT IF EXISTS broadcast_route_check;

ALTER TABLE broadcast.broadcast
    ADD COLUMN once_only_key     text,
    ADD COLUMN over_quota        text        NOT NULL DEFAULT 'leave-out'
                                             CHECK (over_quota IN ('leave-out', 'keep')),
    ADD COLUMN several_days      boolean     NOT NULL DEFAULT false,
    ADD COLUMN separate_articles boolean     NOT NULL DEFAULT false,
    ADD COLUMN in_quiet_hours    boolean     NOT NULL DEFAULT false,
    ADD COLUMN approved          boolean     NOT NULL DEFAULT false,
    ADD COLUMN writers           uuid[]      NOT NULL DEFAULT '{}',
    ADD COLUMN start_at          timestamptz,
    ADD COLUMN start_local       timestamp,
    ADD COLUMN start_zone        text,
    ADD COLUMN start_fold        text,
    ADD COLUMN series_id         uuid,
    -- Who is sent to by a call that does not name them, as known when it was cut.
    ADD COLUMN frozen            bytea;

CREATE INDEX broadcast_to_start ON broadcast.broadcast (start_at) WHERE state = 'scheduled';

-- Quotas are counted from the calls themselves, by the day of the attempt.
CREATE INDEX call_by_attempt ON broadcast.call (account_id, attempted_at);

-- What was decided about a broadcast before it was sent, and why.
CREATE TABLE broadcast.review (
    account_id    uuid        NOT NULL,
    id            uuid        NOT NULL,
    broadcast_id  uuid        NOT NULL,
    decision      text        NOT NULL,
    comment       text        NOT NULL,
    by_operator   uuid        NOT NULL,
    by_name       text        NOT NULL,
    at            timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE INDEX review_by_broadcast ON broadcast.review (account_id, broadcast_id, id);

-- Quota that a scheduled broadcast will need, by the platform's day. What is under way needs no row:
-- its calls are counted themselves.
CREATE TABLE broadcast.reservation (
    account_id    uuid        NOT NULL,
    broadcast_id  uuid        NOT NULL,
    day           date        NOT NULL,
    route         text        NOT NULL,
    calls         integer     NOT NULL,
    PRIMARY KEY (account_id, broadcast_id, day)
);

-- What the platform said about the quota of one of its calls.
CREATE TABLE broadcast.call_quota (
    account_id    uuid        NOT NULL,
    path          text        NOT NULL,
    daily_limit   bigint      NOT NULL,
    used          bigint      NOT NULL,
    as_of         timestamptz NOT NULL,
    PRIMARY KEY (account_id, path)
);

-- Who has had a broadcast with a once-only key.
CREATE TABLE broadcast.once_only (
    account_id    uuid        NOT NULL,
    key           text        NOT NULL,
    members       bytea       NOT NULL,
    PRIMARY KEY (account_id, key)
);
