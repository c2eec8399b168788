package io.qunfa.server.database;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes ids that sort by the time they were made (RFC 9562, version 7), so that indexes grow at
 * their end. Within one millisecond a counter keeps the order.
 */
public final class Uuid7 {

    private static final int COUNTER_BITS = 12;
    private static final int COUNTER_LIMIT = 1 << COUNTER_BITS;

    private final InstantSource clock;
    private final SecureRandom random;
    private long lastMillis;
    private int counter;

    public Uuid7(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        var low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(high(), low);
    }

    /** A full counter borrows the next millisecond, and a clock set back waits for itself. */
    private synchronized long high() {
        var millis = clock.millis();
        if (millis > lastMillis) {
            lastMillis = millis;
            counter = random.nextInt(COUNTER_LIMIT / 2);
        } else if (++counter == COUNTER_LIMIT) {
            lastMillis++;
            counter = 0;
        }
        return lastMillis << 16 | 0x7000 | counter;
    }
}
