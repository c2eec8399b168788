package io.qunfa.server.access;

/** What an operator may do with an account; each role may do what the ones before it may. */
public enum Role {
    /** Sees the account, its broadcasts and their results. */
    VIEWER,
    /** Writes drafts and keeps followers and tags. */
    EDITOR,
    /** Sends, schedules and cancels. */
    PUBLISHER,
    /** Changes credentials and settings. */
    ADMINISTRATOR;

    boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
