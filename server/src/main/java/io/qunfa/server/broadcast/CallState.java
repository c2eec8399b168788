package io.qunfa.server.broadcast;

import java.util.EnumSet;
import java.util.Set;

/** The life of one call. A state moves only along {@link #next()}; finished ends it. */
enum CallState {
    /** Cut, keyed, not begun. */
    PLANNED,
    /** Committed to be made; perhaps under way. */
    INTENT,
    /** Made, perhaps accepted; nobody knows yet. */
    UNKNOWN,
    /** The platform has it. */
    ACCEPTED,
    /** The platform does not want it; nothing of it was sent. */
    REFUSED,
    /** The platform is done with it. */
    FINISHED,
    /** A person decides. */
    HELD,
    /** Not begun when its broadcast was stopped, and never made. */
    CANCELLED;

    /** The states that may follow. */
    Set<CallState> next() {
        return switch (this) {
            case PLANNED -> EnumSet.of(INTENT, REFUSED, HELD, CANCELLED);
            case INTENT -> EnumSet.of(PLANNED, UNKNOWN, ACCEPTED, REFUSED, HELD);
            case UNKNOWN -> EnumSet.of(UNKNOWN, ACCEPTED, HELD);
            case ACCEPTED -> EnumSet.of(FINISHED);
            case HELD -> EnumSet.of(PLANNED, ACCEPTED, REFUSED, FINISHED, CANCELLED);
            case REFUSED, FINISHED, CANCELLED -> EnumSet.noneOf(CallState.class);
        };
    }

    /** Whether it was made, or will be, as far as is known. */
    boolean isMade() {
        return this != REFUSED && this != CANCELLED;
    }

    /** Whether the platform may or may not have it. */
    boolean isUnresolved() {
        return this == INTENT || this == UNKNOWN;
    }
}
