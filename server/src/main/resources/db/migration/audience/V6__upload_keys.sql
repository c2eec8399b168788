-- The Idempotency-Key that a list was uploaded with, and what was uploaded: a repeated upload finds the list.
ALTER TABLE audience.list
    ADD COLUMN upload_key     text CHECK (length(upload_key) <= 255),
    ADD COLUMN upload_request text;

CREATE UNIQUE INDEX list_by_upload_key ON audience.list (account_id, upload_key);
