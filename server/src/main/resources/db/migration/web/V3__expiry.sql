-- Each new visit first forgets what nobody came back for.
CREATE INDEX visit_by_expiry ON web.visit (expires_at);
CREATE INDEX ticket_by_expiry ON web.ticket (expires_at);
