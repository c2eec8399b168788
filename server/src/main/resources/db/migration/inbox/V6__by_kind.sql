-- The console filters by kind, newest first.
CREATE INDEX push_by_kind ON inbox.push (account_id, kind, id);
-- What keeps later events of the same follower back; hardly ever anything.
CREATE INDEX push_tried ON inbox.push (priority) WHERE state = 'waiting' AND attempts > 0;
