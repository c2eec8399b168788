package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
@RequestMapping("/api/v1/session")
final class SessionApi {

    private final Operators operators;
    private final SignInThrottle throttle;
    private final Audit audit;
    private final SessionAuthenticationStrategy sessions;
    private final SecurityContextRepository contexts;

    SessionApi(
            Operators operators,
            SignInThrottle throttle,
            Audit audit,
            SessionAuthenticationStrategy sessions,
            SecurityContextRepository contexts) {
        this.operators = operators;
        this.throttle = throttle;
        this.audit = audit;
        this.sessions = sessions;
        this.contexts = contexts;
    }

    record SignInRequest(@Nullable String name, @Nullable String password) {
        @Override
        public String toString() {
            return "SignInRequest[%s]".formatted(name);
        }
    }

    record PasswordRequest(@Nullable String current, @Nullable String password) {
        @Override
        public String toString() {
            return "PasswordRequest[hidden]";
        }
    }

    /**
     * Who is signed in.
     *
     * @param scopes what a program's token is good for; null for a person
     */
    record Session(Person operator, @Nullable List<String> scopes) {

        record Person(String id, String name, boolean administrator) {}
    }

    /** Who is signed in. */
    @GetMapping
    Session current(@AuthenticationPrincipal @Nullable Operator operator) {
        if (operator == null) {
            throw notSignedIn();
        }
        return view(operator);
    }

    private Session view(Operator operator) {
        var administrator = operators.administersInstallation(operator.id());
        var scopes = Caller.current().token().map(token -> ApiTokens.texts(token.scopes()));
        return new Session(
                new Session.Person(operator.id().toString(), operator.name(), administrator),
                scopes.orElse(null));
    }

    /** Signs in with name and password; the answer sets a cookie. Programs use a token instead. */
    @PostMapping
    Session signIn(
            @RequestBody SignInRequest credentials,
            HttpServletRequest request,
            HttpServletResponse response) {
        var operator = authenticate(credentials, request.getRemoteAddr());
        var authentication =
                UsernamePasswordAuthenticationToken.authenticated(operator, null, List.of());
        sessions.onAuthentication(authentication, request, response);
        keep(authentication, request, response);
        audit.record(operator.id(), "operator.signed-in", Map.of());
        return view(operator);
    }

    /** Changes one's own password and ends one's other sessions. */
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ForPeople
    void changePassword(
            @RequestBody PasswordRequest passwords,
            @AuthenticationPrincipal @Nullable Operator operator,
            HttpServletRequest request) {
        if (operator == null) {
            throw notSignedIn();
        }
        throttle.check(operator.name(), request.getRemoteAddr());
        var changed =
                operators.changePassword(
                        operator,
                        Objects.requireNonNullElse(passwords.current(), ""),
                        Objects.requireNonNullElse(passwords.password(), ""),
                        request.getSession().getId());
        if (!changed) {
            throttle.failed(operator.name(), request.getRemoteAddr());
            throw Problem.invalid("current", "password-wrong");
        }
    }

    private Operator authenticate(SignInRequest credentials, String address) {
        var name = Objects.requireNonNullElse(credentials.name(), "");
        var password = Objects.requireNonNullElse(credentials.password(), "");
        throttle.check(name, address);
        var operator = operators.authenticate(name, password);
        if (operator.isEmpty()) {
            throttle.failed(name, address);
            throw new Problem(HttpStatus.UNAUTHORIZED, "sign-in-refused", Map.of());
        }
        throttle.succeeded(name);
        return operator.get();
    }

    private void keep(
            Authentication authentication,
            HttpServletRequest request,
            HttpServletResponse response) {
        var context = new SecurityContextImpl(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Signs out. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    static Problem notSignedIn() {
        return new Problem(HttpStatus.UNAUTHORIZED, "not-signed-in", Map.of());
    }
}
