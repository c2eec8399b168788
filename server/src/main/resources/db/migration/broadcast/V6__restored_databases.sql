-- Which database this is, as far as PostgreSQL can tell. A dump that is loaded elsewhere, and a recovery to
-- a point in time, have another system identifier or timeline than the one that wrote this row.
CREATE TABLE broadcast.incarnation (
    only_row           boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
    system_identifier  bigint  NOT NULL,
    timeline           integer NOT NULL
);

-- Counts the calls that were about to be made. Each node notes the last one of its own beside the database:
-- a note that is ahead of the database tells that files of the database were put back.
CREATE SEQUENCE broadcast.intents;
