package io.qunfa.server.broadcast;

import java.util.Locale;

/** Which of the platform's calls carries a broadcast. It decides what followers see. */
enum Route {
    /** {@code mass/sendall} to everybody: the only one that enters the account's history list. */
    TO_ALL,
    /** {@code mass/sendall} to one tag. */
    BY_TAG,
    /**
     * {@code mass/sendall} to a tag that is made for this broadcast and removed after it: for few
     * followers where lists cannot be sent to.
     */
    BY_TEMPORARY_TAG,
    /** {@code mass/send} to lists of 2 to 10,000 OpenIDs. */
    BY_LIST;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What so many calls of this route take of a day. */
    QuotaBook.Uses uses(int calls) {
        return switch (this) {
            case TO_ALL -> new QuotaBook.Uses(calls, calls, calls, 0);
            case BY_TAG, BY_TEMPORARY_TAG -> new QuotaBook.Uses(calls, 0, calls, 0);
            case BY_LIST -> new QuotaBook.Uses(calls, 0, 0, calls);
        };
    }
}
