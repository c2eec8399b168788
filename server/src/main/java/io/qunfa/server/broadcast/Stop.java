package io.qunfa.server.broadcast;

/** Why calls of a broadcast that are not yet begun stay so. */
enum Stop {
    /** They do not; they are made. */
    NOTHING,
    /** An operator paused; they wait. */
    PAUSED,
    /** A person decides about another call first; they wait. */
    HELD,
    /** The platform refused a call for a reason that all of them would meet. */
    REFUSED,
    /** An operator cancelled. */
    CANCELLED;

    /** Whether they will never be made. */
    boolean isFinal() {
        return switch (this) {
            case NOTHING, PAUSED, HELD -> false;
            case REFUSED, CANCELLED -> true;
        };
    }
}
