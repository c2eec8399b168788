-- The draft that a call has sent, or is to send again with the same key.
ALTER TABLE broadcast.call ADD COLUMN draft_id text;

-- The articles of a broadcast in several calls, kept because a send uses the draft up.
CREATE TABLE broadcast.article_source (
    account_id    uuid  NOT NULL,
    broadcast_id  uuid  NOT NULL,
    articles      jsonb NOT NULL,
    PRIMARY KEY (account_id, broadcast_id),
    FOREIGN KEY (account_id, broadcast_id) REFERENCES broadcast.broadcast ON DELETE CASCADE
);

-- Copies of a draft that was used up. Without an id, one may have been made or not.
CREATE TABLE broadcast.draft_copy (
    account_id    uuid        NOT NULL,
    broadcast_id  uuid        NOT NULL,
    number        integer     NOT NULL CHECK (number > 0),
    draft_id      text,
    fingerprint   text,
    begun_at      timestamptz NOT NULL,
    PRIMARY KEY (account_id, broadcast_id, number),
    FOREIGN KEY (account_id, broadcast_id) REFERENCES broadcast.broadcast ON DELETE CASCADE
);
