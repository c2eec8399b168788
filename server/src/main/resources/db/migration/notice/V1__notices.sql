-- Who is written to about an account, and what was written. The texts are made when a mail is sent.
CREATE TABLE notice.setting (
    account_id uuid   PRIMARY KEY,
    recipients text[] NOT NULL,
    language   text   NOT NULL
);

CREATE TABLE notice.mail (
    account_id uuid        NOT NULL,
    id         uuid        NOT NULL,
    code       text        NOT NULL,
    parameters jsonb       NOT NULL,
    state      text        NOT NULL DEFAULT 'waiting'
                           CHECK (state IN ('waiting', 'sent', 'failed', 'suppressed')),
    attempts   integer     NOT NULL DEFAULT 0,
    due_at     timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at    timestamptz,
    problem    text,
    PRIMARY KEY (account_id, id)
);

CREATE INDEX mail_waiting ON notice.mail (due_at, id) WHERE state = 'waiting';
CREATE INDEX mail_recent ON notice.mail (account_id, created_at);
