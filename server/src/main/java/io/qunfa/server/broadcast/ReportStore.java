package io.qunfa.server.broadcast;

import io.qunfa.client.MsgDataId;
import io.qunfa.server.account.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came of a broadcast, as PostgreSQL knows it. */
@Component
final class ReportStore {

    private final JdbcClient sql;
    private final BroadcastStore broadcasts;
    private final ResultStore results;
    private final ReadingStore readings;

    ReportStore(
            JdbcClient sql, BroadcastStore broadcasts, ResultStore results, ReadingStore readings) {
        this.sql = sql;
        this.broadcasts = broadcasts;
        this.results = results;
        this.readings = readings;
    }

    List<CallResult> calls(AccountId account, BroadcastId broadcast) {
        var figures = readings.of(account, broadcast);
        return sql.sql(
                        """
                        SELECT * FROM broadcast.call
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        ORDER BY number
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query(
                        (row, _) ->
                                new CallResult(
                                        broadcasts.readCall(row),
                                        results.articles(row.getString("articles")),
                                        BroadcastStore.instant(row, "confirmation_until"),
                                        articlesId(row.getLong("msg_data_id")),
                                        figures.getOrDefault(
                                                row.getObject("id", UUID.class), Map.of())))
                .list();
    }

    private static @Nullable MsgDataId articlesId(long stored) {
        return stored == 0 ? null : new MsgDataId(stored);
    }

    /** The speed level that was chosen for a broadcast. */
    Optional<Integer> speed(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        SELECT speed FROM broadcast.broadcast
                        WHERE account_id = :account AND id = :id AND speed IS NOT NULL
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .query(Integer.class)
                .optional();
    }

    /** Chooses the speed of the calls still to be made; false if nothing is left to be made. */
    boolean chooseSpeed(AccountId account, BroadcastId broadcast, @Nullable Integer level) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET speed = :level::smallint, revision = revision + 1
                                WHERE account_id = :account AND id = :id
                                  AND state NOT IN ('awaiting-result', 'finished', 'partly-sent',
                                                    'failed', 'cancelled')
                                """)
                        .param("account", account.value())
                        .param("id", broadcast.value())
                        .param("level", level)
                        .update()
                == 1;
    }
}
