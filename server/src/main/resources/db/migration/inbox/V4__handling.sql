-- What kind of push it is, as the console filters by it; and whether it is to be forgotten as soon as it is handled, because its
-- sender has left since it came.
ALTER TABLE inbox.push
    ADD COLUMN kind   text    NOT NULL DEFAULT '',
    ADD COLUMN forget boolean NOT NULL DEFAULT false;

CREATE INDEX push_failed ON inbox.push (account_id, id) WHERE state = 'failed';
