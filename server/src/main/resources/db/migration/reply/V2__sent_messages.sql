-- What people of this account wrote to one follower. The key is fixed before the first byte leaves,
-- so that a repeated request does not send twice. Erased when the follower leaves.
CREATE TABLE reply.sent_message (
    account_id  uuid        NOT NULL,
    id          uuid        NOT NULL,
    key         text,
    openid      text        NOT NULL,
    message     jsonb       NOT NULL,
    state       text        NOT NULL,
    errcode     integer,
    sent_at     timestamptz NOT NULL,
    sent_by     text        NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, key)
);

CREATE INDEX sent_message_of_follower ON reply.sent_message (account_id, openid, id);
