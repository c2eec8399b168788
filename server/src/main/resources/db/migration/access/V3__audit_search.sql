-- The trail is read by what was done, by whom, and when.
CREATE INDEX audit_by_action ON access.audit (account_id, action, audit_id);
CREATE INDEX audit_by_operator ON access.audit (account_id, operator_id, audit_id);
CREATE INDEX audit_by_time ON access.audit (account_id, at);
