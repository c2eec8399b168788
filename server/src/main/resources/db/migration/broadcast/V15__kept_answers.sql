-- What a request with an Idempotency-Key was answered, where nothing else tells it. Null while it is not known.
ALTER TABLE broadcast.idempotency ADD COLUMN answer text;
