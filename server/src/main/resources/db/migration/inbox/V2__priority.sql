-- The result of a broadcast never waits behind thousands who begin to follow; the least number comes first.
ALTER TABLE inbox.push ADD COLUMN priority smallint NOT NULL DEFAULT 1;

DROP INDEX inbox.push_waiting;
CREATE INDEX push_waiting ON inbox.push (priority, due_at, id) WHERE state = 'waiting';
