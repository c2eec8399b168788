package io.qunfa.server.http;

import io.qunfa.client.Refusal;
import io.qunfa.client.WeChatException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * What a person is told when the platform has refused a call: what it said, what that means, and
 * what to do, in their language.
 */
final class PlatformProblem {

    private PlatformProblem() {}

    static Problem of(WeChatException failure, Locale language) {
        return switch (failure) {
            case WeChatException.Unanswered _ ->
                    problem(HttpStatus.BAD_GATEWAY, "platform-unanswered", Map.of());
            case WeChatException.Busy _ ->
                    problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "platform-busy",
                            said(failure, language));
            case WeChatException.Throttled throttled -> throttled(throttled, language);
            case WeChatException.CredentialRejected _ ->
                    refused("platform-credential", failure, language);
            case WeChatException.RecipientUnreachable _ ->
                    refused("platform-recipient", failure, language);
            case WeChatException.DuplicateSend _ ->
                    refused("platform-duplicate", failure, language);
            case WeChatException.Refused refused ->
                    refused(code(refused.reason()), failure, language);
        };
    }

    private static Problem throttled(WeChatException.Throttled throttled, Locale language) {
        var parameters = said(throttled, language);
        parameters.put(
                "notBefore", throttled.notBefore().truncatedTo(ChronoUnit.SECONDS).toString());
        return problem(HttpStatus.TOO_MANY_REQUESTS, "platform-throttled", parameters);
    }

    private static String code(Refusal reason) {
        return "platform-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Problem refused(String code, WeChatException failure, Locale language) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, code, said(failure, language));
    }

    private static Problem problem(HttpStatus status, String code, Map<String, Object> said) {
        return new Problem(status, code, said);
    }

    private static Map<String, Object> said(WeChatException failure, Locale language) {
        var parameters = new HashMap<String, Object>();
        parameters.put("platformCode", failure.code());
        parameters.put("platformText", failure.platformText());
        parameters.put("meaning", failure.meaning().map(code -> code.meaning(language)).orElse(""));
        return parameters;
    }
}
