-- Who changed a broadcast last, so that whoever edits it beside them can be told.
ALTER TABLE broadcast.broadcast
    ADD COLUMN edited_at      timestamptz,
    ADD COLUMN edited_by      uuid,
    ADD COLUMN edited_by_name text,
    ADD CHECK ((edited_at IS NULL) = (edited_by IS NULL)),
    ADD CHECK ((edited_at IS NULL) = (edited_by_name IS NULL));
