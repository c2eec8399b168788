-- What was answered to the push, in clear; a repeated delivery gets the same. As much the follower's as the body is.
ALTER TABLE inbox.push ADD COLUMN reply text;
