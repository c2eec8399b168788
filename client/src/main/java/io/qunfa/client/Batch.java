package io.qunfa.client;

import java.util.List;

/** How many things one call takes. */
final class Batch {

    private Batch() {}

    static void require(String what, List<?> batch, int max) {
        if (batch.isEmpty() || batch.size() > max) {
            throw new IllegalArgumentException(
                    "one call takes 1 to %d of %s, not %d".formatted(max, what, batch.size()));
        }
    }
}
