package io.qunfa.server.account;

import io.qunfa.client.CompletedCall;
import io.qunfa.server.access.Caller;
import io.qunfa.server.access.Operator;
import io.qunfa.server.database.Uuid7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every request made for an account, counted by path in the platform's minutes and days. The log
 * has neither tokens nor secrets: the client has hidden them.
 */
@Component
final class CallLog {

    /** The platform's quotas begin anew at midnight there. */
    static final ZoneId PLATFORM = ZoneId.of("Asia/Shanghai");

    private static final int MOST_PATHS = 100;
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Logger log = LoggerFactory.getLogger(CallLog.class);

    private final JdbcClient jdbc;
    private final Uuid7 ids;
    private final InstantSource clock;

    /**
     * Which calls are asked for.
     *
     * @param failed only those that were refused or not answered
     */
    record Filter(
            @Nullable String path,
            @Nullable Integer code,
            boolean failed,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable UUID after) {}

    /**
     * A call that was made.
     *
     * @param by the operator who asked for it
     */
    record Logged(
            UUID id,
            Instant at,
            String path,
            Optional<String> request,
            long tookMillis,
            boolean answered,
            int code,
            Optional<String> rid,
            Optional<String> by) {}

    CallLog(JdbcClient jdbc, Uuid7 ids, InstantSource clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A call that was made stays made: if it cannot be written down, the caller must still learn
     * its outcome, so this only complains.
     */
    void record(AccountId account, CompletedCall call) {
        try {
            insert(account, call);
        } catch (DataAccessException e) {
            log.warn("call.not-recorded account={} path={}", account, call.path(), e);
        }
    }

    private void insert(AccountId account, CompletedCall call) {
        var at = call.startedAt();
        var by = Caller.find().map(Caller::operator);
        jdbc.sql(
                        """
                        WITH logged AS (
                            INSERT INTO account.call_log
                                (account_id, call_id, at, path, took_millis, answered, code, rid,
                                 request, operator_id, operator_name)
                            VALUES (:account, :id, :at, :path, :took, :answered, :code, :rid,
                                 :request, :operator, :operatorName)
                        )
                        INSERT INTO account.call_count AS c (account_id, path, unit, since, calls)
                        VALUES (:account, :path, 'MINUTE', :minute, 1),
                               (:account, :path, 'DAY', :day, 1)
                        ON CONFLICT (account_id, path, unit, since) DO UPDATE SET calls = c.calls + 1
                        """)
                .param("account", account.value())
                .param("id", id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("path", call.path())
                .param("took", call.took().toMillis())
                .param("answered", call.answered())
                .param("code", call.code())
                .param("rid", call.rid().orElse(null))
                .param("request", call.request())
                .param("operator", by.map(operator -> operator.id().value()).orElse(null))
                .param("operatorName", by.map(Operator::name).orElse(null))
                .param("minute", at.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC))
                .param("day", dayOf(at).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Newest first. */
    List<Logged> page(AccountId account, Filter filter, int most) {
        return jdbc.sql(
                        """
                        SELECT * FROM account.call_log
                        WHERE account_id = :account
                          AND (:path::text IS NULL OR path = :path::text)
                          AND (:code::int IS NULL OR code = :code::int)
                          AND (NOT :failed OR code <> 0 OR NOT answered)
                          AND (:from::timestamptz IS NULL OR at >= :from::timestamptz)
                          AND (:until::timestamptz IS NULL OR at < :until::timestamptz)
                          AND (:after::uuid IS NULL OR call_id < :after::uuid)
                        ORDER BY call_id DESC LIMIT :most
                        """)
                .param("account", account.value())
                .param("path", filter.path())
                .param("code", filter.code())
                .param("failed", filter.failed())
                .param("from", utc(filter.from()))
                .param("until", utc(filter.until()))
                .param("after", filter.after())
                .param("most", most)
                .query((row, _) -> logged(row))
                .list();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Logged logged(ResultSet row) throws SQLException {
        return new Logged(
                row.getObject("call_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("path"),
                Optional.ofNullable(row.getString("request")),
                row.getLong("took_millis"),
                row.getBoolean("answered"),
                row.getInt("code"),
                Optional.ofNullable(row.getString("rid")),
                Optional.ofNullable(row.getString("operator_name")));
    }

    long onDay(AccountId account, String path, Instant at) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(calls), 0) FROM account.call_count
                        WHERE account_id = :account AND path = :path AND unit = 'DAY'
                          AND since = :day
                        """)
                .param("account", account.value())
                .param("path", path)
                .param("day", dayOf(at).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private UUID id() {
        return ids.next();
    }

    /** The newest call. */
    Optional<HealthApi.LastCall> last(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT at, path, answered, code FROM account.call_log
                        WHERE account_id = :account ORDER BY call_id DESC LIMIT 1
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new HealthApi.LastCall(
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        row.getString("path"),
                                        row.getBoolean("answered"),
                                        row.getInt("code")))
                .optional();
    }

    /** How often each path was called in the platform's day of now. */
    List<HealthApi.PathCount> today(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT path, calls FROM account.call_count
                        WHERE account_id = :account AND unit = 'DAY' AND since = :day
                        ORDER BY calls DESC, path LIMIT :most
                        """)
                .param("account", account.value())
                .param("day", dayOf(clock.instant()).atOffset(ZoneOffset.UTC))
                .param("most", MOST_PATHS)
                .query(
                        (row, _) ->
                                new HealthApi.PathCount(
                                        row.getString("path"), row.getLong("calls")))
                .list();
    }

    static Instant dayOf(Instant at) {
        return at.atZone(PLATFORM).truncatedTo(ChronoUnit.DAYS).toInstant();
    }

    /** Forgets what nobody will look at any more; the counts of days stay. */
    void prune(Instant now) {
        var before = now.minus(KEPT).atOffset(ZoneOffset.UTC);
        jdbc.sql("DELETE FROM account.call_log WHERE at < :before")
                .param("before", before)
                .update();
        jdbc.sql("DELETE FROM account.call_count WHERE unit = 'MINUTE' AND since < :before")
                .param("before", before)
                .update();
    }
}
