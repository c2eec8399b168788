-- Every push of the platform that was answered. The digest identifies a push across repeated
-- deliveries; the body is kept in clear as it came and is erased when its sender leaves.
create table inbox.push (
    account_id   uuid        not null,
    id           uuid        not null,
    digest       bytea       not null,
    sender       text,
    body         bytea,
    state        text        not null default 'waiting'
                             check (state in ('waiting', 'processed', 'failed')),
    attempts     integer     not null default 0,
    due_at       timestamptz not null,
    received_at  timestamptz not null,
    processed_at timestamptz,
    problem      text,
    primary key (account_id, id),
    unique (account_id, digest),
    check (body is not null or state <> 'waiting')
);

create index push_waiting on inbox.push (due_at) where state = 'waiting';
create index push_by_sender on inbox.push (account_id, sender) where sender is not null;
