package io.qunfa.sandbox.callback;

import java.util.Locale;

/** A callback address did not answer as it must. */
public final class CallbackFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What went wrong, and so what to check. */
    public enum Reason {
        URL_INVALID,
        TOKEN_INVALID,
        AES_KEY_INVALID,
        URL_UNREACHABLE,
        URL_TIMEOUT,
        WRONG_STATUS,
        WRONG_ECHO,
        BODY_TOO_LARGE;

        /** The stable word for it, for example {@code url-timeout}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    CallbackFailure(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
