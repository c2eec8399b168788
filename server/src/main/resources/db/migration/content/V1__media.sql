-- What was uploaded through this server. The platform lists permanent files itself, but it tells
-- nobody which temporary files there are and when they end.
CREATE TABLE content.media (
    account_id   uuid        NOT NULL,
    id           uuid        NOT NULL,
    media_id     text        NOT NULL,
    kind         text        NOT NULL,
    permanent    boolean     NOT NULL,
    name         text        NOT NULL,
    bytes        bigint      NOT NULL,
    -- Where a permanent picture is shown; the platform names none for the other files.
    url          text,
    uploaded_at  timestamptz NOT NULL,
    uploaded_by  text        NOT NULL,
    expires_at   timestamptz,
    PRIMARY KEY (account_id, id)
);
