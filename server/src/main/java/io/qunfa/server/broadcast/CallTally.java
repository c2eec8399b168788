package io.qunfa.server.broadcast;

/**
 * How many calls of a broadcast are in which state; enough to say how the broadcast is doing.
 *
 * @param delivered finished calls that the platform reported as sent, or a person did
 * @param undelivered finished calls that the platform reported as failed, or that a person gave up
 * @param unreported finished calls of which the platform never reported the result
 */
record CallTally(
        int planned,
        int unresolved,
        int accepted,
        int refused,
        int held,
        int cancelled,
        int delivered,
        int undelivered,
        int unreported) {

    /**
     * The state of a broadcast that has been sent.
     *
     * @param stop what happens to calls not yet begun
     */
    BroadcastState state(Stop stop) {
        if (planned > 0 && stop == Stop.PAUSED && held == 0) {
            return BroadcastState.PAUSED;
        }
        if (unresolved > 0 || (planned > 0 && stop == Stop.NOTHING)) {
            return BroadcastState.SENDING;
        }
        if (held > 0) {
            return BroadcastState.HELD;
        }
        if (accepted > 0) {
            return BroadcastState.AWAITING_RESULT;
        }
        return unreported > 0 ? BroadcastState.HELD : end();
    }

    private BroadcastState end() {
        if (delivered > 0) {
            return refused + undelivered + cancelled > 0
                    ? BroadcastState.PARTLY_SENT
                    : BroadcastState.FINISHED;
        }
        return refused + undelivered > 0 ? BroadcastState.FAILED : BroadcastState.CANCELLED;
    }
}
