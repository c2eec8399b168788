-- One row per account: where its follower numbers stand. Whoever hands out numbers locks this row
-- first, so that numbers have no gaps and are never given twice.
create table audience.series (
    account_id  uuid        not null primary key,
    next_no     integer     not null default 0,
    departed    integer     not null default 0
);

-- The key that hashes an account's followers, sealed.
create table audience.hash_key (
    account_id  uuid        not null primary key,
    sealed      bytea       not null
);

-- The mirror of the platform's followers. The hash is keyed and is what a follower is found by; the
-- OpenID itself is kept only while the follower follows.
create table audience.follower (
    account_id  uuid        not null,
    no          integer     not null,
    openid_hash bytea       not null,
    openid      text,
    followed_at timestamptz not null,
    left_at     timestamptz,
    primary key (account_id, no),
    unique (account_id, openid_hash),
    check ((openid is null) = (left_at is not null))
);

-- Departed followers are few beside the others; their numbers are taken out of "everybody".
create index follower_departed on audience.follower (account_id, no) where left_at is not null;

-- Pages fetched by a synchronisation that is under way. Filled by COPY, merged at the end.
create table audience.staged (
    account_id  uuid        not null,
    openid_hash bytea       not null,
    openid      text        not null
);

create index staged_by_follower on audience.staged (account_id, openid_hash);

-- The last or current synchronisation of an account. The cursor and the staged pages are committed
-- together, so that another process can go on where this one stopped.
create table audience.synchronization (
    account_id   uuid        not null primary key,
    state        text        not null check (state in ('running', 'done', 'failed')),
    cursor       text,
    fetched      integer     not null default 0,
    total        integer     not null default 0,
    failures     integer     not null default 0,
    problem      text,
    started_at   timestamptz not null,
    finished_at  timestamptz,
    complete_at  timestamptz,
    due_at       timestamptz not null,
    lease_until  timestamptz,
    fence        bigint      not null default 0
);

-- The account's tags as the platform last listed them.
create table audience.tag (
    account_id  uuid        not null,
    id          bigint      not null,
    name        text        not null,
    count       bigint      not null,
    primary key (account_id, id)
);

create table audience.tag_listing (
    account_id  uuid        not null primary key,
    listed_at   timestamptz not null
);
