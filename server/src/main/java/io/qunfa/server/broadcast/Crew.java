package io.qunfa.server.broadcast;

import io.qunfa.server.broadcast.DeliveryStore.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Works on the calls of one leased broadcast, several at once, each in its turn of the account's
 * pace. One thread picks; what it has picked is nobody else's until it is done.
 */
@Component
final class Crew {

    /** Reading a list, writing it out and waiting for the answer overlap; more does not help. */
    private static final int AT_ONCE = 4;

    /** A turn that is nearer than this is waited for with the lease in hand. */
    private static final Duration WAITED_FOR = Duration.ofSeconds(10);

    /** The clock of the rules may be turned, or run fast, while somebody waits for it. */
    private static final Duration LOOK = Duration.ofMillis(5);

    private final DeliveryStore store;
    private final PaceStore paces;
    private final Speeds speeds;
    private final Delivery delivery;
    private final Leases leases;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private volatile boolean closing;

    Crew(
            DeliveryStore store,
            PaceStore paces,
            Speeds speeds,
            Delivery delivery,
            Leases leases,
            TransactionOperations transactions,
            InstantSource clock) {
        this.store = store;
        this.paces = paces;
        this.speeds = speeds;
        this.delivery = delivery;
        this.leases = leases;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Begins nothing more; what was begun is brought to its end. */
    void close() {
        closing = true;
    }

    /** Makes every call that is due, then lets go of the broadcast until the next one is. */
    void run(Lease lease) {
        var failure = new Shift(lease).work();
        if (failure != null) {
            throw failure;
        }
        leases.release(lease);
    }

    /** One lease's worth of work. */
    private final class Shift {

        private final Lease lease;
        private final DeliveryStore.Dispatch dispatch;
        private final Semaphore places;
        private final Semaphore done = new Semaphore(0);
        private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private boolean speedIsSet;

        Shift(Lease lease) {
            this.lease = lease;
            this.dispatch = store.dispatch(lease);
            this.places = new Semaphore(dispatch.inOrder() ? 1 : AT_ONCE);
        }

        @Nullable RuntimeException work() {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                pick(threads);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
            return failure.get();
        }

        private void pick(ExecutorService threads) {
            while (goesOn()) {
                places.acquireUninterruptibly();
                var work = goesOn() ? next() : Optional.<Work>empty();
                if (work.isPresent() && takesItsTurn(work.get())) {
                    start(threads, work.get());
                } else {
                    places.release();
                    if (!awaitSomebody()) {
                        return;
                    }
                }
            }
        }

        private Optional<Work> next() {
            done.drainPermits();
            return store.next(lease, clock.instant(), underWay);
        }

        private boolean goesOn() {
            return !closing && failure.get() == null && leases.isAlive(lease);
        }

        /** Whether work that sends may be begun now, perhaps after a short wait. */
        private boolean takesItsTurn(Work work) {
            if (!work.sends()) {
                return true;
            }
            var due = take();
            while (due.isPresent()) {
                if (!isNear(due.get()) || !waitFor(due.get())) {
                    return false;
                }
                due = take();
            }
            if (!speedIsSet) {
                speeds.prepare(lease);
                speedIsSet = true;
            }
            return true;
        }

        private Optional<Instant> take() {
            return Objects.requireNonNull(
                    transactions.execute(_ -> paces.take(lease.account(), clock.instant())));
        }

        private boolean isNear(Instant due) {
            return !due.isAfter(clock.instant().plus(WAITED_FOR));
        }

        private boolean waitFor(Instant due) {
            var left = Duration.between(clock.instant(), due);
            while (left.isPositive() && goesOn()) {
                LockSupport.parkNanos(Math.min(left.toNanos(), LOOK.toNanos()));
                left = Duration.between(clock.instant(), due);
            }
            return goesOn();
        }

        private void start(ExecutorService threads, Work work) {
            underWay.add(work.call().id());
            threads.execute(
                    () -> {
                        try {
                            delivery.advance(lease, dispatch, work);
                        } catch (RuntimeException e) {
                            failure.compareAndSet(null, e);
                        } finally {
                            underWay.remove(work.call().id());
                            places.release();
                            done.release();
                        }
                    });
        }

        /** Whether somebody was still at work, and has ended; there may be something new then. */
        private boolean awaitSomebody() {
            if (done.tryAcquire()) {
                return true;
            }
            if (underWay.isEmpty()) {
                return false;
            }
            done.acquireUninterruptibly();
            return true;
        }
    }
}
