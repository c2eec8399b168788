package io.qunfa.server.broadcast;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives a once-only key back to followers whom no call of an ended broadcast has reached, so that
 * another broadcast with the same key may.
 */
@Component
final class OnceOnly {

    private final ReviewStore store;

    OnceOnly(ReviewStore store) {
        this.store = store;
    }

    /** In the transaction that ends the broadcast. */
    @EventListener
    void on(BroadcastChanged changed) {
        switch (changed.state()) {
            case PARTLY_SENT, FAILED, CANCELLED ->
                    store.unreached(changed.account(), changed.broadcast())
                            .ifPresent(
                                    unreached -> {
                                        var served =
                                                store.lockServed(
                                                        changed.account(), unreached.key());
                                        served.andNot(unreached.members());
                                        store.saveServed(
                                                changed.account(), unreached.key(), served);
                                    });
            case DRAFT,
                    SUBMITTED,
                    APPROVED,
                    REJECTED,
                    SCHEDULED,
                    SENDING,
                    PAUSED,
                    AWAITING_RESULT,
                    FINISHED,
                    HELD -> {}
        }
    }
}
