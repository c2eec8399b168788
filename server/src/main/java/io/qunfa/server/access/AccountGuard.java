package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The one check in front of everything that belongs to an account. It reads the account from the
 * address itself, so that no handler can forget to ask.
 */
@Component
final class AccountGuard implements HandlerInterceptor {

    static final String PATTERN = "/api/v1/accounts/{id}/**";

    private static final Pattern ACCOUNT = Pattern.compile("/api/v1/accounts/([^/;]+)(?:/.*)?");

    private final Grants grants;

    AccountGuard(Grants grants) {
        this.grants = grants;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        var account = account(request).orElseThrow(Problem::notFound);
        grants.require(operator().id(), account, needed(request, handler));
        return true;
    }

    private static Optional<UUID> account(HttpServletRequest request) {
        var matcher = ACCOUNT.matcher(request.getRequestURI());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(matcher.group(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Operator operator() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Operator operator) {
            return operator;
        }
        throw SessionApi.notSignedIn();
    }

    private static Role needed(HttpServletRequest request, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var requires = method.getMethodAnnotation(Requires.class);
            if (requires != null) {
                return requires.value();
            }
        }
        var reads = HttpMethod.valueOf(request.getMethod());
        return reads.equals(HttpMethod.GET) || reads.equals(HttpMethod.HEAD)
                ? Role.VIEWER
                : Role.EDITOR;
    }
}
