-- Lists that were uploaded, as the numbers of those who followed then.
CREATE TABLE audience.list (
    account_id  uuid        NOT NULL,
    id          uuid        NOT NULL,
    name        text        NOT NULL,
    members     bytea       NOT NULL,
    lines       bigint      NOT NULL,
    unknown     bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);
