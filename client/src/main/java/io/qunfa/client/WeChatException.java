package io.qunfa.client;

import io.qunfa.protocol.ReturnCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that did not succeed. The subclasses say what the caller does next; the message says what
 * the platform said, what it means and what to do about it. No token and no secret is in any of it.
 */
public abstract sealed class WeChatException extends RuntimeException {

    private final Failure failure;

    WeChatException(Failure failure, @Nullable Throwable cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
    }

    WeChatException(Failure failure) {
        this(failure, null);
    }

    /**
     * For a {@link TokenSource} that has no token to give: nothing was sent, and the call can be
     * repeated.
     *
     * @param reason what happened instead, without a full stop
     */
    public static WeChatException noToken(String reason) {
        var failure = new Failure("access token", 0, reason, "nothing was sent, repeat the call");
        return new Unanswered(failure, false, null);
    }

    /** The {@code errcode}; 0 if there was no answer to take one from. */
    public int code() {
        return failure.code();
    }

    /** The {@code errmsg} as it came. Show it, never branch on it. */
    public String platformText() {
        return failure.platformText();
    }

    /** What the code means, if the table of return codes lists it. */
    public Optional<ReturnCode> meaning() {
        return ReturnCode.find(failure.code());
    }

    /** The platform's number for this request, good for seven days, to ask its support with. */
    public Optional<String> rid() {
        return Rid.in(failure.platformText());
    }

    /**
     * Method and address of the request, with every value hidden that is not known to be harmless.
     */
    public String request() {
        return failure.request();
    }

    /** What to do next, in one English sentence. */
    public String advice() {
        return failure.advice();
    }

    /**
     * Token, secret or calling address were not accepted; a rejected token was already renewed
     * once. Renewing again will not help: look at the credentials, the allowlist, and at who else
     * fetches tokens for this account.
     */
    public static final class CredentialRejected extends WeChatException {
        CredentialRejected(Failure failure) {
            super(failure);
        }
    }

    /** A quota of the minute, the day or the month is used up. Wait. */
    public static final class Throttled extends WeChatException {

        private final Instant notBefore;

        Throttled(Failure failure, Instant notBefore) {
            super(failure);
            this.notBefore = notBefore;
        }

        /** The earliest moment at which the same call can succeed, as far as the rules tell. */
        public Instant notBefore() {
            return notBefore;
        }
    }

    /** This one follower cannot be reached now. Skip them; everybody else is unaffected. */
    public static final class RecipientUnreachable extends WeChatException {
        RecipientUnreachable(Failure failure) {
            super(failure);
        }
    }

    /**
     * The platform asks to try again. Wait a minute, then repeat; a send only with the same key,
     * because a busy platform may have accepted it all the same.
     */
    public static final class Busy extends WeChatException {
        Busy(Failure failure) {
            super(failure);
        }
    }

    /** The platform understood and said no. Repeating the same call changes nothing. */
    public static final class Refused extends WeChatException {

        private final Refusal reason;
        private final transient List<OpenId> failed;

        Refused(Failure failure, Refusal reason, List<OpenId> failed) {
            super(failure);
            this.reason = reason;
            this.failed = List.copyOf(failed);
        }

        /** Who or what has to change before the call can succeed. */
        public Refusal reason() {
            return reason;
        }

        /**
         * The followers of a list that the call failed for, while it succeeded for the others;
         * empty unless the platform names them, which it does with 45171.
         */
        public List<OpenId> failed() {
            return failed;
        }
    }

    /** This send was accepted before under the same key. Adopt its id; do not send again. */
    public static final class DuplicateSend extends WeChatException {

        private final MsgId existing;

        DuplicateSend(Failure failure, MsgId existing) {
            super(failure);
            this.existing = existing;
        }

        /** The send task the platform made for the first call. */
        public MsgId existing() {
            return existing;
        }
    }

    /**
     * No answer, or none that can be understood. A read can be repeated. The outcome of a send is
     * unknown: it is neither delivered nor failed until the same key, the finishing event or the
     * status tells; it is never repeated under another key.
     */
    public static final class Unanswered extends WeChatException {

        private final boolean mayHaveArrived;

        Unanswered(Failure failure, boolean mayHaveArrived, @Nullable Throwable cause) {
            super(failure, cause);
            this.mayHaveArrived = mayHaveArrived;
        }

        /**
         * False only if no connection came about, or the request was given up before it was whole,
         * so that the platform cannot have got it.
         */
        public boolean mayHaveArrived() {
            return mayHaveArrived;
        }
    }
}
