package io.qunfa.server.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node works on. A lease lasts six seconds on the database's clock and is renewed every
 * two. Here its age is counted on a clock that nobody can set and on one that goes on while the
 * machine sleeps; whichever says that it is over is believed.
 */
final class Leases {

    static final Duration LENGTH = Duration.ofSeconds(6);
    static final Duration RENEWAL = Duration.ofSeconds(2);

    private final UUID holder;
    private final DeliveryStore store;
    private final InstantSource clock;
    private final Map<Lease, Moment> renewedAt = new ConcurrentHashMap<>();

    /** A point in time on both clocks. */
    private record Moment(long nanos, Instant wall) {

        static Moment now() {
            return new Moment(System.nanoTime(), InstantSource.system().instant());
        }

        boolean isWithin(Duration length, Moment now) {
            return now.nanos - nanos < length.toNanos()
                    && Duration.between(wall, now.wall).compareTo(length) < 0;
        }
    }

    Leases(UUID holder, DeliveryStore store, InstantSource clock) {
        this.holder = holder;
        this.store = store;
        this.clock = clock;
    }

    /** Takes a broadcast that is due. */
    Optional<Lease> claim() {
        var asked = Moment.now();
        var lease = store.claim(holder, clock.instant(), LENGTH);
        lease.ifPresent(taken -> renewedAt.put(taken, asked));
        return lease;
    }

    void renewAll() {
        for (var lease : renewedAt.keySet()) {
            var asked = Moment.now();
            if (store.renew(lease, LENGTH)) {
                renewedAt.computeIfPresent(lease, (_, _) -> asked);
            }
        }
    }

    /** Whether a lease certainly still runs. */
    boolean isAlive(Lease lease) {
        var renewed = renewedAt.get(lease);
        return renewed != null && renewed.isWithin(LENGTH, Moment.now());
    }

    /** Lets go of a broadcast whose work is done for now. */
    void release(Lease lease) {
        renewedAt.remove(lease);
        store.release(lease);
    }

    /**
     * Stops renewing a lease after a failure; it runs out, and that is the pause before a retry.
     */
    void abandon(Lease lease) {
        renewedAt.remove(lease);
    }
}
