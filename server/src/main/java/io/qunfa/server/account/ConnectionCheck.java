package io.qunfa.server.account;

import io.qunfa.client.WeChatException;
import io.qunfa.server.http.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** Tells an operator what is wrong with an account's credentials, by what the platform said. */
final class ConnectionCheck {

    static final int IP_NOT_ALLOWED = 40164;

    private static final int REFUSED_FOR_AN_HOUR = 89507;

    private static final Pattern CALLER = Pattern.compile("invalid ip ([^ ,]+)");

    private ConnectionCheck() {}

    /** The code of a problem, see the texts of this module. */
    static Problem problem(WeChatException failure) {
        if (failure instanceof WeChatException.Unanswered) {
            return problem("platform-unreachable", Map.of());
        }
        return switch (failure.code()) {
            case 40125, 40001 -> problem("app-secret-wrong", Map.of());
            case 40013 -> problem("app-id-unknown", Map.of());
            case 40243 -> problem("app-secret-frozen", Map.of());
            case IP_NOT_ALLOWED ->
                    problem("ip-not-allowed", Map.of("address", caller(failure).orElse("?")));
            case 45009, 45011 -> problem("token-quota-used-up", said(failure));
            case 89501, 89503 -> problem("address-unconfirmed", Map.of());
            case 89506, 89507 ->
                    problem(
                            "address-refused",
                            Map.of("hours", failure.code() == REFUSED_FOR_AN_HOUR ? 1 : 24));
            case 50004, 50007 -> problem("account-punished", said(failure));
            default -> problem("platform-refused", said(failure));
        };
    }

    private static Map<String, Object> said(WeChatException failure) {
        return Map.of("platformCode", failure.code(), "platformText", failure.platformText());
    }

    private static Problem problem(String code, Map<String, ?> parameters) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, code, parameters);
    }

    /** The address under which the platform sees us, if it has refused it. */
    static Optional<String> caller(WeChatException failure) {
        return failure.code() == IP_NOT_ALLOWED
                ? CALLER.matcher(failure.platformText()).results().map(m -> m.group(1)).findFirst()
                : Optional.empty();
    }
}
