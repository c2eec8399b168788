package io.qunfa.server.broadcast;

import io.qunfa.client.MsgDataId;
import io.qunfa.client.MsgId;
import io.qunfa.client.Refusal;
import io.qunfa.client.WeChatException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one attempt at a call ended, split by what it tells us. */
sealed interface Outcome {

    /** The platform's code for a day's or a month's sends being used up. */
    int NO_SENDS = 45028;

    /**
     * The platform has the task, from this attempt or, by its answer 45065, from an earlier one.
     *
     * @param articles what statistics call its articles; null if it has none, or was not told
     */
    record Accepted(MsgId msgId, @Nullable MsgDataId articles) implements Outcome {}

    /** No answer, or one that does not tell whether a task exists. */
    record Unclear(Reason reason) implements Outcome {}

    /** Nothing was accepted by this attempt; the same call may succeed later. */
    record NotNow(Reason reason) implements Outcome {}

    /** Nothing was accepted by this attempt: what the platform grants for a day is used up. */
    record NotToday(Reason reason) implements Outcome {}

    /** Nothing was accepted by this attempt: the messages to all of a month are used up. */
    record NotThisMonth(Reason reason) implements Outcome {}

    /** The key was used less than a minute ago. Says nothing about that earlier attempt. */
    record TooSoon(Reason reason) implements Outcome {}

    /** Refused for a reason that lies in the recipients of this call alone. */
    record RecipientsRefused(Reason reason) implements Outcome {}

    /** Refused for a reason that every further call would meet too. */
    record Refused(Reason reason) implements Outcome {}

    /** A person has to act first. */
    record NeedsPerson(Reason reason) implements Outcome {}

    /** Whether the platform said that no mass send is left, for a time that it does not name. */
    static boolean isOutOfSends(Reason reason) {
        return Integer.valueOf(NO_SENDS).equals(reason.parameters().get("errcode"));
    }

    /** What an exception of the client means for the call that raised it. */
    static Outcome of(WeChatException failure) {
        return switch (failure) {
            case WeChatException.DuplicateSend duplicate ->
                    new Accepted(duplicate.existing(), null);
            case WeChatException.Unanswered unanswered ->
                    unanswered.mayHaveArrived()
                            ? new Unclear(reason("no-answer", failure))
                            : new NotNow(reason("platform-unreachable", failure));
            case WeChatException.Busy _ -> new Unclear(reason("platform-busy", failure));
            case WeChatException.Throttled _ -> throttled(failure);
            case WeChatException.CredentialRejected _ ->
                    new NotNow(reason("credential-rejected", failure));
            case WeChatException.RecipientUnreachable _ ->
                    new RecipientsRefused(reason("recipients-refused", failure));
            case WeChatException.Refused refused -> refused(refused);
        };
    }

    private static Outcome throttled(WeChatException failure) {
        return switch (failure.code()) {
            case 45066 -> new TooSoon(reason("repeated-too-soon", failure));
            case 45011, 42010 -> new NotNow(reason("too-fast", failure));
            case 45009, NO_SENDS -> new NotToday(reason("day-used-up", failure));
            default -> new Refused(reason("quota-used-up", failure));
        };
    }

    /** An error we do not know does not tell that nothing was accepted. */
    private static Outcome refused(WeChatException.Refused refused) {
        return switch (refused.reason()) {
            case NEEDS_PERSON -> new NeedsPerson(reason("needs-person", refused));
            case AUDIENCE -> new RecipientsRefused(reason("recipients-refused", refused));
            case PERMISSION -> new Refused(reason("not-permitted", refused));
            case CONTENT -> new Refused(reason("content-refused", refused));
            case REQUEST -> new Refused(reason("request-refused", refused));
            case NOT_FOUND -> new Refused(reason("refused", refused));
            case UNKNOWN -> new Unclear(reason("answer-not-understood", refused));
        };
    }

    /** Whether a call that ended like this may have been done all the same. */
    static boolean mayHaveHappened(WeChatException failure) {
        return switch (failure) {
            case WeChatException.Unanswered unanswered -> unanswered.mayHaveArrived();
            case WeChatException.Busy _ -> true;
            default -> false;
        };
    }

    /** Whether a person can put right why a call was refused, after which it may succeed. */
    static boolean needsPerson(WeChatException failure) {
        return failure instanceof WeChatException.Refused refused
                && (refused.reason() == Refusal.PERMISSION
                        || refused.reason() == Refusal.NEEDS_PERSON);
    }

    static Reason reason(String code, WeChatException failure) {
        var parameters = new HashMap<String, Object>();
        parameters.put("errcode", failure.code());
        parameters.put("errmsg", failure.platformText());
        failure.rid().ifPresent(rid -> parameters.put("rid", rid));
        return new Reason(code, Map.copyOf(parameters));
    }
}
