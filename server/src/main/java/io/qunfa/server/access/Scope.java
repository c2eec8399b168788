package io.qunfa.server.access;

import java.util.Locale;
import java.util.Optional;

/** What an API token may be used for. It never reaches further than its operator's own role. */
public enum Scope {
    /** Reads. */
    READ,
    /** Writes drafts, keeps followers and tags. */
    PLAN,
    /** Sends, schedules and cancels. */
    SEND,
    /** Obtains the platform's access token of an account. */
    TOKEN,
    /** Changes credentials and settings. */
    ADMINISTER;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Scope> of(String text) {
        for (var scope : values()) {
            if (scope.text().equals(text)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    /** What a token needs for a call that asks for this role. */
    static Scope needed(Role role) {
        return switch (role) {
            case VIEWER -> READ;
            case EDITOR -> PLAN;
            case PUBLISHER -> SEND;
            case ADMINISTRATOR -> ADMINISTER;
        };
    }
}
