-- One row per account that ever changed its rules. Its version tells every node that what it holds
-- in memory is old; whoever changes rules takes this row first, so that changes queue up.
CREATE TABLE reply.settings (
    account_id  uuid    NOT NULL PRIMARY KEY,
    version     bigint  NOT NULL,
    -- What a text of nothing but blanks is answered with; null for nothing.
    blank_hint  text
);

CREATE TABLE reply.rule (
    account_id  uuid        NOT NULL,
    id          uuid        NOT NULL,
    position    integer     NOT NULL,
    name        text        NOT NULL,
    enabled     boolean     NOT NULL,
    trigger     jsonb       NOT NULL,
    answer      jsonb       NOT NULL,
    updated_at  timestamptz NOT NULL,
    updated_by  text        NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, position) DEFERRABLE INITIALLY DEFERRED
);
