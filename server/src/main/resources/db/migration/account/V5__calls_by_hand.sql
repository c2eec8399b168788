-- Whose doing a call was; both are null where the server acted by itself. The request line has no
-- token and no secret in it.
ALTER TABLE account.call_log
    ADD COLUMN request       text,
    ADD COLUMN operator_id   uuid,
    ADD COLUMN operator_name text;

CREATE INDEX call_log_by_path ON account.call_log (account_id, path, call_id);

-- Calls that people wrote by hand, with what they sent and got, secrets masked, so that they can be
-- looked at and made again.
CREATE TABLE account.call_by_hand (
    account_id    uuid        NOT NULL,
    call_id       uuid        NOT NULL,
    at            timestamptz NOT NULL,
    operator_id   uuid        NOT NULL,
    operator_name text        NOT NULL,
    method        text        NOT NULL,
    path          text        NOT NULL,
    query         jsonb       NOT NULL,
    body          text,
    file_name     text,
    answered      boolean     NOT NULL,
    status        int         NOT NULL,
    content_type  text        NOT NULL,
    bytes         bigint      NOT NULL,
    answer        text,
    code          int         NOT NULL,
    rid           text,
    took_millis   bigint      NOT NULL,
    PRIMARY KEY (account_id, call_id)
);

CREATE INDEX call_by_hand_by_time ON account.call_by_hand (at);
