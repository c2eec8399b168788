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
        var need = Need.of(request, handler);
        if (!(need.orInstallation && mayByInstallation(caller, account))) {
            grants.require(caller.operator().id(), account, need.role);
        }
        if (need.person) {
            InstallationGuard.requirePerson(caller);
        }
        caller.token().ifPresent(token -> InstallationGuard.requireScope(token, need.scope));
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

    /** What a call asks for. */
    private record Need(Role role, Scope scope, boolean orInstallation, boolean person) {

        static Need of(HttpServletRequest request, Object handler) {
            if (handler instanceof HandlerMethod method) {
                var person = InstallationGuard.has(method, ForPeople.class);
                var requires = method.getMethodAnnotation(Requires.class);
                return requires == null
                        ? of(usual(request), person)
                        : new Need(
                                requires.value(),
                                scope(requires),
                                requires.orInstallation(),
                                person);
            }
            return of(usual(request), false);
        }

        private static Need of(Role role, boolean person) {
            return new Need(role, Scope.needed(role), false, person);
        }

        private static Scope scope(Requires requires) {
            return requires.scope().length == 0
                    ? Scope.needed(requires.value())
                    : requires.scope()[0];
        }

        private static Role usual(HttpServletRequest request) {
            return InstallationGuard.isRead(request) ? Role.VIEWER : Role.EDITOR;
        }
    }
}
