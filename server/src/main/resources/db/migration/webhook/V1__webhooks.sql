-- Other systems that are told what happens: as typed JSON (a webhook), or in the platform's own format (a relay). Secrets are sealed.
CREATE TABLE webhook.endpoint (
    account_id      uuid        NOT NULL,
    id              uuid        NOT NULL,
    format          text        NOT NULL CHECK (format IN ('json', 'wechat')),
    url             text        NOT NULL,
    kinds           text[]      NOT NULL,
    enabled         boolean     NOT NULL DEFAULT true,
    -- The signing secret of a webhook, the Token of a relay; the one before it counts until a moment.
    secret          bytea       NOT NULL,
    previous_secret bytea,
    previous_until  timestamptz,
    -- Relays only: the EncodingAESKey, if pushes are encrypted for that system; whether its answer is shown; who is asked first.
    aes_key         bytea,
    answers         boolean     NOT NULL DEFAULT false,
    position        integer     NOT NULL DEFAULT 0,
    failing_since   timestamptz,
    disabled_reason text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id)
);

-- What is to be told, and how it went. Pushes are read from the inbox when they are sent, so that they are kept, and forgotten, in one
-- place; the payload is here only for what the inbox does not have.
CREATE TABLE webhook.delivery (
    account_id      uuid        NOT NULL,
    id              uuid        NOT NULL,
    endpoint_id     uuid        NOT NULL,
    event_id        text        NOT NULL,
    kind            text        NOT NULL,
    push_id         uuid,
    payload         text,
    state           text        NOT NULL DEFAULT 'waiting'
                                CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts        integer     NOT NULL DEFAULT 0,
    due_at          timestamptz NOT NULL DEFAULT now(),
    created_at      timestamptz NOT NULL DEFAULT now(),
    last_attempt_at timestamptz,
    finished_at     timestamptz,
    duration_millis integer,
    status          integer,
    response        text,
    problem         text,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, endpoint_id, event_id)
);

CREATE INDEX delivery_waiting ON webhook.delivery (due_at, id) WHERE state = 'waiting';
CREATE INDEX delivery_log ON webhook.delivery (account_id, endpoint_id, id);
CREATE INDEX delivery_age ON webhook.delivery (created_at);

-- A secret moves from one column to the other as it is, so both have one context.
COMMENT ON COLUMN webhook.endpoint.secret IS 'sealed webhook.endpoint.secret {account_id} {id}';
COMMENT ON COLUMN webhook.endpoint.previous_secret IS 'sealed webhook.endpoint.secret {account_id} {id}';
COMMENT ON COLUMN webhook.endpoint.aes_key IS 'sealed webhook.endpoint.aes_key {account_id} {id}';
