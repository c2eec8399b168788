-- One message to one audience. From sending on, the state is derived from the calls.
-- due_at is when somebody should look at it next, on the clock of the rules; the lease is on the
-- database's clock. Every change made under a lease names its fence.
CREATE TABLE broadcast.broadcast (
    account_id        uuid        NOT NULL,
    id                uuid        NOT NULL DEFAULT uuidv7(),
    revision          bigint      NOT NULL DEFAULT 0,
    state             text        NOT NULL
                                  CHECK (state IN ('draft', 'sending', 'awaiting-result', 'finished',
                                                   'failed', 'held', 'cancelled')),
    stop              text        NOT NULL DEFAULT 'nothing'
                                  CHECK (stop IN ('nothing', 'refused', 'cancelled')),
    message           jsonb       NOT NULL,
    audience_kind     text        NOT NULL CHECK (audience_kind IN ('all', 'tag', 'openIds')),
    audience_tag      bigint,
    audience_members  bytea,
    audience_unknown  text[]      NOT NULL DEFAULT '{}',
    route             text        CHECK (route IN ('to-all', 'by-tag', 'by-list')),
    recipients        bigint,
    problem           jsonb,
    created_at        timestamptz NOT NULL,
    created_by        uuid        NOT NULL,
    created_by_name   text        NOT NULL,
    sent_at           timestamptz,
    finished_at       timestamptz,
    due_at            timestamptz,
    lease_holder      uuid,
    lease_until       timestamptz,
    fence             bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, id),
    CHECK ((audience_kind = 'tag') = (audience_tag IS NOT NULL)),
    CHECK ((audience_kind = 'openIds') = (audience_members IS NOT NULL))
);

CREATE INDEX broadcast_due ON broadcast.broadcast (due_at) WHERE due_at IS NOT NULL;

-- One call to the platform. The key is fixed when the call is cut and never changes.
CREATE TABLE broadcast.call (
    account_id        uuid        NOT NULL,
    id                uuid        NOT NULL DEFAULT uuidv7(),
    broadcast_id      uuid        NOT NULL,
    number            integer     NOT NULL,
    state             text        NOT NULL DEFAULT 'planned'
                                  CHECK (state IN ('planned', 'intent', 'unknown', 'accepted',
                                                   'refused', 'finished', 'held')),
    key               text        NOT NULL CHECK (length(key) <= 32),
    recipients        bigint      NOT NULL,
    members           bytea,
    attempts          integer     NOT NULL DEFAULT 0,
    doubtful          boolean     NOT NULL DEFAULT false,
    due_at            timestamptz,
    msg_id            bigint,
    status            text,
    successful        boolean,
    count_total       bigint,
    count_eligible    bigint,
    count_delivered   bigint,
    count_failed      bigint,
    polls             integer     NOT NULL DEFAULT 0,
    problem           jsonb,
    intent_at         timestamptz,
    attempted_at      timestamptz,
    accepted_at       timestamptz,
    finished_at       timestamptz,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, broadcast_id, number),
    UNIQUE (account_id, key),
    FOREIGN KEY (account_id, broadcast_id) REFERENCES broadcast.broadcast (account_id, id)
);

-- A send task belongs to one call.
CREATE UNIQUE INDEX call_by_task ON broadcast.call (account_id, msg_id) WHERE msg_id IS NOT NULL;
CREATE INDEX call_unresolved ON broadcast.call (account_id) WHERE state IN ('intent', 'unknown');

-- Results that came before, or without, a call that knows their msg_id.
CREATE TABLE broadcast.parked_result (
    account_id      uuid        NOT NULL,
    msg_id          bigint      NOT NULL,
    status          text        NOT NULL,
    successful      boolean     NOT NULL,
    count_total     bigint      NOT NULL,
    count_eligible  bigint      NOT NULL,
    count_delivered bigint      NOT NULL,
    count_failed    bigint      NOT NULL,
    happened_at     timestamptz NOT NULL,
    PRIMARY KEY (account_id, msg_id)
);

-- What an Idempotency-Key was used for.
CREATE TABLE broadcast.idempotency (
    account_id      uuid        NOT NULL,
    key             text        NOT NULL CHECK (length(key) <= 255),
    request         text        NOT NULL,
    broadcast_id    uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);
