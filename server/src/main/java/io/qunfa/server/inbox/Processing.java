package io.qunfa.server.inbox;

import io.qunfa.client.callback.Event;
import io.qunfa.server.inbox.PushStore.PushId;
import io.qunfa.server.inbox.PushStore.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands stored pushes of one priority on, many in one transaction with whatever listens, so that
 * each takes effect once. If that fails, the batch is halved until the push that fails stands
 * alone: it is tried again, later each time, and the others go their way.
 */
final class Processing {

    private static final Logger log = LoggerFactory.getLogger(Processing.class);

    private static final int MOST_AT_ONCE = 256;
    private static final int MAX_ATTEMPTS = 12;
    private static final int LONGEST_PROBLEM = 500;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Priority priority;
    private final PushStore store;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    Processing(
            Priority priority,
            PushStore store,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            InstantSource clock) {
        this.priority = priority;
        this.store = store;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Hands on what is due, up to a batch of it. False if nothing is due. */
    boolean workOnce() {
        var batch = new ArrayList<PushId>();
        try {
            transactions.executeWithoutResult(
                    _ -> {
                        var due = store.lock(priority, clock.instant(), MOST_AT_ONCE);
                        due.forEach(stored -> batch.add(stored.id()));
                        handOn(due);
                    });
        } catch (RuntimeException e) {
            halve(batch, e);
        }
        return !batch.isEmpty();
    }

    private void handOn(List<Stored> due) {
        if (due.isEmpty()) {
            return;
        }
        var received =
                due.stream()
                        .map(
                                stored ->
                                        new PushReceived(
                                                stored.id().account(),
                                                stored.id().value(),
                                                stored.push(),
                                                stored.receivedAt(),
                                                stored.relayedTo()))
                        .toList();
        received.forEach(events::publishEvent);
        events.publishEvent(new PushesReceived(received));
        store.processed(due.stream().map(Stored::id).toList(), clock.instant());
        due.forEach(this::eraseIfGone);
    }

    private void attempt(List<PushId> batch) {
        try {
            transactions.executeWithoutResult(_ -> handOn(store.lock(priority, batch)));
        } catch (RuntimeException e) {
            halve(batch, e);
        }
    }

    private void halve(List<PushId> batch, RuntimeException problem) {
        switch (batch.size()) {
            case 0 -> throw problem;
            case 1 -> failed(batch.getFirst(), problem);
            default -> {
                var half = batch.size() / 2;
                attempt(batch.subList(0, half));
                attempt(batch.subList(half, batch.size()));
            }
        }
    }

    private void failed(PushId id, RuntimeException problem) {
        log.error("inbox.push-failed push={}", id.value(), problem);
        var attempts = store.attempts(id) + 1;
        var again = clock.instant().plus(pause(attempts));
        store.failed(id, text(problem), attempts >= MAX_ATTEMPTS, again);
    }

    private static String text(RuntimeException problem) {
        var text = problem.toString().replace('\0', ' ');
        return text.substring(0, Math.min(text.length(), LONGEST_PROBLEM));
    }

    /** The platform demands that a follower who leaves is forgotten. */
    private void eraseIfGone(Stored stored) {
        if (stored.push() instanceof Event.Unsubscribe(var envelope)) {
            var forgotten = store.erase(stored.id(), envelope.sender());
            events.publishEvent(new PushesForgotten(stored.id().account(), forgotten));
        }
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
