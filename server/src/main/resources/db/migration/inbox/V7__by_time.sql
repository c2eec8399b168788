-- The console filters by time, and what is old is looked for every night, in all accounts.
CREATE INDEX push_by_time ON inbox.push (account_id, received_at, id);
