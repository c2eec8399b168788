-- Every push of the platform that was answered. The digest identifies a push across repeated
-- deliveries; the body is kept in clear as it came and is erased when its sender leaves.
CREATE TABLE inbox.push (
    account_id   uuid        NOT NULL,
    id           uuid        NOT NULL,
    digest       bytea       NOT NULL,
    sender       text,
    body         bytea,
    state        text        NOT NULL DEFAULT 'waiting'
                             CHECK (state IN ('waiting', 'processed', 'failed')),
    attempts     integer     NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    received_at  timestamptz NOT NULL,
    processed_at timestamptz,
    problem      text,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, digest),
    CHECK (body IS NOT NULL OR state <> 'waiting')
);

CREATE INDEX push_waiting ON inbox.push (due_at) WHERE state = 'waiting';
CREATE INDEX push_by_sender ON inbox.push (account_id, sender) WHERE sender IS NOT NULL;
