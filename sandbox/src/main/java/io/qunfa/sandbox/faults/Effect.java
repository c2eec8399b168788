package io.qunfa.sandbox.faults;

import java.util.Arrays;
import java.util.Locale;

/** What a fault does. */
public enum Effect {
    /** Answers an errcode; nothing happens unless the fault says {@code processed}. */
    ERRCODE,
    /** Another system fetches a token first: the one that came with the call has ended. */
    TOKEN_KICKED,
    /** Waits before everything else. */
    LATENCY,
    /** Answers another HTTP status with an HTML page, as a gateway does. */
    STATUS,
    /** Does everything and answers half of the JSON. */
    MALFORMED,
    /** Does everything and closes the connection in the middle of the answer. */
    HALF,
    /** Answers a page of HTML with status 200. */
    HTML,
    /** Does nothing and resets the connection. */
    RESET,
    /** Does nothing and closes the connection. */
    DROP_BEFORE,
    /** Does everything and closes the connection instead of answering. */
    DROP_AFTER,
    /** Pushes twice. */
    DUPLICATE,
    /** Pushes after a delay. */
    LATE,
    /** Pushes before the call that causes it is answered. */
    EARLY,
    /** Does not push. */
    LOST;

    /** The effect with this word, for example {@code drop-after}. */
    public static Effect parse(String word) {
        return Arrays.stream(values())
                .filter(effect -> effect.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not an effect: " + word));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it disturbs pushes and not calls. */
    public boolean concernsCallbacks() {
        return switch (this) {
            case DUPLICATE, LATE, EARLY, LOST -> true;
            case ERRCODE,
                    TOKEN_KICKED,
                    LATENCY,
                    STATUS,
                    MALFORMED,
                    HALF,
                    HTML,
                    RESET,
                    DROP_BEFORE,
                    DROP_AFTER ->
                    false;
        };
    }

    /** Whether it makes no sense without what the call really does. */
    boolean needsTheCall() {
        return processesByDefault() && this != DROP_AFTER;
    }

    /** Whether the call takes effect unless the fault says otherwise. */
    public boolean processesByDefault() {
        return switch (this) {
            case TOKEN_KICKED, LATENCY, MALFORMED, HALF, DROP_AFTER, DUPLICATE, LATE, EARLY, LOST ->
                    true;
            case ERRCODE, STATUS, HTML, RESET, DROP_BEFORE -> false;
        };
    }
}
