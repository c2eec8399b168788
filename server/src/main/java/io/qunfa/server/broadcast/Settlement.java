package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Derives the state of a broadcast from its calls after each change, and tells the other modules
 * when it has become another one. Every method runs in its caller's transaction.
 */
@Component
final class Settlement {

    private final DeliveryStore store;
    private final ApplicationEventPublisher events;

    Settlement(DeliveryStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    /**
     * @param reason what went wrong with it or, if nothing did, with one of its calls
     */
    record Settled(BroadcastState before, BroadcastState state, @Nullable Reason reason) {}

    /** The caller holds the broadcast's row. */
    BroadcastState settle(AccountId account, BroadcastId broadcast, Instant now) {
        var settled = store.settle(account, broadcast, now);
        if (settled.before() != settled.state()) {
            publish(account, broadcast, settled, now);
        }
        return settled.state();
    }

    /** Tells of a state that no call decides, such as a draft's. */
    void changed(
            AccountId account,
            BroadcastId broadcast,
            @Nullable BroadcastState before,
            BroadcastState state,
            Instant now) {
        events.publishEvent(new BroadcastChanged(account, broadcast, before, state, null, now));
    }

    /** Tells of a broadcast that did not begin. */
    void held(Broadcast broadcast, Reason reason, Instant now) {
        events.publishEvent(
                new BroadcastChanged(
                        broadcast.account(),
                        broadcast.id(),
                        broadcast.state(),
                        BroadcastState.HELD,
                        reason,
                        now));
    }

    /** Tells of a state that people decide. */
    void changed(Broadcast before, BroadcastState state, Instant now) {
        if (before.state() != state) {
            changed(before.account(), before.id(), before.state(), state, now);
        }
    }

    private void publish(AccountId account, BroadcastId broadcast, Settled settled, Instant now) {
        events.publishEvent(
                new BroadcastChanged(
                        account,
                        broadcast,
                        settled.before(),
                        settled.state(),
                        settled.reason(),
                        now));
    }
}
