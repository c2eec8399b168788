-- What the platform says about the articles of a send, with the verdict of its originality check.
ALTER TABLE broadcast.call
    ADD COLUMN articles jsonb,
    ADD COLUMN confirmation_until timestamptz;
ALTER TABLE broadcast.parked_result ADD COLUMN articles jsonb;

-- A broadcast to those whom another one did not reach; there is at most one that is not put away.
-- The speed is one of the platform's levels, 0 the fastest to 4; null leaves the account's.
ALTER TABLE broadcast.broadcast
    ADD COLUMN rest_of uuid,
    ADD COLUMN speed   smallint CHECK (speed BETWEEN 0 AND 4);
CREATE UNIQUE INDEX broadcast_rest ON broadcast.broadcast (account_id, rest_of)
    WHERE rest_of IS NOT NULL AND state <> 'cancelled';

-- Articles that somebody asked the platform to delete. Asked is committed before the call.
CREATE TABLE broadcast.deletion (
    account_id     uuid        NOT NULL,
    id             uuid        NOT NULL,
    call_id        uuid        NOT NULL,
    article        integer     CHECK (article > 0),
    state          text        NOT NULL CHECK (state IN ('asked', 'deleted', 'refused', 'unclear')),
    problem        jsonb,
    asked_at       timestamptz NOT NULL,
    asked_by       uuid        NOT NULL,
    asked_by_name  text        NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, call_id) REFERENCES broadcast.call (account_id, id)
);
CREATE INDEX deletion_by_day ON broadcast.deletion (account_id, asked_at);

-- How fast an account's calls may follow each other, shared by all nodes; next_at is on the clock of
-- the rules. set_speed is the level that this server set last, usual_speed the one it found before.
CREATE TABLE broadcast.pace (
    account_id        uuid        NOT NULL PRIMARY KEY,
    calls_per_minute  integer     NOT NULL DEFAULT 60 CHECK (calls_per_minute > 0),
    next_at           timestamptz NOT NULL DEFAULT '-infinity',
    usual_speed       smallint,
    set_speed         smallint
);

-- A list that the platform refused is looked through once: who is not known there is left out.
ALTER TABLE broadcast.call ADD COLUMN repair text CHECK (repair IN ('wanted', 'done'));
