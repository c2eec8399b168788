package io.qunfa.server.broadcast;

/** The life of one broadcast, as the operator sees it. Derived from its calls once it is sent. */
public enum BroadcastState {
    DRAFT,
    /** Somebody is asked to approve it. */
    SUBMITTED,
    APPROVED,
    REJECTED,
    /** It begins by itself; its quota is reserved. */
    SCHEDULED,
    SENDING,
    /** An operator paused it; calls already made are still followed. */
    PAUSED,
    AWAITING_RESULT,
    FINISHED,
    /** Over, and some of its calls were not made or failed as a whole. */
    PARTLY_SENT,
    FAILED,
    /** A person decides. */
    HELD,
    CANCELLED;

    /** Whether nothing further will happen by itself. */
    public boolean isTerminal() {
        return switch (this) {
            case DRAFT,
                    SUBMITTED,
                    APPROVED,
                    REJECTED,
                    SCHEDULED,
                    SENDING,
                    PAUSED,
                    AWAITING_RESULT ->
                    false;
            case FINISHED, PARTLY_SENT, FAILED, HELD, CANCELLED -> true;
        };
    }

    /** Whether message, audience and options can be changed. */
    boolean isEditable() {
        return switch (this) {
            case DRAFT, SUBMITTED, APPROVED, REJECTED -> true;
            case SCHEDULED,
                    SENDING,
                    PAUSED,
                    AWAITING_RESULT,
                    FINISHED,
                    PARTLY_SENT,
                    FAILED,
                    HELD,
                    CANCELLED ->
                    false;
        };
    }
}
