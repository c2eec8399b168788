package io.qunfa.server.broadcast;

import io.qunfa.client.Tags;
import java.time.Duration;

/** What a temporary tag costs: one call to make it, fifty followers a call, one to remove it. */
final class TemporaryTagPrice {

    private static final Duration ONE_CALL = Duration.ofMillis(200);

    private TemporaryTagPrice() {}

    /** How many calls make, fill, empty and remove it; 0 if there is none. */
    static int calls(Selection selection) {
        return selection.route() == Route.BY_TEMPORARY_TAG && selection.recipients() > 0
                ? 2 + 2 * batches(selection.recipients())
                : 0;
    }

    /** How long it takes to fill. */
    static Duration duration(Selection selection) {
        return ONE_CALL.multipliedBy(calls(selection) / 2);
    }

    private static int batches(long members) {
        return Math.toIntExact(Math.ceilDiv(members, Tags.MAX_FOLLOWERS));
    }
}
