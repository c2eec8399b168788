package io.qunfa.server.broadcast;

/** What happens to followers to whom the platform would deliver nothing more this month. */
enum OverQuota {
    /** They are no part of the audience. */
    LEAVE_OUT,
    /** They are sent to all the same; the platform filters them. */
    KEEP
}
