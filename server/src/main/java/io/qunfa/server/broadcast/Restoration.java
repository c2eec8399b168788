package io.qunfa.server.broadcast;

import io.qunfa.server.access.Audit;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Recognises, before anything is delivered, a database that was restored from a backup. What it
 * says has not been sent may have been, so everything under way is held for a person.
 */
@Component
final class Restoration implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Restoration.class);

    private final RestorationStore store;
    private final IntentMarker marker;
    private final Settlement settlement;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private volatile boolean running;
    private long seen;

    Restoration(
            RestorationStore store,
            IntentMarker marker,
            Settlement settlement,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.store = store;
        this.marker = marker;
        this.settlement = settlement;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        transactions.executeWithoutResult(_ -> check());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the loops that work. */
    @Override
    public int getPhase() {
        return 0;
    }

    /**
     * Looks again while the server runs: the database may be put back under it, and other nodes
     * make calls too. What they were about to do is noted one look later, when it is certainly on
     * the database's disk, so that each node knows of all.
     */
    void look() {
        transactions.executeWithoutResult(_ -> check());
        marker.note(seen);
        seen = store.intents();
    }

    /** Runs in its caller's transaction. */
    void check() {
        var now = store.incarnation();
        var known = store.known();
        var noted = marker.read().orElse(0L);
        var isAhead = noted > store.intents();
        var isRestored = isAhead || known.filter(before -> !before.equals(now)).isPresent();
        if (!known.equals(Optional.of(now))) {
            store.know(now);
        }
        if (isRestored) {
            holdEverything();
            store.raiseIntents(noted);
            store.restored(clock.instant());
        }
    }

    private void holdEverything() {
        var now = clock.instant();
        var reason = Reason.of("database-restored");
        var scheduled = store.holdScheduled(reason);
        for (var broadcast : scheduled) {
            settlement.held(
                    broadcast.account(),
                    broadcast.broadcast(),
                    BroadcastState.SCHEDULED,
                    reason,
                    now);
            audit.record(
                    broadcast.account().value(),
                    "broadcast.held",
                    Map.of(
                            "broadcast", broadcast.broadcast().toString(),
                            "reason", reason.code()));
        }
        var held = store.hold(reason);
        for (var broadcast : held) {
            settlement.settle(broadcast.account(), broadcast.broadcast(), now);
        }
        log.warn("broadcast.database-restored held={}", held.size() + scheduled.size());
    }
}
