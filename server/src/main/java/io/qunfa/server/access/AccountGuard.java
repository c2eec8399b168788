package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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
    private final Operators operators;

    AccountGuard(Grants grants, Operators operators) {
        this.grants = grants;
        this.operators = operators;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        var account = account(request).orElseThrow(Problem::notFound);
        var caller = Caller.current();
        if (!caller.reaches(account)) {
            throw Problem.notFound();
        }
        var need = need(request, handler);
        if (!(need.orInstallation() && mayByInstallation(caller, account))) {
            grants.require(caller.operator().id(), account, need.role());
        }
        if (need.person()) {
            InstallationGuard.requirePerson(caller);
        }
        caller.token().ifPresent(token -> InstallationGuard.requireScope(token, need.scope()));
        return true;
    }

    private boolean mayByInstallation(Caller caller, UUID account) {
        return operators.administersInstallation(caller.operator().id()) && grants.knows(account);
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

    private static Need need(HttpServletRequest request, Object handler) {
        var reads = InstallationGuard.isRead(request);
        return handler instanceof HandlerMethod method ? Need.of(method, reads) : Need.usual(reads);
    }
}
