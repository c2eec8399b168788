-- Tags that are made for one broadcast. A row is there as long as the tag may be.
CREATE TABLE broadcast.temporary_tag (
    account_id    uuid        NOT NULL,
    broadcast_id  uuid        NOT NULL,
    name          text        NOT NULL,
    tag_id        bigint,
    step          text        NOT NULL CHECK (step IN ('fill', 'ready', 'empty')),
    done          integer,
    failures      integer     NOT NULL DEFAULT 0,
    since         timestamptz NOT NULL,
    due_at        timestamptz NOT NULL,
    lease_until   timestamptz,
    PRIMARY KEY (account_id, broadcast_id)
);

CREATE INDEX temporary_tag_due ON broadcast.temporary_tag (due_at);
