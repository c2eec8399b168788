-- The push that told that somebody follows or has left: pushes tell seconds, and of two in one second the greater id came later.
ALTER TABLE audience.follower ADD COLUMN moved_by uuid;
