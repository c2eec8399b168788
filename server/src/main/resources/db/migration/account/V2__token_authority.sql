-- The revision tells the other nodes that their client of the account is out of date.
ALTER TABLE account.official_account
    ADD COLUMN token_channel        text NOT NULL DEFAULT 'STABLE' CHECK (token_channel IN ('STABLE', 'CLASSIC')),
    ADD COLUMN credentials_revision int  NOT NULL DEFAULT 1;

ALTER TABLE account.access_token
    ADD COLUMN channel text NOT NULL DEFAULT 'STABLE' CHECK (channel IN ('STABLE', 'CLASSIC'));

-- Who may fetch a token, by the database's time. The fence grows with every holder, so that one who
-- was too slow cannot write over the next. While the circuit is open nobody fetches.
CREATE TABLE account.token_lease (
    account_id   uuid        PRIMARY KEY REFERENCES account.official_account,
    holder       text        NOT NULL,
    fence        bigint      NOT NULL,
    held_until   timestamptz NOT NULL,
    failures     int         NOT NULL DEFAULT 0,
    failed_at    timestamptz,
    failure_code int,
    failure_text text,
    open_until   timestamptz,
    CHECK ((failures = 0) = (failed_at IS NULL))
);

-- The address under which the platform sees a node, learnt when it refused it.
CREATE TABLE account.egress (
    account_id uuid        NOT NULL,
    node       text        NOT NULL,
    address    text        NOT NULL,
    learned_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, node)
);
