package io.qunfa.server.broadcast;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node works on. A lease lasts six seconds on the database's clock and is renewed every
 * two; here its age is counted on a clock that nobody can set.
 */
final class Leases {

    static final Duration LENGTH = Duration.ofSeconds(6);
    static final Duration RENEWAL = Duration.ofSeconds(2);

    private final UUID holder;
    private final DeliveryStore store;
    private final InstantSource clock;
    private final Map<Lease, Long> renewedAtNanos = new ConcurrentHashMap<>();

    Leases(UUID holder, DeliveryStore store, InstantSource clock) {
        this.holder = holder;
        this.store = store;
        this.clock = clock;
    }

    /** Takes a broadcast that is due. */
    Optional<Lease> claim() {
        var asked = System.nanoTime();
        var lease = store.claim(holder, clock.instant(), LENGTH);
        lease.ifPresent(taken -> renewedAtNanos.put(taken, asked));
        return lease;
    }

    void renewAll() {
        for (var lease : renewedAtNanos.keySet()) {
            var asked = System.nanoTime();
            if (store.renew(lease, LENGTH)) {
                renewedAtNanos.computeIfPresent(lease, (_, _) -> asked);
            }
        }
    }

    /** Whether a lease certainly still runs. */
    boolean isAlive(Lease lease) {
        var renewed = renewedAtNanos.get(lease);
        return renewed != null && System.nanoTime() - renewed < LENGTH.toNanos();
    }

    /** Lets go of a broadcast whose work is done for now. */
    void release(Lease lease) {
        renewedAtNanos.remove(lease);
        store.release(lease);
    }

    /**
     * Stops renewing a lease after a failure; it runs out, and that is the pause before a retry.
     */
    void abandon(Lease lease) {
        renewedAtNanos.remove(lease);
    }
}
