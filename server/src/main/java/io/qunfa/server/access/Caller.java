package io.qunfa.server.access;

import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who makes a request.
 *
 * @param token what a program has signed in with; empty for a person
 */
public record Caller(Operator operator, Optional<ApiToken> token) {

    /** Whoever makes the request that this thread answers; refused if nobody has signed in. */
    public static Caller current() {
        return find().orElseThrow(SessionApi::notSignedIn);
    }

    /**
     * Whoever makes the request that this thread answers; empty where nobody asked for the work.
     */
    public static Optional<Caller> find() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !(authentication.getPrincipal() instanceof Operator operator)) {
            return Optional.empty();
        }
        var token =
                authentication.getDetails() instanceof ApiToken apiToken
                        ? Optional.of(apiToken)
                        : Optional.<ApiToken>empty();
        return Optional.of(new Caller(operator, token));
    }

    /** Whether it is somebody at a screen, who can be asked and held to what they confirm. */
    public boolean isPerson() {
        return token.isEmpty();
    }

    boolean reaches(UUID account) {
        return token.isEmpty() || token.get().reaches(account);
    }

    boolean mayUse(Scope scope) {
        return token.isEmpty() || token.get().scopes().contains(scope);
    }
}
