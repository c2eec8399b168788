package io.qunfa.server.account;

import io.qunfa.client.WeChatException;
import io.qunfa.server.http.Problem;
import io.qunfa.server.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What a person is told when the platform refused a call made for them, unless the module that made
 * it knows better: what the platform said, what that means, and what to do next.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PlatformFailures {

    private final ProblemWriter problems;

    PlatformFailures(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void handle(
            WeChatException failure,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        problems.write(problem(failure, language), request, response);
    }

    static Problem problem(WeChatException failure, Locale language) {
        var said = said(failure, language);
        return switch (failure) {
            case WeChatException.CredentialRejected _ ->
                    new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "call-not-accepted", said);
            case WeChatException.Throttled _ ->
                    new Problem(HttpStatus.TOO_MANY_REQUESTS, "call-throttled", said);
            case WeChatException.RecipientUnreachable _ ->
                    new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "call-without-recipient", said);
            case WeChatException.Busy _ ->
                    new Problem(HttpStatus.SERVICE_UNAVAILABLE, "call-while-busy", said);
            case WeChatException.Unanswered _ ->
                    new Problem(HttpStatus.BAD_GATEWAY, "call-unanswered", Map.of());
            case WeChatException.Refused _, WeChatException.DuplicateSend _ ->
                    new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "call-refused", said);
        };
    }

    private static Map<String, Object> said(WeChatException failure, Locale language) {
        var meaning =
                failure.meaning()
                        .map(
                                code ->
                                        language.getLanguage().equals("zh")
                                                ? code.meaningZh()
                                                : code.meaning())
                        .orElse("");
        return Map.of(
                "platformCode", failure.code(),
                "platformText", failure.platformText(),
                "meaning", meaning);
    }
}
