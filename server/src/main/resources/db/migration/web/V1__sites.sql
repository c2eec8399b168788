-- Other people's sites that sign visitors in, or sign pages, through an account.
CREATE TABLE web.site (
    account_id  uuid        NOT NULL,
    id          uuid        NOT NULL,
    name        text        NOT NULL,
    domain      text        NOT NULL,
    -- The digest of a random secret of 256 bits; the secret itself is shown once.
    secret      bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, domain)
);

-- A visitor on the way to the platform and back. State and browser are kept as digests: who reads
-- this table can finish nobody's visit.
CREATE TABLE web.visit (
    account_id     uuid        NOT NULL,
    state          bytea       NOT NULL,
    browser        bytea       NOT NULL,
    site_id        uuid        NOT NULL,
    with_profile   boolean     NOT NULL,
    return_address text        NOT NULL,
    site_state     text        NOT NULL,
    expires_at     timestamptz NOT NULL,
    PRIMARY KEY (account_id, state)
);

-- What a site fetches once for a ticket: who the visitor is, sealed, and gone when it is fetched.
CREATE TABLE web.ticket (
    account_id  uuid        NOT NULL,
    ticket      bytea       NOT NULL,
    site_id     uuid        NOT NULL,
    visitor     bytea       NOT NULL,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, ticket)
);

-- The ticket that pages are signed with. Whoever holds the lease fetches the next one; no lock is
-- held meanwhile. The lease runs on the database's clock, which does not travel.
CREATE TABLE web.js_ticket (
    account_id   uuid        NOT NULL PRIMARY KEY,
    ticket       bytea,
    expires_at   timestamptz,
    leased_until timestamptz NOT NULL
);
