-- Menus that were published from here, and the one that was found before the first of them, so that
-- there is a way back. Null buttons: the menu was deleted.
CREATE TABLE reply.menu_version (
    account_id    uuid        NOT NULL,
    id            uuid        NOT NULL,
    buttons       jsonb,
    published_at  timestamptz NOT NULL,
    -- Null for the menu that was found.
    published_by  text,
    PRIMARY KEY (account_id, id)
);
