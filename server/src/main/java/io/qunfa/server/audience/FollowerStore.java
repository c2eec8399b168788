package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mirror of the followers in PostgreSQL. Whoever adds or removes any holds the series' row. */
@Component
final class FollowerStore {

    private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

    private static final String COPY_PAGE =
            "COPY audience.staged (account_id, openid_hash, openid) FROM STDIN";

    private final JdbcClient sql;
    private final JdbcTemplate template;
    private final HashKeys keys;

    FollowerStore(JdbcTemplate template, HashKeys keys) {
        this.sql = JdbcClient.create(template);
        this.template = template;
        this.keys = keys;
    }

    /** Where the numbers of an account stand. */
    record Series(int nextNo, int departed) {
        static final Series EMPTY = new Series(0, 0);

        int following() {
            return nextNo - departed;
        }
    }

    /** A follower as stored. */
    private record Row(int no, boolean following, Instant since, @Nullable UUID movedBy) {

        boolean precedes(Move move) {
            return move.isAfter(since, movedBy);
        }
    }

    Series series(AccountId account) {
        return sql.sql("SELECT next_no, departed FROM audience.series WHERE account_id = :account")
                .param("account", account.value())
                .query(Series.class)
                .optional()
                .orElse(Series.EMPTY);
    }

    /** Somebody follows, for the first time or again. */
    void follow(AccountId account, OpenId openId, Move move) {
        var series = lock(account);
        var known = find(account, openId);
        if (known.isEmpty()) {
            insert(account, openId, series.nextNo(), move);
            move(account, 1, 0);
        } else if (!known.get().following() && known.get().precedes(move)) {
            revive(account, known.get().no(), openId, move);
            move(account, 0, -1);
        }
    }

    /**
     * Somebody leaves: the OpenID goes, the number and the hash remain. Of somebody who was not
     * known they are kept too, so that nobody follows by what happened before they left.
     */
    void leave(AccountId account, OpenId openId, Move move) {
        var series = lock(account);
        var known = find(account, openId);
        if (known.isEmpty()) {
            insert(account, openId, series.nextNo(), move);
            erase(account, series.nextNo(), move);
            move(account, 1, 1);
        } else if (known.get().following() && known.get().precedes(move)) {
            erase(account, known.get().no(), move);
            move(account, 0, 1);
        }
    }

    /** The numbers of everybody who follows. */
    RoaringBitmap everyone(AccountId account) {
        var everyone = RoaringBitmap.bitmapOfRange(0, series(account).nextNo());
        sql.sql(
                        """
                        SELECT no FROM audience.follower
                        WHERE account_id = :account AND left_at IS NOT NULL
                        """)
                .param("account", account.value())
                .query((RowCallbackHandler) row -> everyone.remove(row.getInt(1)));
        return everyone;
    }

    /** The number of each of these OpenIDs that follows; the positions of the others are named. */
    void numbers(AccountId account, List<OpenId> openIds, Numbered numbered) {
        var hashes = new byte[openIds.size()][];
        var hasher = hasher(account);
        for (var i = 0; i < hashes.length; i++) {
            hashes[i] = hasher.of(openIds.get(i));
        }
        sql.sql(
                        """
                        SELECT asked.position, f.no
                        FROM unnest(:hashes::bytea[]) WITH ORDINALITY AS asked (openid_hash, position)
                        LEFT JOIN audience.follower f
                               ON f.account_id = :account
                              AND f.openid_hash = asked.openid_hash
                              AND f.left_at IS NULL
                        ORDER BY asked.position
                        """)
                .param("account", account.value())
                .param("hashes", hashes)
                .query(
                        (RowCallbackHandler)
                                row -> {
                                    var openId = openIds.get(row.getInt(1) - 1);
                                    var no = row.getInt(2);
                                    if (row.wasNull()) {
                                        numbered.unknown(openId);
                                    } else {
                                        numbered.known(no);
                                    }
                                });
    }

    /** Those of these OpenIDs who have followed and left. */
    Set<String> departed(AccountId account, List<OpenId> openIds) {
        var hasher = hasher(account);
        return new HashSet<>(
                sql.sql(
                                """
                                SELECT asked.position
                                FROM unnest(:hashes::bytea[])
                                     WITH ORDINALITY AS asked (openid_hash, position)
                                JOIN audience.follower f
                                  ON f.account_id = :account AND f.openid_hash = asked.openid_hash
                                WHERE f.left_at IS NOT NULL
                                """)
                        .param("account", account.value())
                        .param("hashes", openIds.stream().map(hasher::of).toArray(byte[][]::new))
                        .query((row, _) -> openIds.get(row.getInt("position") - 1).value())
                        .list());
    }

    /** Receives what {@link #numbers} finds, in the order asked. */
    interface Numbered {
        void known(int no);

        void unknown(OpenId openId);
    }

    /** The OpenIDs of those of these followers who still follow. */
    List<OpenId> openIds(AccountId account, RoaringBitmap members) {
        if (members.isEmpty()) {
            return List.of();
        }
        return sql.sql(
                        """
                        SELECT openid FROM audience.follower
                        WHERE account_id = :account AND no BETWEEN :first AND :last
                          AND no = ANY (:numbers) AND openid IS NOT NULL
                        ORDER BY no
                        """)
                .param("account", account.value())
                .param("first", members.first())
                .param("last", members.last())
                .param("numbers", members.toArray())
                .query((row, _) -> new OpenId(row.getString(1)))
                .list();
    }

    /** Puts one page of a synchronisation aside. */
    void stage(AccountId account, List<OpenId> page) {
        var hasher = hasher(account);
        var lines = new StringBuilder(page.size() * 100);
        for (var openId : page) {
            lines.append(account.value())
                    .append("\t\\\\x")
                    .append(HexFormat.of().formatHex(hasher.of(openId)))
                    .append('\t')
                    .append(openId.value())
                    .append('\n');
        }
        template.execute((Connection connection) -> copy(connection, lines));
    }

    private static long copy(Connection connection, StringBuilder lines) throws SQLException {
        try {
            var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY_PAGE, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes the mirror what the staged pages say was so when they began to be fetched. The platform
     * tells the time of a push in seconds, so what happened in the second of the start counts as
     * later; and by a clock that is not ours, so who is new here may leave a little before it.
     */
    void merge(AccountId account, Instant started) {
        var second = started.truncatedTo(ChronoUnit.SECONDS);
        var series = lock(account);
        var added = addNewcomers(account, series.nextNo(), second.minus(CLOCKS_APART));
        var returned = reviveReturned(account, second);
        var gone = eraseGone(account, second);
        move(account, added, gone - returned);
        clearStage(account);
        // A plan made for the empty table that this was would read all of it for each call of a
        // broadcast.
        sql.sql("ANALYZE audience.follower").update();
    }

    void clearStage(AccountId account) {
        sql.sql("DELETE FROM audience.staged WHERE account_id = :account")
                .param("account", account.value())
                .update();
    }

    private int addNewcomers(AccountId account, int nextNo, Instant followedAt) {
        return sql.sql(
                        """
                        INSERT INTO audience.follower (account_id, no, openid_hash, openid, followed_at)
                        SELECT :account, :next + (row_number() OVER ())::integer - 1,
                               newcomer.openid_hash, newcomer.openid, :followedAt
                        FROM (
                            SELECT DISTINCT ON (s.openid_hash) s.openid_hash, s.openid
                            FROM audience.staged s
                            WHERE s.account_id = :account
                              AND NOT EXISTS (
                                  SELECT FROM audience.follower f
                                  WHERE f.account_id = :account AND f.openid_hash = s.openid_hash)
                        ) newcomer
                        """)
                .param("account", account.value())
                .param("next", nextNo)
                .param("followedAt", Timestamp.from(followedAt))
                .update();
    }

    private int reviveReturned(AccountId account, Instant started) {
        return sql.sql(
                        """
                        UPDATE audience.follower f
                        SET openid = s.openid, left_at = NULL, followed_at = :started, moved_by = NULL
                        FROM audience.staged s
                        WHERE f.account_id = :account AND s.account_id = :account
                          AND f.openid_hash = s.openid_hash
                          AND f.left_at < :started
                        """)
                .param("account", account.value())
                .param("started", Timestamp.from(started))
                .update();
    }

    private int eraseGone(AccountId account, Instant started) {
        return sql.sql(
                        """
                        UPDATE audience.follower f
                        SET openid = NULL, left_at = :started, moved_by = NULL
                        WHERE f.account_id = :account
                          AND f.left_at IS NULL AND f.followed_at < :started
                          AND NOT EXISTS (
                              SELECT FROM audience.staged s
                              WHERE s.account_id = :account AND s.openid_hash = f.openid_hash)
                        """)
                .param("account", account.value())
                .param("started", Timestamp.from(started))
                .update();
    }

    private Series lock(AccountId account) {
        sql.sql(
                        """
                        INSERT INTO audience.series (account_id) VALUES (:account)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .update();
        return sql.sql(
                        """
                        SELECT next_no, departed FROM audience.series
                        WHERE account_id = :account
                        FOR UPDATE
                        """)
                .param("account", account.value())
                .query(Series.class)
                .single();
    }

    private void move(AccountId account, int added, int departed) {
        sql.sql(
                        """
                        UPDATE audience.series
                        SET next_no = next_no + :added, departed = departed + :departed
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .param("added", added)
                .param("departed", departed)
                .update();
    }

    private Optional<Row> find(AccountId account, OpenId openId) {
        return sql.sql(
                        """
                        SELECT no, left_at IS NULL AS following, moved_by,
                               coalesce(left_at, followed_at) AS since
                        FROM audience.follower
                        WHERE account_id = :account AND openid_hash = :hash
                        """)
                .param("account", account.value())
                .param("hash", hasher(account).of(openId))
                .query(
                        (row, _) ->
                                new Row(
                                        row.getInt("no"),
                                        row.getBoolean("following"),
                                        row.getTimestamp("since").toInstant(),
                                        row.getObject("moved_by", UUID.class)))
                .optional();
    }

    private void insert(AccountId account, OpenId openId, int no, Move move) {
        sql.sql(
                        """
                        INSERT INTO audience.follower
                               (account_id, no, openid_hash, openid, followed_at, moved_by)
                        VALUES (:account, :no, :hash, :openid, :at, :push)
                        """)
                .param("account", account.value())
                .param("no", no)
                .param("hash", hasher(account).of(openId))
                .param("openid", openId.value())
                .param("at", Timestamp.from(move.at()))
                .param("push", move.push())
                .update();
    }

    private void revive(AccountId account, int no, OpenId openId, Move move) {
        sql.sql(
                        """
                        UPDATE audience.follower
                        SET openid = :openid, left_at = NULL, followed_at = :at, moved_by = :push
                        WHERE account_id = :account AND no = :no
                        """)
                .param("account", account.value())
                .param("no", no)
                .param("openid", openId.value())
                .param("at", Timestamp.from(move.at()))
                .param("push", move.push())
                .update();
    }

    private void erase(AccountId account, int no, Move move) {
        sql.sql(
                        """
                        UPDATE audience.follower SET openid = NULL, left_at = :at, moved_by = :push
                        WHERE account_id = :account AND no = :no
                        """)
                .param("account", account.value())
                .param("no", no)
                .param("at", Timestamp.from(move.at()))
                .param("push", move.push())
                .update();
    }

    private OpenIdHash hasher(AccountId account) {
        return new OpenIdHash(keys.of(account));
    }
}
