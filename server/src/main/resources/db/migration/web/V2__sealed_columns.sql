-- A sealed column says so and for which context, so that a change of the key finds it.
COMMENT ON COLUMN web.ticket.visitor   IS 'sealed web.ticket.visitor {account_id} {site_id}';
COMMENT ON COLUMN web.js_ticket.ticket IS 'sealed web.js_ticket.ticket {account_id}';
