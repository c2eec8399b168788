package io.qunfa.server.broadcast;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Delivers several broadcasts at once on this node, each on a thread of its own. */
@Component
final class Deliveries implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    /** Slow answers for one account must not keep the others waiting. */
    private static final int AT_ONCE = 16;

    private static final Duration LEAVE_TIME = Duration.ofSeconds(8);

    private final Leases leases;
    private final Crew crew;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Deliveries(Leases leases, Crew crew) {
        this.leases = leases;
        this.crew = crew;
    }

    /** Starts working on one broadcast that is due. False if there is none, or no place for it. */
    boolean workOnce() {
        if (!places.tryAcquire()) {
            return false;
        }
        var started = false;
        try {
            var lease = leases.claim();
            lease.ifPresent(
                    taken ->
                            Thread.ofVirtual()
                                    .name("broadcast-" + taken.broadcast())
                                    .start(() -> deliver(taken)));
            started = lease.isPresent();
            return started;
        } finally {
            if (!started) {
                places.release();
            }
        }
    }

    /** Waits a while for calls under way, so that their outcome is written down. */
    @Override
    public void destroy() throws InterruptedException {
        crew.close();
        var left = places.tryAcquire(AT_ONCE, LEAVE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        log.info("broadcast.deliveries-closed finished={}", left);
    }

    private void deliver(Lease lease) {
        try {
            crew.run(lease);
        } catch (LeaseLost e) {
            leases.abandon(lease);
            log.warn("broadcast.lease-lost lease={}", lease);
        } catch (RuntimeException e) {
            leases.abandon(lease);
            log.error("broadcast.delivery-failed lease={}", lease, e);
        } finally {
            places.release();
        }
    }
}
