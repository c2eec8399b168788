package io.qunfa.server.broadcast;

import io.qunfa.server.access.Audit;
import io.qunfa.server.account.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
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
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Settlement(DeliveryStore store, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.audit = audit;
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
            action(settled.state())
                    .ifPresent(action -> record(account, broadcast, action, settled));
            publish(account, broadcast, settled, now);
        }
        return settled.state();
    }

    /** What its calls have made of it; whoever pauses or cancels is on record already. */
    private static Optional<String> action(BroadcastState state) {
        return switch (state) {
            case DRAFT, SUBMITTED, APPROVED, REJECTED, SCHEDULED, PAUSED, CANCELLED ->
                    Optional.empty();
            case SENDING -> Optional.of("broadcast.went-on");
            case AWAITING_RESULT -> Optional.of("broadcast.calls-made");
            case FINISHED -> Optional.of("broadcast.finished");
            case PARTLY_SENT -> Optional.of("broadcast.partly-sent");
            case FAILED -> Optional.of("broadcast.failed");
            case HELD -> Optional.of("broadcast.held");
        };
    }

    private void record(AccountId account, BroadcastId broadcast, String action, Settled settled) {
        var details = new HashMap<String, Object>();
        details.put("broadcast", broadcast.toString());
        if (settled.reason() != null) {
            details.put("reason", settled.reason().code());
        }
        audit.record(account.value(), action, details);
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
        held(broadcast.account(), broadcast.id(), broadcast.state(), reason, now);
    }

    void held(
            AccountId account,
            BroadcastId broadcast,
            BroadcastState before,
            Reason reason,
            Instant now) {
        events.publishEvent(
                new BroadcastChanged(account, broadcast, before, BroadcastState.HELD, reason, now));
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
