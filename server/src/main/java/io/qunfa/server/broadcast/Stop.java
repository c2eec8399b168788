package io.qunfa.server.broadcast;

/** Why calls of a broadcast that are not yet begun stay so. */
enum Stop {
    /** They do not; they are made. */
    NOTHING,
    /** The platform refused a call for a reason that all of them would meet. */
    REFUSED,
    /** An operator cancelled. */
    CANCELLED
}
