CREATE TABLE access.operator (
    operator_id   uuid        PRIMARY KEY,
    name          text        NOT NULL UNIQUE,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE access.account_grant (
    account_id  uuid        NOT NULL,
    operator_id uuid        NOT NULL REFERENCES access.operator,
    role        text        NOT NULL CHECK (role IN ('VIEWER', 'EDITOR', 'PUBLISHER', 'ADMINISTRATOR')),
    granted_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, operator_id)
);

CREATE INDEX account_grant_by_operator ON access.account_grant (operator_id);

CREATE TABLE access.api_token (
    api_token_id uuid        PRIMARY KEY,
    operator_id  uuid        NOT NULL REFERENCES access.operator,
    name         text        NOT NULL,
    digest       bytea       NOT NULL UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (operator_id, name)
);

-- What concerns no account, such as a sign-in, has no account_id.
CREATE TABLE access.audit (
    account_id  uuid,
    audit_id    uuid        PRIMARY KEY,
    at          timestamptz NOT NULL,
    operator_id uuid,
    action      text        NOT NULL,
    details     jsonb       NOT NULL
);

CREATE INDEX audit_by_account ON access.audit (account_id, audit_id);

CREATE TABLE access.sign_in_failure (
    subject  text        PRIMARY KEY,
    failures int         NOT NULL,
    since    timestamptz NOT NULL
);

-- Spring Session's own layout.
CREATE TABLE access.session (
    primary_id            char(36) PRIMARY KEY,
    session_id            char(36) NOT NULL UNIQUE,
    creation_time         bigint   NOT NULL,
    last_access_time      bigint   NOT NULL,
    max_inactive_interval int      NOT NULL,
    expiry_time           bigint   NOT NULL,
    principal_name        text
);

CREATE INDEX session_by_expiry ON access.session (expiry_time);
CREATE INDEX session_by_principal ON access.session (principal_name);

CREATE TABLE access.session_attributes (
    session_primary_id char(36) NOT NULL REFERENCES access.session ON DELETE CASCADE,
    attribute_name     text     NOT NULL,
    attribute_bytes    bytea    NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
