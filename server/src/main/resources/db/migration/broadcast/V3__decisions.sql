-- What a person decided about a call that nothing else could decide.
ALTER TABLE broadcast.call
    ADD COLUMN decision        text CHECK (decision IN ('sent', 'not-sent', 'given-up')),
    ADD COLUMN decided_at      timestamptz,
    ADD COLUMN decided_by      uuid,
    ADD COLUMN decided_by_name text;

-- Calls not yet begun may wait for a person and go on.
ALTER TABLE broadcast.broadcast DROP CONSTRAINT broadcast_stop_check;
ALTER TABLE broadcast.broadcast ADD CONSTRAINT broadcast_stop_check
    CHECK (stop IN ('nothing', 'paused', 'held', 'refused', 'cancelled'));

-- A closed list of states is kept by the program; two versions of it may run side by side.
ALTER TABLE broadcast.broadcast DROP CONSTRAINT broadcast_state_check;

CREATE INDEX call_held ON broadcast.call (account_id) WHERE state = 'held';
