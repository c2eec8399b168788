-- What comments and statistics call the articles of a send.
ALTER TABLE broadcast.call ADD COLUMN msg_data_id bigint;

CREATE INDEX call_articles ON broadcast.call (account_id, msg_data_id)
    WHERE msg_data_id IS NOT NULL;

-- How an article was read, as the platform told last.
CREATE TABLE broadcast.article_figures (
    account_id  uuid        NOT NULL,
    call_id     uuid        NOT NULL,
    position    integer     NOT NULL,
    days        jsonb       NOT NULL,
    preliminary boolean     NOT NULL,
    fetched_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, call_id, position),
    FOREIGN KEY (account_id, call_id) REFERENCES broadcast.call (account_id, id)
);

-- Days on which articles were sent, as long as their figures are asked for.
CREATE TABLE broadcast.reading_day (
    account_id uuid        NOT NULL,
    day        date        NOT NULL,
    due_at     timestamptz NOT NULL,
    failures   integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, day)
);

CREATE INDEX reading_day_due ON broadcast.reading_day (due_at);
