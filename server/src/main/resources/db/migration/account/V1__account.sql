CREATE TABLE account.official_account (
    account_id            uuid        PRIMARY KEY,
    key                   text        NOT NULL UNIQUE,
    name                  text        NOT NULL,
    app_id                text        NOT NULL,
    app_secret            bytea       NOT NULL, -- sealed
    original_id           text,
    kind                  text        NOT NULL CHECK (kind IN ('SERVICE', 'SUBSCRIPTION', 'TEST')),
    verified              boolean     NOT NULL,
    api_endpoint          text        NOT NULL,
    open_endpoint         text        NOT NULL,
    mp_endpoint           text        NOT NULL,
    callback_token        bytea       NOT NULL, -- sealed
    callback_aes_key      bytea       NOT NULL, -- sealed
    callback_mode         text        NOT NULL CHECK (callback_mode IN ('PLAIN', 'COMPATIBLE', 'SAFE')),
    callback_verified_at  timestamptz,
    callback_failed_at    timestamptz,
    callback_failure      text,
    connection_checked_at timestamptz,
    connection_problem    text,
    follower_count        bigint      NOT NULL DEFAULT 0,
    followers_counted_at  timestamptz,
    created_at            timestamptz NOT NULL DEFAULT now(),
    UNIQUE (api_endpoint, app_id),
    CHECK ((callback_failed_at IS NULL) = (callback_failure IS NULL))
);

CREATE TABLE account.access_token (
    account_id  uuid        PRIMARY KEY REFERENCES account.official_account,
    token       bytea       NOT NULL, -- sealed
    expires_at  timestamptz NOT NULL,
    obtained_at timestamptz NOT NULL,
    renewed     boolean     NOT NULL
);

CREATE TABLE account.call_log (
    account_id  uuid        NOT NULL,
    call_id     uuid        NOT NULL,
    at          timestamptz NOT NULL,
    path        text        NOT NULL,
    took_millis bigint      NOT NULL,
    answered    boolean     NOT NULL,
    code        int         NOT NULL,
    rid         text,
    PRIMARY KEY (account_id, call_id)
);

CREATE INDEX call_log_by_time ON account.call_log (at);

-- A minute or day begins where the platform's does, so that its quotas can be compared.
CREATE TABLE account.call_count (
    account_id uuid        NOT NULL,
    path       text        NOT NULL,
    unit       text        NOT NULL CHECK (unit IN ('MINUTE', 'DAY')),
    since      timestamptz NOT NULL,
    calls      bigint      NOT NULL,
    PRIMARY KEY (account_id, path, unit, since)
);
