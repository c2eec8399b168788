ALTER TABLE access.operator
    ADD COLUMN administrator boolean NOT NULL DEFAULT false,
    ADD COLUMN disabled_at   timestamptz;

-- Whoever was there first has set this installation up.
UPDATE access.operator SET administrator = true
WHERE operator_id = (SELECT operator_id FROM access.operator ORDER BY created_at, operator_id LIMIT 1);

-- Tokens of before, and those an older node still makes, keep what they could do.
ALTER TABLE access.api_token
    ADD COLUMN scopes       text[]      NOT NULL DEFAULT '{READ,PLAN,SEND,ADMINISTER}'
        CHECK (scopes <@ '{READ,PLAN,SEND,TOKEN,ADMINISTER}'::text[] AND cardinality(scopes) > 0),
    ADD COLUMN accounts     uuid[], -- null for every account of its operator
    ADD COLUMN expires_at   timestamptz,
    ADD COLUMN last_used_at timestamptz;
