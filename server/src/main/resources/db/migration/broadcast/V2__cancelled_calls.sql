-- A call that was not begun when its broadcast was stopped will never be made, and says so.
ALTER TABLE broadcast.call DROP CONSTRAINT call_state_check;
ALTER TABLE broadcast.call ADD CONSTRAINT call_state_check
    CHECK (state IN ('planned', 'intent', 'unknown', 'accepted', 'refused', 'finished', 'held',
                     'cancelled'));

UPDATE broadcast.call c
SET state = 'cancelled', due_at = NULL, finished_at = now()
FROM broadcast.broadcast b
WHERE b.account_id = c.account_id AND b.id = c.broadcast_id
  AND b.stop <> 'nothing' AND c.state = 'planned';
