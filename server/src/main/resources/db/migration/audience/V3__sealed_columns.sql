-- A sealed column says so and for which context, so that a change of the key finds it.
COMMENT ON COLUMN audience.hash_key.sealed IS 'sealed audience.hash_key {account_id}';
