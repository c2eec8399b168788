package io.qunfa.server.inbox;

import io.qunfa.client.callback.Event;
import io.qunfa.client.callback.Push;
import io.qunfa.server.inbox.PushStore.PushId;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands stored pushes on, each in one transaction with whatever listens, so that it takes effect
 * once. A push that fails is tried again, later each time.
 */
@Component
final class Processing {

    private static final Logger log = LoggerFactory.getLogger(Processing.class);

    private static final int MAX_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final PushStore store;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    Processing(
            PushStore store,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            InstantSource clock) {
        this.store = store;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Hands one push on. False if none is due. */
    boolean workOnce() {
        var now = clock.instant();
        var claimed = store.claim(now, now.plus(FIRST_PAUSE));
        claimed.ifPresent(this::attempt);
        return claimed.isPresent();
    }

    private void attempt(PushId id) {
        try {
            transactions.executeWithoutResult(_ -> process(id));
        } catch (RuntimeException e) {
            log.error("inbox.push-failed push={}", id.value(), e);
            var again = clock.instant().plus(pause(store.attempts(id)));
            store.failed(id, e.getClass().getSimpleName(), MAX_ATTEMPTS, again);
        }
    }

    private void process(PushId id) {
        store.lock(id)
                .ifPresent(
                        stored -> {
                            var push = stored.push();
                            events.publishEvent(
                                    new PushReceived(id.account(), push, stored.receivedAt()));
                            store.processed(id, clock.instant());
                            eraseIfGone(id, push);
                        });
    }

    /** The platform demands that a follower who leaves is forgotten. */
    private void eraseIfGone(PushId id, Push push) {
        if (push instanceof Event.Unsubscribe(var envelope)) {
            store.erase(id.account(), envelope.sender());
        }
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
