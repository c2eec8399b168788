-- Which relay was asked while the follower waited, and so has the push already.
ALTER TABLE inbox.push ADD COLUMN relayed_to uuid;
