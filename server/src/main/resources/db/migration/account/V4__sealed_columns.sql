-- A sealed column says so and for which context, so that a change of the key finds it.
COMMENT ON COLUMN account.official_account.app_secret       IS 'sealed account.official_account.app_secret {account_id}';
COMMENT ON COLUMN account.official_account.callback_token   IS 'sealed account.official_account.callback_token {account_id}';
COMMENT ON COLUMN account.official_account.callback_aes_key IS 'sealed account.official_account.callback_aes_key {account_id}';
COMMENT ON COLUMN account.official_account.previous_token   IS 'sealed account.official_account.previous_token {account_id}';
COMMENT ON COLUMN account.official_account.previous_aes_key IS 'sealed account.official_account.previous_aes_key {account_id}';
COMMENT ON COLUMN account.access_token.token                IS 'sealed account.access_token.token {account_id}';
