package io.qunfa.server.broadcast;

import java.util.Locale;

/** Which of the platform's calls carries a broadcast. It decides what followers see. */
enum Route {
    /** {@code mass/sendall} to everybody: the only one that enters the account's history list. */
    TO_ALL,
    /** {@code mass/sendall} to one tag. */
    BY_TAG,
    /** {@code mass/send} to lists of 2 to 10,000 OpenIDs. */
    BY_LIST;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
