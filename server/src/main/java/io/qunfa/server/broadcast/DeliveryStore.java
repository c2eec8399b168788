package io.qunfa.server.broadcast;

import io.qunfa.client.MediaId;
import io.qunfa.client.MsgId;
import io.qunfa.client.TagId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.content.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the delivery reads and writes. A lease is on the database's clock; {@link #lock} checks its
 * fence and keeps it from changing until the transaction ends, so everything after it in the same
 * transaction is fenced. States move by compare-and-set.
 */
@Component
final class DeliveryStore {

    private final JdbcClient sql;
    private final BroadcastStore broadcasts;

    DeliveryStore(JdbcClient sql, BroadcastStore broadcasts) {
        this.sql = sql;
        this.broadcasts = broadcasts;
    }

    /**
     * A call with what is needed to make it.
     *
     * @param repair whether its list is to be looked through, or was; null if it never had to be
     * @param draft what its first attempt sent; null before that, and if it sends no draft
     */
    record Work(
            Call call,
            @Nullable RoaringBitmap members,
            @Nullable String repair,
            @Nullable MediaId draft) {

        Work with(@Nullable MediaId chosen) {
            return new Work(call, members, repair, chosen);
        }

        /** Whether it asks the platform to send. */
        boolean sends() {
            return call.state() == CallState.UNKNOWN
                    || (call.state() == CallState.PLANNED && !wantsRepair());
        }

        boolean wantsRepair() {
            return "wanted".equals(repair);
        }

        boolean mayBeRepaired() {
            return members != null && repair == null;
        }
    }

    /** Takes a broadcast that is due and that no living node works on. */
    Optional<Lease> claim(UUID holder, Instant now, Duration lease) {
        return sql.sql(
                        """
                        UPDATE broadcast.broadcast b
                        SET lease_holder = :holder, fence = fence + 1,
                            lease_until = clock_timestamp() + :lease * INTERVAL '1 millisecond'
                        FROM (
                            SELECT account_id, id FROM broadcast.broadcast
                            WHERE due_at <= :now
                              AND (lease_until IS NULL OR lease_until < clock_timestamp())
                            ORDER BY due_at
                            LIMIT 1
                            FOR UPDATE SKIP LOCKED
                        ) free
                        WHERE b.account_id = free.account_id AND b.id = free.id
                        RETURNING b.account_id, b.id, b.fence
                        """)
                .param("holder", holder)
                .param("now", Timestamp.from(now))
                .param("lease", lease.toMillis())
                .query((row, _) -> lease(row))
                .optional();
    }

    /** Prolongs a lease; false if it is another's now. */
    boolean renew(Lease lease, Duration length) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast
                                SET lease_until =
                                        clock_timestamp() + :length * INTERVAL '1 millisecond'
                                WHERE account_id = :account AND id = :id AND fence = :fence
                                """)
                        .param("account", lease.account().value())
                        .param("id", lease.broadcast().value())
                        .param("fence", lease.fence())
                        .param("length", length.toMillis())
                        .update()
                == 1;
    }

    /** Notes a change of the broadcast and holds its row; false if the lease is another's now. */
    boolean lock(Lease lease) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast SET revision = revision + 1
                                WHERE account_id = :account AND id = :id AND fence = :fence
                                """)
                        .param("account", lease.account().value())
                        .param("id", lease.broadcast().value())
                        .param("fence", lease.fence())
                        .update()
                == 1;
    }

    /** Notes a change that comes from outside the delivery and needs no lease. */
    void touch(AccountId account, BroadcastId broadcast) {
        sql.sql(
                        """
                        UPDATE broadcast.broadcast SET revision = revision + 1
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .update();
    }

    /** Lets go of a broadcast until its next call is due, or for good if none ever will be. */
    void release(Lease lease) {
        sql.sql(
                        """
                        UPDATE broadcast.broadcast b
                        SET lease_holder = NULL, lease_until = NULL,
                            due_at = (
                                SELECT min(CASE
                                    WHEN c.state IN ('planned', 'unknown') THEN greatest(
                                        coalesce(c.due_at, b.sent_at),
                                        (SELECT p.next_at FROM broadcast.pace p
                                         WHERE p.account_id = b.account_id))
                                    ELSE coalesce(c.due_at, b.sent_at) END)
                                FROM broadcast.call c
                                WHERE c.account_id = b.account_id AND c.broadcast_id = b.id
                                  AND (c.state IN ('intent', 'unknown', 'accepted')
                                       OR c.state = 'planned' AND b.stop = 'nothing'))
                        WHERE b.account_id = :account AND b.id = :id AND b.fence = :fence
                        """)
                .param("account", lease.account().value())
                .param("id", lease.broadcast().value())
                .param("fence", lease.fence())
                .update();
    }

    Optional<Work> next(Lease lease, Instant now) {
        return next(lease, now, Set.of());
    }

    /**
     * The next call to look at. An intent met here was left by a process that is gone.
     *
     * @param underWay the calls that somebody of this node works on
     */
    Optional<Work> next(Lease lease, Instant now, Set<UUID> underWay) {
        return sql.sql(
                        """
                        SELECT c.*
                        FROM broadcast.call c
                        JOIN broadcast.broadcast b
                          ON b.account_id = c.account_id AND b.id = c.broadcast_id
                        WHERE c.account_id = :account AND c.broadcast_id = :id
                          AND b.fence = :fence
                          AND c.id <> ALL (:underWay)
                          AND (c.state = 'intent'
                               OR c.state IN ('unknown', 'accepted') AND c.due_at <= :now
                               OR c.state = 'planned' AND b.stop = 'nothing'
                                  AND (c.due_at IS NULL OR c.due_at <= :now))
                        ORDER BY c.number
                        LIMIT 1
                        """)
                .param("account", lease.account().value())
                .param("id", lease.broadcast().value())
                .param("fence", lease.fence())
                .param("underWay", underWay.toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query((row, _) -> work(row))
                .optional();
    }

    /**
     * What every call of a broadcast carries, and to whom.
     *
     * @param separateArticles whether copies may be sent in place of a draft that is used up
     * @param tag a temporary one only once it is filled
     */
    record Dispatch(Route route, Message message, boolean separateArticles, @Nullable TagId tag) {

        /** Whether one call may change what the next one finds. */
        boolean inOrder() {
            return message instanceof Message.Article;
        }

        /** Whether the tag that the call names is still to be filled. */
        boolean awaitsTag() {
            return route == Route.BY_TEMPORARY_TAG && tag == null;
        }

        /** What a call says with this draft. */
        io.qunfa.client.Message onTheWire(@Nullable MediaId draft) {
            return draft != null && message instanceof Message.Article article
                    ? article.onTheWire(draft)
                    : message.onTheWire();
        }
    }

    Dispatch dispatch(Lease lease) {
        return broadcasts.dispatch(lease.account(), lease.broadcast());
    }

    /** How a broadcast that was sent goes out. */
    Route route(AccountId account, BroadcastId broadcast) {
        return broadcasts.dispatch(account, broadcast).route();
    }

    /**
     * Commits that a call will be made: the row by which it is never made twice. False, and nothing
     * may be called, if the broadcast was stopped meanwhile. The caller holds the broadcast's row,
     * so a stop is either seen here or comes behind the intent.
     */
    boolean begin(Lease lease, Call call, long recipients, @Nullable MediaId draft, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'intent', attempts = attempts + 1, due_at = NULL,
                                    recipients = :recipients, draft_id = :draft, problem = NULL,
                                    intent_at = coalesce(intent_at, :now), attempted_at = :now
                                WHERE account_id = :account AND id = :id AND state = 'planned'
                                  AND EXISTS (
                                      SELECT 1 FROM broadcast.broadcast b
                                      WHERE b.account_id = :account AND b.id = :broadcast
                                        AND b.stop = 'nothing')
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("broadcast", lease.broadcast().value())
                        .param("recipients", recipients)
                        .param("draft", draft == null ? null : draft.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /**
     * Commits that a call of unknown outcome is repeated; should this process die, it is due again.
     */
    boolean repeat(Lease lease, Call call, Instant now, Instant again) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET attempts = attempts + 1, attempted_at = :now, due_at = :again
                                WHERE account_id = :account AND id = :id AND state = 'unknown'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("now", Timestamp.from(now))
                        .param("again", Timestamp.from(again))
                        .update()
                == 1;
    }

    /** Puts a call of unknown outcome off that was looked at before its key may be used again. */
    boolean rest(Lease lease, Call call, Instant again) {
        return sql.sql(
                                """
                                UPDATE broadcast.call SET due_at = :again
                                WHERE account_id = :account AND id = :id AND state = 'unknown'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("again", Timestamp.from(again))
                        .update()
                == 1;
    }

    /** What was long in doubt may be long over, and its event lost: its status is asked at once. */
    boolean accept(AccountId account, UUID call, MsgId msgId, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.call c
                                SET state = 'accepted', msg_id = :msgId, problem = NULL,
                                    accepted_at = :now,
                                    due_at = CASE
                                        WHEN doubtful THEN :now::timestamptz
                                        WHEN (SELECT b.route FROM broadcast.broadcast b
                                              WHERE b.account_id = c.account_id
                                                AND b.id = c.broadcast_id) = 'to-all'
                                            THEN :pollToAllAt::timestamptz
                                        ELSE :pollAt::timestamptz END
                                WHERE account_id = :account AND id = :id
                                  AND state IN ('intent', 'unknown', 'held')
                                """)
                        .param("account", account.value())
                        .param("id", call)
                        .param("msgId", msgId.value())
                        .param("now", Timestamp.from(now))
                        .param("pollAt", Timestamp.from(Polling.first(now)))
                        .param("pollToAllAt", Timestamp.from(Polling.firstToAll(now)))
                        .update()
                == 1;
    }

    boolean doubt(Lease lease, Call call, Step.Doubt step) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'unknown', doubtful = true, due_at = :again,
                                    problem = :problem::jsonb
                                WHERE account_id = :account AND id = :id
                                  AND state IN ('intent', 'unknown')
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("again", Timestamp.from(step.again()))
                        .param("problem", broadcasts.write(step.reason()))
                        .update()
                == 1;
    }

    boolean postpone(Lease lease, Call call, Step.Postpone step) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'planned', due_at = :again, problem = :problem::jsonb
                                WHERE account_id = :account AND id = :id AND state = 'intent'
                                  AND NOT doubtful
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("again", Timestamp.from(step.again()))
                        .param("problem", broadcasts.write(step.reason()))
                        .update()
                == 1;
    }

    /**
     * Makes a call another day. No attempt so far was accepted, so the key's time begins with the
     * next one.
     */
    boolean nextDay(Lease lease, Call call, Step.NextDay step) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'planned', due_at = :again, intent_at = NULL,
                                    problem = :problem::jsonb
                                WHERE account_id = :account AND id = :id AND state = 'intent'
                                  AND NOT doubtful
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("again", Timestamp.from(step.again()))
                        .param("problem", broadcasts.write(step.reason()))
                        .update()
                == 1;
    }

    /** Lets the calls that are not begun wait for this time at least. */
    void putOff(Lease lease, Instant again) {
        sql.sql(
                        """
                        UPDATE broadcast.call SET due_at = greatest(due_at, :again)
                        WHERE account_id = :account AND broadcast_id = :broadcast
                          AND state = 'planned'
                        """)
                .param("account", lease.account().value())
                .param("broadcast", lease.broadcast().value())
                .param("again", Timestamp.from(again))
                .update();
    }

    /** Has the list of a call looked through before it is made again. */
    boolean wantRepair(Lease lease, Call call, Reason reason, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'planned', repair = 'wanted', due_at = :now,
                                    problem = :problem::jsonb
                                WHERE account_id = :account AND id = :id AND state = 'intent'
                                  AND NOT doubtful
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("now", Timestamp.from(now))
                        .param("problem", broadcasts.write(reason))
                        .update()
                == 1;
    }

    /** Puts a call off that was not begun. */
    boolean putOff(Lease lease, Call call, Instant again) {
        return sql.sql(
                                """
                                UPDATE broadcast.call SET due_at = :again
                                WHERE account_id = :account AND id = :id AND state = 'planned'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("again", Timestamp.from(again))
                        .update()
                == 1;
    }

    /** The platform accepted nothing of it, so the same key may carry what is left. */
    boolean repaired(Lease lease, Call call, RoaringBitmap members, Reason reason, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET repair = 'done', members = :members, recipients = :recipients,
                                    due_at = :now, problem = :problem::jsonb
                                WHERE account_id = :account AND id = :id AND state = 'planned'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("members", BroadcastStore.bytes(members))
                        .param("recipients", members.getLongCardinality())
                        .param("now", Timestamp.from(now))
                        .param("problem", broadcasts.write(reason))
                        .update()
                == 1;
    }

    boolean refuse(Lease lease, Call call, Reason reason, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'refused', due_at = NULL, finished_at = :now,
                                    problem = :problem::jsonb
                                WHERE account_id = :account AND id = :id
                                  AND state IN ('planned', 'intent') AND NOT doubtful
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("now", Timestamp.from(now))
                        .param("problem", broadcasts.write(reason))
                        .update()
                == 1;
    }

    boolean hold(Lease lease, Call call, Reason reason) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'held', due_at = NULL, problem = :problem::jsonb
                                WHERE account_id = :account AND id = :id
                                  AND state IN ('planned', 'intent', 'unknown')
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("problem", broadcasts.write(reason))
                        .update()
                == 1;
    }

    /** Keeps the calls not yet begun from being made; what is stopped for good stays so. */
    void stop(Lease lease, Stop stop, Reason reason) {
        sql.sql(
                        """
                        UPDATE broadcast.broadcast
                        SET stop = CASE
                                WHEN stop IN ('refused', 'cancelled') THEN stop
                                WHEN stop = 'paused' AND :stop = 'held' THEN stop
                                ELSE :stop END,
                            problem = :problem::jsonb
                        WHERE account_id = :account AND id = :id AND fence = :fence
                        """)
                .param("account", lease.account().value())
                .param("id", lease.broadcast().value())
                .param("fence", lease.fence())
                .param("stop", BroadcastStore.word(stop))
                .param("problem", broadcasts.write(reason))
                .update();
    }

    /** Notes what {@code mass/get} said; the counts are not its to tell. */
    boolean polled(Lease lease, Call call, @Nullable String status, Instant again) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET polls = polls + 1, status = :status, due_at = :again,
                                    confirmation_until = NULL
                                WHERE account_id = :account AND id = :id AND state = 'accepted'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("status", status)
                        .param("again", Timestamp.from(again))
                        .update()
                == 1;
    }

    /** Notes that the administrator has to confirm a send first. */
    boolean awaitConfirmation(Lease lease, Call call, Instant until, Instant again) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET confirmation_until = :until, due_at = :again
                                WHERE account_id = :account AND id = :id AND state = 'accepted'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("until", Timestamp.from(until))
                        .param("again", Timestamp.from(again))
                        .update()
                == 1;
    }

    /** Ends a call without its event. The counts stay unknown, and perhaps the success too. */
    boolean finishUncounted(
            Lease lease, Call call, @Nullable Boolean successful, Reason reason, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'finished', successful = :successful::boolean,
                                    due_at = NULL, finished_at = :now, problem = :problem::jsonb
                                WHERE account_id = :account AND id = :id AND state = 'accepted'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("successful", successful)
                        .param("problem", broadcasts.write(reason))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /**
     * Derives the state of a broadcast from its calls, of which those not begun are cancelled if it
     * was stopped for good. The caller holds its row.
     */
    Settlement.Settled settle(AccountId account, BroadcastId broadcast, Instant now) {
        var stop = stop(account, broadcast);
        if (stop.isFinal()) {
            cancelPlanned(account, broadcast, stop, now);
        }
        var tally = tally(account, broadcast);
        if (stop == Stop.HELD && tally.held() == 0) {
            goOn(account, broadcast, now);
            stop = Stop.NOTHING;
        }
        var state = tally.state(stop);
        return sql.sql(
                        """
                        UPDATE broadcast.broadcast b
                        SET state = :state,
                            finished_at = CASE WHEN :terminal THEN coalesce(finished_at, :now) END
                        WHERE account_id = :account AND id = :id
                        RETURNING old.state AS before, coalesce(b.problem, (
                            SELECT c.problem FROM broadcast.call c
                            WHERE c.account_id = b.account_id AND c.broadcast_id = b.id
                              AND c.problem IS NOT NULL
                            ORDER BY c.state = 'held' DESC, c.number
                            LIMIT 1)) AS reason
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .param("state", BroadcastStore.word(state))
                .param("terminal", state.isTerminal())
                .param("now", Timestamp.from(now))
                .query(
                        (row, _) ->
                                new Settlement.Settled(
                                        BroadcastState.valueOf(
                                                BroadcastStore.constant(row.getString("before"))),
                                        state,
                                        broadcasts.reason(row.getString("reason"))))
                .single();
    }

    /**
     * Makes the calls of an account whose outcome is unknown due now. Locks as everybody does:
     * broadcasts before their calls, and several broadcasts in the order of their ids.
     */
    void reconsider(AccountId account, Instant now) {
        for (var broadcast : lockDoubtful(account)) {
            sql.sql(
                            """
                            WITH doubtful AS (
                                UPDATE broadcast.call SET due_at = :now
                                WHERE account_id = :account AND broadcast_id = :id
                                  AND state = 'unknown')
                            UPDATE broadcast.broadcast SET due_at = :now
                            WHERE account_id = :account AND id = :id
                            """)
                    .param("account", account.value())
                    .param("id", broadcast)
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    private List<UUID> lockDoubtful(AccountId account) {
        return sql.sql(
                        """
                        SELECT b.id FROM broadcast.broadcast b
                        WHERE b.account_id = :account
                          AND EXISTS (
                              SELECT 1 FROM broadcast.call c
                              WHERE c.account_id = b.account_id AND c.broadcast_id = b.id
                                AND c.state = 'unknown')
                        ORDER BY b.id
                        FOR UPDATE OF b
                        """)
                .param("account", account.value())
                .query(UUID.class)
                .list();
    }

    /** Nobody has to decide anything any more. */
    private void goOn(AccountId account, BroadcastId broadcast, Instant now) {
        sql.sql(
                        """
                        UPDATE broadcast.broadcast
                        SET stop = 'nothing', problem = NULL, due_at = :now
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /**
     * A held call that the platform certainly does not have goes the same way, if an operator
     * cancels.
     */
    private void cancelPlanned(AccountId account, BroadcastId broadcast, Stop stop, Instant now) {
        sql.sql(
                        """
                        UPDATE broadcast.call
                        SET state = 'cancelled', due_at = NULL, finished_at = :now
                        WHERE account_id = :account AND broadcast_id = :id
                          AND (state = 'planned'
                               OR state = 'held' AND NOT doubtful AND :cancelled)
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .param("cancelled", stop == Stop.CANCELLED)
                .param("now", Timestamp.from(now))
                .update();
    }

    private Stop stop(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        SELECT stop FROM broadcast.broadcast
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .query((row, _) -> Stop.valueOf(BroadcastStore.constant(row.getString(1))))
                .single();
    }

    private CallTally tally(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        SELECT count(*) FILTER (WHERE state = 'planned') AS planned,
                               count(*) FILTER (WHERE state IN ('intent', 'unknown')) AS unresolved,
                               count(*) FILTER (WHERE state = 'accepted') AS accepted,
                               count(*) FILTER (WHERE state = 'refused') AS refused,
                               count(*) FILTER (WHERE state = 'held') AS held,
                               count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
                               count(*) FILTER (WHERE state = 'finished' AND successful) AS delivered,
                               count(*) FILTER (WHERE state = 'finished' AND (
                                   NOT successful
                                   OR successful IS NULL AND decision = 'given-up'))
                                   AS undelivered,
                               count(*) FILTER (WHERE state = 'finished' AND successful IS NULL
                                   AND decision IS DISTINCT FROM 'given-up')
                                   AS unreported
                        FROM broadcast.call
                        WHERE account_id = :account AND broadcast_id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .query(CallTally.class)
                .single();
    }

    private Work work(ResultSet row) throws SQLException {
        var members = row.getBytes("members");
        var draft = row.getString("draft_id");
        return new Work(
                broadcasts.readCall(row),
                members == null ? null : BroadcastStore.bitmap(members),
                row.getString("repair"),
                draft == null ? null : new MediaId(draft));
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                new AccountId(row.getObject("account_id", UUID.class)),
                new BroadcastId(row.getObject("id", UUID.class)),
                row.getLong("fence"));
    }
}
