package io.qunfa.server.inbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Stores pushes of many requests in one insert, so that they share one commit and its wait for the
 * disk. A request is answered after the commit that holds its push.
 */
@Component
final class Intake implements SmartLifecycle {

    /** While one writer waits for the disk, the other collects. */
    private static final int WRITERS = 2;

    /** How long the first waits for others to share its commit, where the one before was shared. */
    private static final int GATHER_MILLIS = 5;

    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_WAITING = 10_000;

    /** The platform gives up after five seconds. */
    private static final long PATIENCE_MILLIS = 4_000;

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final PushStore store;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile List<Thread> writers = List.of();

    Intake(PushStore store) {
        this.store = store;
    }

    /** A push of a request that waits. */
    private record Pending(Arrival arrival, CompletableFuture<Optional<String>> shown) {}

    /** A push could not be stored in time; the platform will deliver it again. */
    static final class Overloaded extends RuntimeException {
        Overloaded(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Stores a push unless it is there, and returns when that is durable.
     *
     * @return the reply to answer: of the first delivery, if this is a repeated one
     * @throws Overloaded if that takes too long
     */
    Optional<String> store(Arrival arrival) {
        var pending = new Pending(arrival, new CompletableFuture<>());
        try {
            if (!queue.offer(pending)) {
                throw new Overloaded("too many pushes wait to be stored");
            }
            return pending.shown().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Overloaded("a push was not stored: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Overloaded("interrupted while storing a push");
        }
    }

    private void write() {
        var crowded = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var batch = new ArrayList<Pending>();
                batch.add(queue.take());
                if (crowded) {
                    TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                }
                queue.drainTo(batch, MOST_AT_ONCE - 1);
                crowded = batch.size() > 1;
                store(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** In one order everywhere, or two inserts of the same pushes could wait for each other. */
    private void store(List<Pending> batch) {
        batch.sort(Comparator.comparing(each -> each.arrival().digest(), Arrays::compare));
        try {
            insert(batch);
        } catch (DataAccessException e) {
            log.error("inbox.store-failed pushes={}", batch.size(), e);
            batch.forEach(this::storeAlone);
        }
    }

    private void insert(List<Pending> batch) {
        var fresh = store.insert(batch.stream().map(Pending::arrival).toList());
        for (var each : batch) {
            var arrival = each.arrival();
            var shown =
                    fresh.contains(arrival.id().value()) ? arrival.reply() : store.reply(arrival);
            each.shown().complete(shown);
        }
    }

    /** One push that cannot be stored must not keep others from being stored. */
    private void storeAlone(Pending pending) {
        try {
            insert(List.of(pending));
        } catch (DataAccessException e) {
            pending.shown().completeExceptionally(e);
        }
    }

    @Override
    public void start() {
        var started = new ArrayList<Thread>();
        for (var i = 0; i < WRITERS; i++) {
            started.add(Thread.ofPlatform().name("inbox-writer-" + i).daemon().start(this::write));
        }
        writers = List.copyOf(started);
    }

    @Override
    public void stop() {
        writers.forEach(Thread::interrupt);
        writers = List.of();
    }

    @Override
    public boolean isRunning() {
        return !writers.isEmpty();
    }

    /** Before the first request, and until after the last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
