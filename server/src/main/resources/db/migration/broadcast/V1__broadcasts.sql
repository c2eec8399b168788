-- One message to one audience. From sending on, the state is derived from the calls.
-- due_at is when somebody should look at it next, on the clock of the rules; the lease is on the
-- database's clock. Every change made under a lease names its fence.
create table broadcast.broadcast (
    account_id        uuid        not null,
    id                uuid        not null default uuidv7(),
    revision          bigint      not null default 0,
    state             text        not null
                                  check (state in ('draft', 'sending', 'awaiting-result', 'finished',
                                                   'failed', 'held', 'cancelled')),
    stop              text        not null default 'nothing'
                                  check (stop in ('nothing', 'refused', 'cancelled')),
    message           jsonb       not null,
    audience_kind     text        not null check (audience_kind in ('all', 'tag', 'openIds')),
    audience_tag      bigint,
    audience_members  bytea,
    audience_unknown  text[]      not null default '{}',
    route             text        check (route in ('to-all', 'by-tag', 'by-list')),
    recipients        bigint,
    problem           jsonb,
    created_at        timestamptz not null,
    created_by        uuid        not null,
    created_by_name   text        not null,
    sent_at           timestamptz,
    finished_at       timestamptz,
    due_at            timestamptz,
    lease_holder      uuid,
    lease_until       timestamptz,
    fence             bigint      not null default 0,
    primary key (account_id, id),
    check ((audience_kind = 'tag') = (audience_tag is not null)),
    check ((audience_kind = 'openIds') = (audience_members is not null))
);

create index broadcast_due on broadcast.broadcast (due_at) where due_at is not null;

-- One call to the platform. The key is fixed when the call is cut and never changes.
create table broadcast.call (
    account_id        uuid        not null,
    id                uuid        not null default uuidv7(),
    broadcast_id      uuid        not null,
    number            integer     not null,
    state             text        not null default 'planned'
                                  check (state in ('planned', 'intent', 'unknown', 'accepted',
                                                   'refused', 'finished', 'held')),
    key               text        not null check (length(key) <= 32),
    recipients        bigint      not null,
    members           bytea,
    attempts          integer     not null default 0,
    doubtful          boolean     not null default false,
    due_at            timestamptz,
    msg_id            bigint,
    status            text,
    successful        boolean,
    count_total       bigint,
    count_eligible    bigint,
    count_delivered   bigint,
    count_failed      bigint,
    polls             integer     not null default 0,
    problem           jsonb,
    intent_at         timestamptz,
    attempted_at      timestamptz,
    accepted_at       timestamptz,
    finished_at       timestamptz,
    primary key (account_id, id),
    unique (account_id, broadcast_id, number),
    unique (account_id, key),
    foreign key (account_id, broadcast_id) references broadcast.broadcast (account_id, id)
);

-- A send task belongs to one call.
create unique index call_by_task on broadcast.call (account_id, msg_id) where msg_id is not null;
create index call_unresolved on broadcast.call (account_id) where state in ('intent', 'unknown');

-- Results that came before, or without, a call that knows their msg_id.
create table broadcast.parked_result (
    account_id      uuid        not null,
    msg_id          bigint      not null,
    status          text        not null,
    successful      boolean     not null,
    count_total     bigint      not null,
    count_eligible  bigint      not null,
    count_delivered bigint      not null,
    count_failed    bigint      not null,
    happened_at     timestamptz not null,
    primary key (account_id, msg_id)
);

-- What an Idempotency-Key was used for.
create table broadcast.idempotency (
    account_id      uuid        not null,
    key             text        not null check (length(key) <= 255),
    request         text        not null,
    broadcast_id    uuid        not null,
    created_at      timestamptz not null,
    primary key (account_id, key)
);
