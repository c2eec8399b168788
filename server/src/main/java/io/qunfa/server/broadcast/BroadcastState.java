package io.qunfa.server.broadcast;

/** The life of one broadcast, as the operator sees it. Derived from its calls once it is sent. */
enum BroadcastState {
    DRAFT,
    SENDING,
    AWAITING_RESULT,
    FINISHED,
    FAILED,
    HELD,
    CANCELLED;

    /** Whether nothing further will happen by itself. */
    boolean isTerminal() {
        return switch (this) {
            case DRAFT, SENDING, AWAITING_RESULT -> false;
            case FINISHED, FAILED, HELD, CANCELLED -> true;
        };
    }
}
