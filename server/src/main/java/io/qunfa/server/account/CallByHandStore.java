package io.qunfa.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Calls written by hand, in PostgreSQL. */
@Component
final class CallByHandStore {

    private static final TypeReference<Map<String, String>> QUERY = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CallByHandStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void keep(AccountId account, UUID operator, CallByHand call) {
        var answer = call.answer();
        jdbc.sql(
                        """
                        INSERT INTO account.call_by_hand
                            (account_id, call_id, at, operator_id, operator_name, method, path, query,
                             body, file_name, answered, status, content_type, bytes, answer, code, rid,
                             took_millis)
                        VALUES (:account, :id, :at, :operator, :name, :method, :path, :query::jsonb,
                             :body, :file, :answered, :status, :type, :bytes, :answer, :code, :rid,
                             :took)
                        """)
                .param("account", account.value())
                .param("id", call.id())
                .param("at", call.at().atOffset(ZoneOffset.UTC))
                .param("operator", operator)
                .param("name", call.byName())
                .param("method", call.method())
                .param("path", call.path())
                .param("query", json.writeValueAsString(call.query()))
                .param("body", cut(call.body()))
                .param("file", call.fileName())
                .param("answered", answer.answered())
                .param("status", answer.status())
                .param("type", answer.contentType())
                .param("bytes", answer.bytes())
                .param("answer", cut(answer.text().orElse(null)))
                .param("code", answer.code())
                .param("rid", answer.rid().orElse(null))
                .param("took", answer.took().toMillis())
                .update();
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= CallsByHand.LONGEST_KEPT
                ? text
                : text.substring(0, CallsByHand.LONGEST_KEPT);
    }

    /** Newest first. */
    List<CallByHand> page(AccountId account, @Nullable UUID after, int most) {
        return jdbc.sql(
                        """
                        SELECT * FROM account.call_by_hand
                        WHERE account_id = :account
                          AND (:after::uuid IS NULL OR call_id < :after::uuid)
                        ORDER BY call_id DESC LIMIT :most
                        """)
                .param("account", account.value())
                .param("after", after)
                .param("most", most)
                .query((row, _) -> read(row))
                .list();
    }

    int madeSince(AccountId account, Instant since) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM account.call_by_hand
                        WHERE account_id = :account AND at > :since
                        """)
                .param("account", account.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Forgets what calls said about these followers; that they were made stays. */
    void forget(AccountId account, List<String> openIds) {
        jdbc.sql(
                        """
                        UPDATE account.call_by_hand
                        SET query = '{}', body = NULL, answer = NULL
                        WHERE account_id = :account AND EXISTS (
                            SELECT FROM unnest(:openIds::text[]) AS gone (openid)
                            WHERE position(openid IN
                                      concat_ws(' ', query::text, body, answer)) > 0)
                        """)
                .param("account", account.value())
                .param("openIds", openIds.toArray(String[]::new))
                .update();
    }

    void prune(Instant before) {
        jdbc.sql("DELETE FROM account.call_by_hand WHERE at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    private CallByHand read(ResultSet row) throws SQLException {
        return new CallByHand(
                row.getObject("call_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("operator_name"),
                row.getString("method"),
                row.getString("path"),
                json.readValue(row.getString("query"), QUERY),
                row.getString("body"),
                row.getString("file_name"),
                new CallByHand.Answer(
                        row.getBoolean("answered"),
                        row.getInt("status"),
                        row.getString("content_type"),
                        row.getLong("bytes"),
                        Optional.ofNullable(row.getString("answer")),
                        row.getInt("code"),
                        Optional.ofNullable(row.getString("rid")),
                        Duration.ofMillis(row.getLong("took_millis"))));
    }
}
