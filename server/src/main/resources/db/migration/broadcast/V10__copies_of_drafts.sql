-- Articles are kept of every broadcast of a draft; a rest made of it may be sent from them.
ALTER TABLE broadcast.article_source ADD COLUMN draft_id text;

UPDATE broadcast.article_source s
SET draft_id = b.message ->> 'draftId'
FROM broadcast.broadcast b
WHERE b.account_id = s.account_id AND b.id = s.broadcast_id;

-- A copy that no call has sent is deleted when its broadcast is over.
ALTER TABLE broadcast.draft_copy
    ADD COLUMN settled     boolean NOT NULL DEFAULT false,
    ADD COLUMN lease_until timestamptz;

CREATE INDEX draft_copy_unsettled ON broadcast.draft_copy (account_id, broadcast_id)
    WHERE NOT settled;

CREATE INDEX call_draft ON broadcast.call (account_id, draft_id) WHERE draft_id IS NOT NULL;
