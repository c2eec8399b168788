-- When the database was last found to be restored: what is older than that may have been sent since the backup.
ALTER TABLE broadcast.incarnation ADD COLUMN restored_at timestamptz;
