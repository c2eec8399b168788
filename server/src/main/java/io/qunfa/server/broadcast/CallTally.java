package io.qunfa.server.broadcast;

/**
 * How many calls of a broadcast are in which state; enough to say how the broadcast is doing.
 *
 * @param delivered finished calls that the platform reported as sent
 * @param undelivered finished calls that the platform reported as failed
 * @param unreported finished calls of which the platform never reported the result
 */
record CallTally(
        int planned,
        int unresolved,
        int accepted,
        int refused,
        int held,
        int delivered,
        int undelivered,
        int unreported) {

    /**
     * The state of a broadcast that has been sent.
     *
     * @param stop what happens to calls not yet begun
     */
    BroadcastState state(Stop stop) {
        if (unresolved > 0 || (planned > 0 && stop == Stop.NOTHING)) {
            return BroadcastState.SENDING;
        }
        if (held > 0) {
            return BroadcastState.HELD;
        }
        if (accepted > 0) {
            return BroadcastState.AWAITING_RESULT;
        }
        if (unreported > 0) {
            return BroadcastState.HELD;
        }
        if (delivered > 0) {
            return BroadcastState.FINISHED;
        }
        return stop == Stop.CANCELLED && refused + undelivered == 0
                ? BroadcastState.CANCELLED
                : BroadcastState.FAILED;
    }
}
