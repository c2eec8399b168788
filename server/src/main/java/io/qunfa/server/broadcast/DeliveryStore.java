package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import io.qunfa.client.TagId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.content.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

    /** A call with what is needed to make it. */
    record Work(Call call, @Nullable RoaringBitmap members) {}

    /** Takes a broadcast that is due and that no living node works on. */
    Optional<Lease> claim(UUID holder, Instant now, Duration lease) {
        return sql.sql(
                        """
                        update broadcast.broadcast b
                        set lease_holder = :holder, fence = fence + 1,
                            lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                        from (
                            select account_id, id from broadcast.broadcast
                            where due_at <= :now
                              and (lease_until is null or lease_until < clock_timestamp())
                            order by due_at
                            limit 1
                            for update skip locked
                        ) free
                        where b.account_id = free.account_id and b.id = free.id
                        returning b.account_id, b.id, b.fence
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
                                update broadcast.broadcast
                                set lease_until =
                                        clock_timestamp() + :length * interval '1 millisecond'
                                where account_id = :account and id = :id and fence = :fence
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
                                update broadcast.broadcast set revision = revision + 1
                                where account_id = :account and id = :id and fence = :fence
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
                        update broadcast.broadcast set revision = revision + 1
                        where account_id = :account and id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .update();
    }

    /** Lets go of a broadcast until its next call is due, or for good if none ever will be. */
    void release(Lease lease) {
        sql.sql(
                        """
                        update broadcast.broadcast b
                        set lease_holder = null, lease_until = null,
                            due_at = (
                                select min(coalesce(c.due_at, b.sent_at))
                                from broadcast.call c
                                where c.account_id = b.account_id and c.broadcast_id = b.id
                                  and (c.state in ('intent', 'unknown', 'accepted')
                                       or c.state = 'planned' and b.stop = 'nothing'))
                        where b.account_id = :account and b.id = :id and b.fence = :fence
                        """)
                .param("account", lease.account().value())
                .param("id", lease.broadcast().value())
                .param("fence", lease.fence())
                .update();
    }

    /** The next call to look at. An intent met here was left by a process that is gone. */
    Optional<Work> next(Lease lease, Instant now) {
        return sql.sql(
                        """
                        select c.*
                        from broadcast.call c
                        join broadcast.broadcast b
                          on b.account_id = c.account_id and b.id = c.broadcast_id
                        where c.account_id = :account and c.broadcast_id = :id
                          and b.fence = :fence
                          and (c.state = 'intent'
                               or c.state in ('unknown', 'accepted') and c.due_at <= :now
                               or c.state = 'planned' and b.stop = 'nothing'
                                  and (c.due_at is null or c.due_at <= :now))
                        order by c.number
                        limit 1
                        """)
                .param("account", lease.account().value())
                .param("id", lease.broadcast().value())
                .param("fence", lease.fence())
                .param("now", Timestamp.from(now))
                .query((row, _) -> work(row))
                .optional();
    }

    /** What every call of a broadcast carries, and to whom. */
    record Dispatch(Route route, Message message, @Nullable TagId tag) {}

    Dispatch dispatch(Lease lease) {
        return broadcasts.dispatch(lease.account(), lease.broadcast());
    }

    /** Commits that a call will be made: the row by which it is never made twice. */
    boolean begin(Lease lease, Call call, long recipients, Instant now) {
        return sql.sql(
                                """
                                update broadcast.call
                                set state = 'intent', attempts = attempts + 1, due_at = null,
                                    recipients = :recipients, problem = null,
                                    intent_at = coalesce(intent_at, :now), attempted_at = :now
                                where account_id = :account and id = :id and state = 'planned'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("recipients", recipients)
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
                                update broadcast.call
                                set attempts = attempts + 1, attempted_at = :now, due_at = :again
                                where account_id = :account and id = :id and state = 'unknown'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("now", Timestamp.from(now))
                        .param("again", Timestamp.from(again))
                        .update()
                == 1;
    }

    boolean accept(AccountId account, UUID call, MsgId msgId, Instant now, Instant pollAt) {
        return sql.sql(
                                """
                                update broadcast.call
                                set state = 'accepted', msg_id = :msgId, problem = null,
                                    accepted_at = :now, due_at = :pollAt
                                where account_id = :account and id = :id
                                  and state in ('intent', 'unknown')
                                """)
                        .param("account", account.value())
                        .param("id", call)
                        .param("msgId", msgId.value())
                        .param("now", Timestamp.from(now))
                        .param("pollAt", Timestamp.from(pollAt))
                        .update()
                == 1;
    }

    boolean doubt(Lease lease, Call call, Step.Doubt step) {
        return sql.sql(
                                """
                                update broadcast.call
                                set state = 'unknown', doubtful = true, due_at = :again,
                                    problem = :problem::jsonb
                                where account_id = :account and id = :id
                                  and state in ('intent', 'unknown')
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
                                update broadcast.call
                                set state = 'planned', due_at = :again, problem = :problem::jsonb
                                where account_id = :account and id = :id and state = 'intent'
                                  and not doubtful
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("again", Timestamp.from(step.again()))
                        .param("problem", broadcasts.write(step.reason()))
                        .update()
                == 1;
    }

    boolean refuse(Lease lease, Call call, Reason reason, Instant now) {
        return sql.sql(
                                """
                                update broadcast.call
                                set state = 'refused', due_at = null, finished_at = :now,
                                    problem = :problem::jsonb
                                where account_id = :account and id = :id
                                  and state in ('planned', 'intent') and not doubtful
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
                                update broadcast.call
                                set state = 'held', due_at = null, problem = :problem::jsonb
                                where account_id = :account and id = :id
                                  and state in ('planned', 'intent', 'unknown')
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("problem", broadcasts.write(reason))
                        .update()
                == 1;
    }

    /** Keeps the calls not yet begun from being made. */
    void stop(Lease lease, Reason reason) {
        sql.sql(
                        """
                        update broadcast.broadcast
                        set stop = case when stop = 'nothing' then 'refused' else stop end,
                            problem = :problem::jsonb
                        where account_id = :account and id = :id and fence = :fence
                        """)
                .param("account", lease.account().value())
                .param("id", lease.broadcast().value())
                .param("fence", lease.fence())
                .param("problem", broadcasts.write(reason))
                .update();
    }

    /** Notes what {@code mass/get} said; the counts are not its to tell. */
    boolean polled(Lease lease, Call call, @Nullable String status, Instant again) {
        return sql.sql(
                                """
                                update broadcast.call
                                set polls = polls + 1, status = :status, due_at = :again
                                where account_id = :account and id = :id and state = 'accepted'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("status", status)
                        .param("again", Timestamp.from(again))
                        .update()
                == 1;
    }

    /** Ends a call without its event. The counts stay unknown. */
    boolean finishUncounted(
            Lease lease, Call call, boolean successful, @Nullable Reason reason, Instant now) {
        return sql.sql(
                                """
                                update broadcast.call
                                set state = 'finished', successful = :successful, due_at = null,
                                    finished_at = :now, problem = :problem::jsonb
                                where account_id = :account and id = :id and state = 'accepted'
                                """)
                        .param("account", lease.account().value())
                        .param("id", call.id())
                        .param("successful", successful)
                        .param("problem", reason == null ? null : broadcasts.write(reason))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Derives the state of a broadcast from its calls. The caller holds its row. */
    BroadcastState settle(AccountId account, BroadcastId broadcast, Instant now) {
        var stop = stop(account, broadcast);
        var state = tally(account, broadcast).state(stop);
        sql.sql(
                        """
                        update broadcast.broadcast
                        set state = :state,
                            finished_at = case when :terminal then coalesce(finished_at, :now) end
                        where account_id = :account and id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .param("state", BroadcastStore.word(state))
                .param("terminal", state.isTerminal())
                .param("now", Timestamp.from(now))
                .update();
        return state;
    }

    /** Makes the calls of an account whose outcome is unknown due now. */
    void reconsider(AccountId account, Instant now) {
        sql.sql(
                        """
                        with doubtful as (
                            update broadcast.call set due_at = :now
                            where account_id = :account and state = 'unknown'
                            returning broadcast_id)
                        update broadcast.broadcast set due_at = :now
                        where account_id = :account
                          and id in (select broadcast_id from doubtful)
                        """)
                .param("account", account.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    private Stop stop(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        select stop from broadcast.broadcast
                        where account_id = :account and id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .query((row, _) -> Stop.valueOf(BroadcastStore.constant(row.getString(1))))
                .single();
    }

    private CallTally tally(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        select count(*) filter (where state = 'planned') as planned,
                               count(*) filter (where state in ('intent', 'unknown')) as unresolved,
                               count(*) filter (where state = 'accepted') as accepted,
                               count(*) filter (where state = 'refused') as refused,
                               count(*) filter (where state = 'held') as held,
                               count(*) filter (where state = 'finished' and successful) as delivered,
                               count(*) filter (where state = 'finished' and not successful)
                                   as undelivered
                        from broadcast.call
                        where account_id = :account and broadcast_id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .query(CallTally.class)
                .single();
    }

    private Work work(ResultSet row) throws SQLException {
        var members = row.getBytes("members");
        return new Work(
                broadcasts.readCall(row), members == null ? null : BroadcastStore.bitmap(members));
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                new AccountId(row.getObject("account_id", UUID.class)),
                new BroadcastId(row.getObject("id", UUID.class)),
                row.getLong("fence"));
    }
}
