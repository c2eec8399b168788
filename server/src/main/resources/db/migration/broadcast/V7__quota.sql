-- What was sent before this server counted, as an operator states it.
CREATE TABLE broadcast.opening_balance (
    account_id    uuid        NOT NULL,
    month         date        NOT NULL,
    stated_on     date        NOT NULL,
    to_all        integer     NOT NULL CHECK (to_all BETWEEN 0 AND 4),
    today         integer     NOT NULL CHECK (today BETWEEN 0 AND 1),
    per_follower  integer     NOT NULL CHECK (per_follower BETWEEN 0 AND 4),
    by_operator   uuid        NOT NULL,
    by_name       text        NOT NULL,
    at            timestamptz NOT NULL,
    PRIMARY KEY (account_id, month),
    CHECK (today <= to_all OR to_all = 0)
);

-- To how many the platform could deliver, beside how many we expected: whether our counts are right.
CREATE TABLE broadcast.comparison (
    account_id    uuid        NOT NULL,
    call_id       uuid        NOT NULL,
    at            timestamptz NOT NULL,
    expected      bigint      NOT NULL,
    eligible      bigint      NOT NULL,
    PRIMARY KEY (account_id, call_id)
);

-- Broadcasts that come again and again. Each run is a broadcast of its own, worded like the first.
CREATE TABLE broadcast.series (
    account_id    uuid        NOT NULL,
    id            uuid        NOT NULL,
    name          text        NOT NULL,
    template_id   uuid        NOT NULL,
    cron          text        NOT NULL,
    zone          text        NOT NULL,
    until         timestamptz,
    state         text        NOT NULL,
    last_start    timestamptz NOT NULL,
    by_operator   uuid        NOT NULL,
    by_name       text        NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE INDEX series_due ON broadcast.series (last_start) WHERE state = 'active';
CREATE INDEX broadcast_by_series ON broadcast.broadcast (account_id, series_id, id)
    WHERE series_id IS NOT NULL;

-- Staff who get previews: followers by their number, others by their WeChat id.
CREATE TABLE broadcast.previewer (
    account_id    uuid        NOT NULL,
    id            uuid        NOT NULL,
    name          text        NOT NULL,
    follower_no   integer,
    wechat_id     text,
    scene         text,
    invited_until timestamptz,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, scene)
);
