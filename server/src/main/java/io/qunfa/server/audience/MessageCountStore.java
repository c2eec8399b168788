package io.qunfa.server.audience;

import io.qunfa.server.account.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Monthly counts in PostgreSQL, and each message that is in them. */
@Component
final class MessageCountStore {

    private final JdbcClient sql;

    MessageCountStore(JdbcClient sql) {
        this.sql = sql;
    }

    MonthlyCounts find(AccountId account, YearMonth month) {
        return sql.sql(
                        """
                        SELECT at_least_1, at_least_2, at_least_3, at_least_4
                        FROM audience.monthly_count
                        WHERE account_id = :account AND month = :month
                        """)
                .param("account", account.value())
                .param("month", date(month))
                .query((row, _) -> counts(month, row))
                .optional()
                .orElseGet(() -> MonthlyCounts.none(month));
    }

    /** Keeps everybody else from counting in this month until the transaction ends. */
    MonthlyCounts lock(AccountId account, YearMonth month) {
        sql.sql(
                        """
                        INSERT INTO audience.monthly_count
                               (account_id, month, at_least_1, at_least_2, at_least_3, at_least_4)
                        VALUES (:account, :month, :none, :none, :none, :none)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .param("month", date(month))
                .param("none", bytes(new RoaringBitmap()))
                .update();
        return sql.sql(
                        """
                        SELECT at_least_1, at_least_2, at_least_3, at_least_4
                        FROM audience.monthly_count
                        WHERE account_id = :account AND month = :month
                        FOR UPDATE
                        """)
                .param("account", account.value())
                .param("month", date(month))
                .query((row, _) -> counts(month, row))
                .single();
    }

    void save(AccountId account, MonthlyCounts counts) {
        sql.sql(
                        """
                        UPDATE audience.monthly_count
                        SET at_least_1 = :first, at_least_2 = :second, at_least_3 = :third,
                            at_least_4 = :fourth
                        WHERE account_id = :account AND month = :month
                        """)
                .param("account", account.value())
                .param("month", date(counts.month()))
                .param("first", bytes(counts.atLeast().get(0)))
                .param("second", bytes(counts.atLeast().get(1)))
                .param("third", bytes(counts.atLeast().get(2)))
                .param("fourth", bytes(counts.atLeast().get(3)))
                .update();
    }

    /** Notes who was counted for a message. False if it was counted before. */
    boolean note(AccountId account, YearMonth month, UUID message, RoaringBitmap members) {
        return sql.sql(
                                """
                                INSERT INTO audience.counted_message
                                       (account_id, message_id, month, members)
                                VALUES (:account, :message, :month, :members)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("account", account.value())
                        .param("message", message)
                        .param("month", date(month))
                        .param("members", bytes(members))
                        .update()
                == 1;
    }

    Optional<YearMonth> month(AccountId account, UUID message) {
        return sql.sql(
                        """
                        SELECT month FROM audience.counted_message
                        WHERE account_id = :account AND message_id = :message
                        """)
                .param("account", account.value())
                .param("message", message)
                .query((row, _) -> YearMonth.from(row.getDate(1).toLocalDate()))
                .optional();
    }

    OptionalLong counted(AccountId account, UUID message) {
        return sql
                .sql(
                        """
                        SELECT members FROM audience.counted_message
                        WHERE account_id = :account AND message_id = :message
                        """)
                .param("account", account.value())
                .param("message", message)
                .query((row, _) -> bitmap(row.getBytes(1)).getLongCardinality())
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Who was counted for a message, which is then counted no more. */
    Optional<RoaringBitmap> forget(AccountId account, UUID message) {
        return sql.sql(
                        """
                        DELETE FROM audience.counted_message
                        WHERE account_id = :account AND message_id = :message
                        RETURNING members
                        """)
                .param("account", account.value())
                .param("message", message)
                .query((row, _) -> bitmap(row.getBytes(1)))
                .optional();
    }

    private static MonthlyCounts counts(YearMonth month, ResultSet row) throws SQLException {
        List<byte[]> stored =
                List.of(row.getBytes(1), row.getBytes(2), row.getBytes(3), row.getBytes(4));
        return new MonthlyCounts(
                month,
                IntStream.range(0, MonthlyCounts.LIMIT)
                        .mapToObj(times -> bitmap(stored.get(times)))
                        .toList());
    }

    private static Date date(YearMonth month) {
        return Date.valueOf(month.atDay(1));
    }

    static byte[] bytes(RoaringBitmap bitmap) {
        var compact = bitmap.clone();
        compact.runOptimize();
        var buffer = ByteBuffer.allocate(compact.serializedSizeInBytes());
        compact.serialize(buffer);
        return buffer.array();
    }

    static RoaringBitmap bitmap(byte[] stored) {
        try {
            var bitmap = new RoaringBitmap();
            bitmap.deserialize(ByteBuffer.wrap(stored));
            return bitmap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
