-- While the callback's secrets are changed, the platform may still use those of before.
ALTER TABLE account.official_account
    ADD COLUMN previous_token   bytea, -- sealed
    ADD COLUMN previous_aes_key bytea, -- sealed
    ADD COLUMN previous_mode    text CHECK (previous_mode IN ('PLAIN', 'COMPATIBLE', 'SAFE')),
    ADD COLUMN previous_until   timestamptz,
    ADD CHECK (num_nulls(previous_token, previous_aes_key, previous_mode, previous_until) IN (0, 4));

-- What the account may do. Certainty says how we know: a call proved it, the quota of the call or the kind
-- of the account suggests it, or an operator has said so.
CREATE TABLE account.ability (
    account_id  uuid        NOT NULL,
    ability     text        NOT NULL,
    can         boolean     NOT NULL,
    certainty   text        NOT NULL CHECK (certainty IN ('KNOWN', 'ASSUMED', 'TOLD')),
    code        int         NOT NULL, -- what the platform answered, 0 if nothing against it
    daily_limit bigint,
    checked_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, ability)
);

-- What the platform's website did before pushes came to us.
CREATE TABLE account.website_setup (
    account_id uuid        PRIMARY KEY,
    taken_at   timestamptz NOT NULL,
    menu_shown boolean     NOT NULL,
    menu       jsonb       NOT NULL,
    replies    jsonb       NOT NULL
);
