package io.qunfa.client.callback;

import io.qunfa.protocol.CallbackSignature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells the platform's requests from everybody else's, in constant time.
 *
 * <p>The signature of a plain request covers no byte of its body; only encrypted ones are protected
 * against change.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/subscription/guide/dev/push/">消息推送, state of
 *     November 2026</a>
 */
public final class CallbackVerifier {

    /** How far a request's timestamp may be from our clock, if nothing else is chosen. */
    public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(10);

    private final CallbackToken token;
    private final Duration window;
    private final InstantSource clock;

    /** A verifier for one account with a window of ten minutes either way. */
    public CallbackVerifier(CallbackToken token, InstantSource clock) {
        this(token, DEFAULT_WINDOW, clock);
    }

    /**
     * A verifier for one account.
     *
     * @param window how far a request's timestamp may be from the clock, either way
     */
    public CallbackVerifier(CallbackToken token, Duration window, InstantSource clock) {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a replay window must be positive: " + window);
        }
        this.token = token;
        this.window = window;
        this.clock = clock;
    }

    CallbackVerifier within(Duration other) {
        return new CallbackVerifier(token, other, clock);
    }

    /** Judges a verification of the address, or a push in plain mode. */
    public Verdict verify(CallbackQuery query) {
        if (isIncomplete(query) || query.signature().isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        var matches =
                CallbackSignature.matches(
                        query.signature(), token.value(), query.timestamp(), query.nonce());
        return judge(query, matches);
    }

    /**
     * Judges a push in compatible or safe mode by its {@code msg_signature}.
     *
     * @param encrypted the content of {@code Encrypt}
     */
    public Verdict verify(CallbackQuery query, String encrypted) {
        if (isIncomplete(query) || query.msgSignature().isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        var matches =
                CallbackSignature.matches(
                        query.msgSignature().get(),
                        token.value(),
                        query.timestamp(),
                        query.nonce(),
                        encrypted);
        return judge(query, matches);
    }

    private Verdict judge(CallbackQuery query, boolean matches) {
        if (!matches) {
            return Verdict.WRONG_SIGNATURE;
        }
        return isRecent(query.timestamp()) ? Verdict.GENUINE : Verdict.STALE;
    }

    private static boolean isIncomplete(CallbackQuery query) {
        return query.timestamp().isEmpty() || query.nonce().isEmpty();
    }

    private boolean isRecent(String timestamp) {
        try {
            var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, clock.instant()).abs().compareTo(window) <= 0;
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            return false;
        }
    }
}
