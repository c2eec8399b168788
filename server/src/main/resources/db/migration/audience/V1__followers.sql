-- One row per account: where its follower numbers stand. Whoever hands out numbers locks this row
-- first, so that numbers have no gaps and are never given twice.
CREATE TABLE audience.series (
    account_id  uuid        NOT NULL PRIMARY KEY,
    next_no     integer     NOT NULL DEFAULT 0,
    departed    integer     NOT NULL DEFAULT 0
);

-- The key that hashes an account's followers, sealed.
CREATE TABLE audience.hash_key (
    account_id  uuid        NOT NULL PRIMARY KEY,
    sealed      bytea       NOT NULL
);

-- The mirror of the platform's followers. The hash is keyed and is what a follower is found by; the
-- OpenID itself is kept only while the follower follows.
CREATE TABLE audience.follower (
    account_id  uuid        NOT NULL,
    no          integer     NOT NULL,
    openid_hash bytea       NOT NULL,
    openid      text,
    followed_at timestamptz NOT NULL,
    left_at     timestamptz,
    PRIMARY KEY (account_id, no),
    UNIQUE (account_id, openid_hash),
    CHECK ((openid IS NULL) = (left_at IS NOT NULL))
);

-- Departed followers are few beside the others; their numbers are taken out of "everybody".
CREATE INDEX follower_departed ON audience.follower (account_id, no) WHERE left_at IS NOT NULL;

-- Pages fetched by a synchronisation that is under way. Filled by COPY, merged at the end.
CREATE TABLE audience.staged (
    account_id  uuid        NOT NULL,
    openid_hash bytea       NOT NULL,
    openid      text        NOT NULL
);

CREATE INDEX staged_by_follower ON audience.staged (account_id, openid_hash);

-- The last or current synchronisation of an account. The cursor and the staged pages are committed
-- together, so that another process can go on where this one stopped.
CREATE TABLE audience.synchronization (
    account_id   uuid        NOT NULL PRIMARY KEY,
    state        text        NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    cursor       text,
    fetched      integer     NOT NULL DEFAULT 0,
    total        integer     NOT NULL DEFAULT 0,
    failures     integer     NOT NULL DEFAULT 0,
    problem      text,
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz,
    complete_at  timestamptz,
    due_at       timestamptz NOT NULL,
    lease_until  timestamptz,
    fence        bigint      NOT NULL DEFAULT 0
);

-- The account's tags as the platform last listed them.
CREATE TABLE audience.tag (
    account_id  uuid        NOT NULL,
    id          bigint      NOT NULL,
    name        text        NOT NULL,
    count       bigint      NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE TABLE audience.tag_listing (
    account_id  uuid        NOT NULL PRIMARY KEY,
    listed_at   timestamptz NOT NULL
);
