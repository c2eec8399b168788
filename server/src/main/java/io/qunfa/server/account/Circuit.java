package io.qunfa.server.account;

import io.qunfa.client.WeChatException;
import java.time.Duration;
import java.time.Instant;

/**
 * How long nobody fetches after a fetch has failed. What only a person can put right is asked about
 * rarely, and everything else soon again; either way one caller at a time tries.
 *
 * @param failures in a row
 */
record Circuit(int failures, Duration open) {

    private static final Duration FIRST_REJECTED = Duration.ofMinutes(1);
    private static final Duration LONGEST_REJECTED = Duration.ofMinutes(15);
    private static final Duration FIRST_OTHER = Duration.ofSeconds(1);
    private static final Duration LONGEST_OTHER = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 10;

    /** After one more failure. */
    static Circuit after(int failuresBefore, WeChatException failure) {
        var failures = failuresBefore + 1;
        return failure instanceof WeChatException.CredentialRejected
                ? new Circuit(failures, grown(FIRST_REJECTED, failuresBefore, LONGEST_REJECTED))
                : new Circuit(failures, grown(FIRST_OTHER, failuresBefore, LONGEST_OTHER));
    }

    private static Duration grown(Duration first, int doublings, Duration longest) {
        var grown = first.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
        return grown.compareTo(longest) < 0 ? grown : longest;
    }

    /**
     * The last failure of an account's fetches.
     *
     * @param code 0 if the platform did not answer
     * @param open whether nobody fetches until then
     */
    record State(
            int failures, Instant failedAt, int code, String text, Instant until, boolean open) {}
}
