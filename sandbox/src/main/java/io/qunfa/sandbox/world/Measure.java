package io.qunfa.sandbox.world;

import java.util.Arrays;
import java.util.List;

/** Numbers of an account that the platform's pages leave open, or that differ by account. */
public enum Measure {
    /** The delivery rate of speed level 0. Delivery goes in steps of a second, one at least. */
    RECIPIENTS_PER_MINUTE("recipientsPerMinute", 800_000, 60, Integer.MAX_VALUE),
    /** Mass sends a day of a subscription account: some media accounts are said to have more. */
    SENDS_PER_DAY("sendsPerDay", 1, 0, 1_000),
    /** The longest mass text; the pages print no number. */
    MASS_TEXT_BYTES("massTextBytes", 2_048, 1, 1 << 20),
    /** A key that is repeated earlier than this is 45066 and not 45065; 60 at most. */
    KEY_SETTLES_AFTER("keySettlesAfterSeconds", 0, 0, 60),
    /** So long mass/get does not know a send that was accepted: 40059, as reported. */
    STATUS_LAG("statusLagSeconds", 0, 0, 600),
    /** More sends than these under way at once are 42010. */
    SENDS_AT_ONCE("sendsAtOnce", Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
    /** More sends than these in the queue of the review are 9500002. */
    SENDS_QUEUED("sendsQueued", Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
    /** Longest summary of an article: one edition of the page says 128, another 120. */
    DIGEST_CHARACTERS("digestCharacters", 128, 1, 1_000),
    /** A page of followers or of those with a tag. */
    FOLLOWERS_PER_PAGE("followersPerPage", 10_000, 1, 10_000),
    /** A page of the blocked list: 1,000 in the current text, 10,000 in the older one. */
    BLOCKED_PER_PAGE("blockedPerPage", 1_000, 1, 10_000),
    /** Life of an access token: "7200 or less". */
    TOKEN_SECONDS("tokenSeconds", 7_200, 600, 7_200),
    /** So long a superseded token goes on; some say that it lingers. */
    TOKEN_OVERLAP_SECONDS("tokenOverlapSeconds", 300, 0, 600),
    /** So long a stable token goes on after a forced refresh: the pages say "invalidates". */
    FORCED_OVERLAP_SECONDS("forcedOverlapSeconds", 0, 0, 600),
    /** Longest text of a customer-service message; a convention, nowhere printed. */
    CUSTOM_TEXT_BYTES("customTextBytes", 2_048, 1, 1 << 20),
    /** Deliveries of a push that nobody answers: 3, or literally one and three retries. */
    PUSH_ATTEMPTS("pushAttempts", 3, 1, 4),
    /** From one delivery of a push to the next. */
    PUSH_PAUSE_SECONDS("pushPauseSeconds", 5, 1, 60);

    private final String word;
    private final int standard;
    private final int least;
    private final int most;

    Measure(String word, int standard, int least, int most) {
        this.word = word;
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    /** The name in the control surface, among the limits. */
    public String word() {
        return word;
    }

    int standard() {
        return standard;
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Measure::word).toList();
    }
}
