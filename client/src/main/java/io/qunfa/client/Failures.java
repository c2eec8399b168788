package io.qunfa.client;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Turns a return code into the exception that says what to do about it.
 *
 * <p>The classes are our reading of the platform's code tables; where a code means different things
 * in different calls, the cautious meaning wins.
 */
final class Failures {

    private static final ZoneId PLATFORM_ZONE = ZoneId.of("Asia/Shanghai");
    private static final int MINUTE_SECONDS = 60;

    private final InstantSource clock;

    Failures(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The failure that an answer describes.
     *
     * @param answer the whole answer, because some errors carry more than their code
     */
    WeChatException of(Request request, int code, String text, JsonNode answer) {
        var failing = new Failing(request, code, text);
        return switch (code) {
            case 40001, 40014, 42001, 41001 -> failing.tokenRejected();
            case 40013 -> failing.rejected("check the appID");
            case 40125, 41002, 41004 -> failing.rejected("check the appID and the app secret");
            case 40243 -> failing.rejected("unfreeze the app secret on the platform's website");
            case 40164, 61004 ->
                    failing.rejected("put the address in this answer on the account's allowlist");
            case 89506 -> failing.rejected("ask the administrator, then wait 24 hours");
            case 89507 -> failing.rejected("ask the administrator, then wait an hour");
            case 45011, 42010 -> failing.throttled(inOneMinute(), "wait a minute");
            case 45066 ->
                    failing.throttled(inOneMinute(), "wait a minute, then repeat with this key");
            case 45009 -> failing.throttled(nextDay(), "wait for the next day in China");
            case 45028 ->
                    failing.throttled(
                            nextDay(), "wait for the next day or month in China, or send less");
            case 45040, 48006 -> failing.throttled(nextMonth(), "wait for the next month in China");
            case -1, 45061, 45085, 46007, 50006, 53501, 61503, 9500001, 9500002 -> failing.busy();
            case 268487001, 268487002, 268488001 -> failing.busy();
            case 45065 -> failing.duplicate(answer.path("msg_id").asLong(0));
            case 40003 ->
                    request.isSend() ? failing.refused(Refusal.AUDIENCE) : failing.unreachable();
            case 40132, 43004, 43007, 43019, 43101, 45015, 45036, 45037 -> failing.unreachable();
            case 45047, 48002, 50005, 70000 -> failing.unreachable();
            case 45171 -> failing.partly(answer.path("fail_openid_list"));
            default -> failing.refused(Refusal.of(code));
        };
    }

    private Instant inOneMinute() {
        return clock.instant().plusSeconds(MINUTE_SECONDS);
    }

    private Instant nextDay() {
        var today = clock.instant().atZone(PLATFORM_ZONE).truncatedTo(ChronoUnit.DAYS);
        return today.plusDays(1).toInstant();
    }

    private Instant nextMonth() {
        var today = clock.instant().atZone(PLATFORM_ZONE).truncatedTo(ChronoUnit.DAYS);
        return today.withDayOfMonth(1).plusMonths(1).toInstant();
    }

    /** A refused call on its way to becoming an exception. */
    private record Failing(Request request, int code, String text) {

        WeChatException rejected(String advice) {
            return new WeChatException.CredentialRejected(failure(advice));
        }

        WeChatException tokenRejected() {
            return request.isForVisitor()
                    ? refused(Refusal.NEEDS_PERSON)
                    : rejected("find out who else fetches tokens for this account");
        }

        WeChatException throttled(Instant notBefore, String advice) {
            return new WeChatException.Throttled(failure(advice), notBefore);
        }

        WeChatException busy() {
            return new WeChatException.Busy(
                    failure("wait a minute and repeat, a send only with the same key"));
        }

        WeChatException unreachable() {
            return new WeChatException.RecipientUnreachable(failure("skip this recipient"));
        }

        WeChatException refused(Refusal reason) {
            return new WeChatException.Refused(failure(reason.advice()), reason, List.of());
        }

        WeChatException partly(JsonNode openIds) {
            var failed = openIds.valueStream().map(id -> new OpenId(id.asString())).toList();
            var advice = failure(Refusal.AUDIENCE.advice());
            return new WeChatException.Refused(advice, Refusal.AUDIENCE, failed);
        }

        WeChatException duplicate(long existing) {
            if (existing <= 0) {
                return new WeChatException.Unanswered(
                        failure("look for the finishing event of the first send"), true, null);
            }
            return new WeChatException.DuplicateSend(
                    failure("nothing, the first send became task " + existing),
                    new MsgId(existing));
        }

        private Failure failure(String advice) {
            return new Failure(request.redacted(), code, request.redact(text), advice);
        }
    }
}
