package io.qunfa.sandbox.world;

import java.util.Locale;

/** How we know that the platform behaves as the sandbox does. */
public enum Evidence {
    /** The platform's documentation says so. */
    DOCUMENTED,
    /** Somebody published a real answer, or a widely used SDK encodes it. */
    OBSERVED,
    /** Nobody says; this is our guess. */
    ASSUMED;

    /** The evidence with this lower-case name. */
    public static Evidence parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The lower-case name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
