-- What became of the automatic replies of the platform's website when they were last taken over.
CREATE TABLE reply.website_import (
    account_id   uuid        NOT NULL PRIMARY KEY,
    imported_at  timestamptz NOT NULL,
    added        integer     NOT NULL,
    kept         integer     NOT NULL,
    left_out     jsonb       NOT NULL
);
