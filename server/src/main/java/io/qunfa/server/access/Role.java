package io.qunfa.server.access;

import java.util.Locale;
import java.util.Optional;

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

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String text) {
        for (var role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
