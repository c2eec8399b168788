package io.qunfa.server.broadcast;

import io.qunfa.client.MediaId;
import io.qunfa.server.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is decided about broadcasts before they are sent. States move by compare-and-set on the
 * revision that was read.
 */
@Component
final class ReviewStore {

    private final JdbcClient sql;
    private final BroadcastStore broadcasts;

    ReviewStore(JdbcClient sql, BroadcastStore broadcasts) {
        this.sql = sql;
        this.broadcasts = broadcasts;
    }

    /** Gives a broadcast another state. False if it has changed since it was read. */
    boolean move(Broadcast read, BroadcastState state, boolean approved) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET state = :state, approved = :approved, start_at = NULL,
                                    start_local = NULL, start_zone = NULL, start_fold = NULL,
                                    revision = revision + 1
                                WHERE account_id = :account AND id = :id AND revision = :revision
                                """)
                        .param("account", read.account().value())
                        .param("id", read.id().value())
                        .param("revision", read.revision())
                        .param("state", BroadcastStore.word(state))
                        .param("approved", approved)
                        .update()
                == 1;
    }

    /** Lets a broadcast begin by itself. False if it has changed since it was read. */
    boolean schedule(Broadcast read, Start start) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET state = 'scheduled', start_at = :at, start_local = :local,
                                    start_zone = :zone, start_fold = :fold, problem = NULL,
                                    revision = revision + 1
                                WHERE account_id = :account AND id = :id AND revision = :revision
                                """)
                        .param("account", read.account().value())
                        .param("id", read.id().value())
                        .param("revision", read.revision())
                        .param("at", Timestamp.from(start.at()))
                        .param("local", start.local())
                        .param("zone", start.zone().getId())
                        .param("fold", BroadcastStore.word(start.fold()))
                        .update()
                == 1;
    }

    /** A broadcast that should have begun waits for a person. False if it has changed. */
    boolean holdUnsent(Broadcast read, Reason reason) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET state = 'held', problem = :problem::jsonb,
                                    revision = revision + 1
                                WHERE account_id = :account AND id = :id AND revision = :revision
                                """)
                        .param("account", read.account().value())
                        .param("id", read.id().value())
                        .param("revision", read.revision())
                        .param("problem", broadcasts.write(reason))
                        .update()
                == 1;
    }

    /** The scheduled broadcast that should have begun longest ago. */
    Optional<Broadcast> due(Instant now) {
        record Key(UUID account, UUID id) {}
        return sql.sql(
                        """
                        SELECT account_id, id FROM broadcast.broadcast
                        WHERE state = 'scheduled' AND start_at <= :now
                        ORDER BY start_at, id
                        LIMIT 1
                        """)
                .param("now", Timestamp.from(now))
                .query(
                        (row, _) ->
                                new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional()
                .flatMap(
                        key ->
                                broadcasts.find(
                                        new AccountId(key.account()), new BroadcastId(key.id())));
    }

    void insertReview(AccountId account, BroadcastId broadcast, Review review) {
        sql.sql(
                        """
                        INSERT INTO broadcast.review
                               (account_id, id, broadcast_id, decision, comment, by_operator,
                                by_name, at)
                        VALUES (:account, :id, :broadcast, :decision, :comment, :by, :name, :at)
                        """)
                .param("account", account.value())
                .param("id", review.id())
                .param("broadcast", broadcast.value())
                .param("decision", BroadcastStore.word(review.decision()))
                .param("comment", review.comment())
                .param("by", review.by().id())
                .param("name", review.by().name())
                .param("at", Timestamp.from(review.at()))
                .update();
    }

    /** Oldest first. */
    List<Review> reviews(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        SELECT id, decision, comment, by_operator, by_name, at FROM broadcast.review
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        ORDER BY id
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query(
                        (row, _) ->
                                new Review(
                                        row.getObject("id", UUID.class),
                                        Review.Decision.valueOf(
                                                BroadcastStore.constant(row.getString("decision"))),
                                        row.getString("comment"),
                                        new Author(
                                                row.getObject("by_operator", UUID.class),
                                                row.getString("by_name")),
                                        row.getTimestamp("at").toInstant()))
                .list();
    }

    void reserve(AccountId account, BroadcastId broadcast, Route route, Map<LocalDate, Long> days) {
        days.forEach(
                (day, calls) ->
                        sql.sql(
                                        """
                                        INSERT INTO broadcast.reservation
                                               (account_id, broadcast_id, day, route, calls)
                                        VALUES (:account, :broadcast, :day, :route, :calls)
                                        """)
                                .param("account", account.value())
                                .param("broadcast", broadcast.value())
                                .param("day", day)
                                .param("route", route.word())
                                .param("calls", calls)
                                .update());
    }

    void free(AccountId account, BroadcastId broadcast) {
        sql.sql(
                        """
                        DELETE FROM broadcast.reservation
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .update();
    }

    /** Who has had a broadcast with this key; nobody else reads it until the transaction ends. */
    RoaringBitmap lockServed(AccountId account, String key) {
        sql.sql(
                        """
                        INSERT INTO broadcast.once_only (account_id, key, members)
                        VALUES (:account, :key, :nobody)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .param("key", key)
                .param("nobody", BroadcastStore.bytes(new RoaringBitmap()))
                .update();
        return sql.sql(
                        """
                        SELECT members FROM broadcast.once_only
                        WHERE account_id = :account AND key = :key
                        FOR UPDATE
                        """)
                .param("account", account.value())
                .param("key", key)
                .query((row, _) -> BroadcastStore.bitmap(row.getBytes(1)))
                .single();
    }

    /** Followers who had this key taken for calls that reached nobody. */
    record Unreached(String key, RoaringBitmap members) {}

    Optional<Unreached> unreached(AccountId account, BroadcastId broadcast) {
        return sql
                .sql(
                        """
                        SELECT b.once_only_key, coalesce(c.members, b.frozen) AS members
                        FROM broadcast.broadcast b
                        JOIN broadcast.call c
                          ON c.account_id = b.account_id AND c.broadcast_id = b.id
                        WHERE b.account_id = :account AND b.id = :broadcast
                          AND b.once_only_key IS NOT NULL
                          AND (c.state IN ('refused', 'cancelled')
                               OR c.state = 'finished' AND c.successful IS FALSE)
                          AND coalesce(c.members, b.frozen) IS NOT NULL
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query(
                        (row, _) ->
                                new Unreached(
                                        row.getString("once_only_key"),
                                        BroadcastStore.bitmap(row.getBytes("members"))))
                .stream()
                .reduce(
                        (one, other) ->
                                new Unreached(
                                        one.key(),
                                        RoaringBitmap.or(one.members(), other.members())));
    }

    /** When a draft is first sent by another broadcast that is scheduled. */
    Optional<Instant> otherUse(AccountId account, BroadcastId except, MediaId draft) {
        return sql.sql(
                        """
                        SELECT start_at FROM broadcast.broadcast
                        WHERE account_id = :account AND id <> :except AND state = 'scheduled'
                          AND message ->> 'draftId' = :draft
                        ORDER BY start_at
                        LIMIT 1
                        """)
                .param("account", account.value())
                .param("except", except.value())
                .param("draft", draft.value())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    RoaringBitmap served(AccountId account, String key) {
        return sql.sql(
                        """
                        SELECT members FROM broadcast.once_only
                        WHERE account_id = :account AND key = :key
                        """)
                .param("account", account.value())
                .param("key", key)
                .query((row, _) -> BroadcastStore.bitmap(row.getBytes(1)))
                .optional()
                .orElseGet(RoaringBitmap::new);
    }

    void saveServed(AccountId account, String key, RoaringBitmap members) {
        sql.sql(
                        """
                        UPDATE broadcast.once_only SET members = :members
                        WHERE account_id = :account AND key = :key
                        """)
                .param("account", account.value())
                .param("key", key)
                .param("members", BroadcastStore.bytes(members))
                .update();
    }
}
