package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a trail somebody looks for. Everything that is named has to fit.
 *
 * @param account null for what concerns no account
 * @param actions any of these; none for all
 * @param by the id of an operator, or {@link #SERVER}
 * @param until the first moment that is too late
 */
record AuditFilter(
        @Nullable UUID account,
        List<String> actions,
        @Nullable String by,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** What this server did by itself. */
    static final String SERVER = "server";

    AuditFilter {
        actions = List.copyOf(actions);
        if (actions.stream().anyMatch(action -> action.indexOf(0) >= 0)) {
            throw Problem.invalid("action", "not-storable");
        }
    }

    /** The condition of a query and what its parameters stand for. */
    record Where(String sql, Map<String, Object> parameters) {}

    Where where() {
        var conditions = new ArrayList<>(List.of(ofAccount(account)));
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (account != null) {
            parameters.put("account", account);
        }
        if (!actions.isEmpty()) {
            conditions.add("a.action = ANY (:actions)");
            parameters.put("actions", actions.toArray(String[]::new));
        }
        if (by != null) {
            conditions.add(
                    by.equals(SERVER) ? "a.operator_id IS NULL" : "a.operator_id = :operator");
            parameters.put("operator", by.equals(SERVER) ? by : operator(by));
        }
        if (from != null) {
            conditions.add("a.at >= :from");
            parameters.put("from", Timestamp.from(from));
        }
        if (until != null) {
            conditions.add("a.at < :until");
            parameters.put("until", Timestamp.from(until));
        }
        return new Where(String.join(" AND ", conditions), parameters);
    }

    static String ofAccount(@Nullable UUID account) {
        return account == null ? "a.account_id IS NULL" : "a.account_id = :account";
    }

    private static UUID operator(String word) {
        try {
            return UUID.fromString(word);
        } catch (IllegalArgumentException _) {
            throw Problem.invalid("by", "unknown-value", Map.of("value", word));
        }
    }
}
