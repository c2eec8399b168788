-- A token that was rejected and that the platform would not replace: for a while nobody asks again.
ALTER TABLE account.access_token ADD COLUMN in_vain boolean NOT NULL DEFAULT false;
