package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The check in front of everything that belongs to no account. A token that is made for some
 * accounts only reads here.
 */
@Component
final class InstallationGuard implements HandlerInterceptor {

    static final String PATTERN = "/api/v1/**";

    private final Operators operators;

    InstallationGuard(Operators operators) {
        this.operators = operators;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Caller.find().ifPresent(caller -> check(caller, request, method));
        }
        return true;
    }

    private void check(Caller caller, HttpServletRequest request, HandlerMethod method) {
        if (has(method, ForPeople.class)) {
            requirePerson(caller);
        }
        caller.token().ifPresent(token -> requireScope(token, scope(request)));
        if (has(method, ForInstallation.class)) {
            requireAdministrator(caller);
        }
    }

    private void requireAdministrator(Caller caller) {
        var limited = caller.token().flatMap(ApiToken::accounts).isPresent();
        if (limited || !operators.administersInstallation(caller.operator().id())) {
            throw new Problem(HttpStatus.FORBIDDEN, "not-administrator", Map.of());
        }
    }

    static void requirePerson(Caller caller) {
        if (!caller.isPerson()) {
            throw new Problem(HttpStatus.FORBIDDEN, "people-only", Map.of());
        }
    }

    static void requireScope(ApiToken token, Scope scope) {
        if (!token.scopes().contains(scope)) {
            throw new Problem(HttpStatus.FORBIDDEN, "scope-missing", Map.of("scope", scope.text()));
        }
    }

    private static Scope scope(HttpServletRequest request) {
        return isRead(request) ? Scope.READ : Scope.ADMINISTER;
    }

    static boolean isRead(HttpServletRequest request) {
        var method = HttpMethod.valueOf(request.getMethod());
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    static boolean has(HandlerMethod method, Class<? extends Annotation> annotation) {
        return method.hasMethodAnnotation(annotation)
                || method.getBeanType().isAnnotationPresent(annotation);
    }
}
