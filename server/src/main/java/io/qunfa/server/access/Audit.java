package io.qunfa.server.access;

import io.qunfa.server.database.Uuid7;
import java.sql.Types;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trail of who changed what. A row is written in the transaction of the change it tells of, and
 * is never changed afterwards.
 */
@Component
public final class Audit {

    private final JdbcClient jdbc;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final JsonMapper json;

    Audit(JdbcClient jdbc, Uuid7 ids, InstantSource clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Tells that an operator has changed something of an account.
     *
     * @param action a stable name, such as {@code broadcast.sent}
     * @param details what a reader needs to understand it; never a secret
     */
    public void record(UUID account, OperatorId by, String action, Map<String, ?> details) {
        insert(account, by.value(), action, details);
    }

    /** Something this server did by itself, such as finishing a broadcast. */
    public void record(UUID account, String action, Map<String, ?> details) {
        insert(account, null, action, details);
    }

    /** Something that concerns no account, such as a sign-in. */
    void record(@Nullable OperatorId by, String action, Map<String, ?> details) {
        insert(null, by == null ? null : by.value(), action, details);
    }

    private void insert(
            @Nullable UUID account, @Nullable UUID by, String action, Map<String, ?> details) {
        jdbc.sql(
                        """
                        INSERT INTO access.audit (account_id, audit_id, at, operator_id, action, details)
                        VALUES (:account, :id, :at, :operator, :action, :details::jsonb)
                        """)
                .param("account", account, Types.OTHER)
                .param("id", ids.next())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("operator", by, Types.OTHER)
                .param("action", action)
                .param("details", json.writeValueAsString(details))
                .update();
    }
}
