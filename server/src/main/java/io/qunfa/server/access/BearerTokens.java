package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import io.qunfa.server.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs a program in for one request by its API token. A wrong token is refused at once. */
final class BearerTokens extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiTokens tokens;
    private final ProblemWriter problems;

    BearerTokens(ApiTokens tokens, ProblemWriter problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    static Optional<String> in(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = in(request);
        if (token.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var caller = token.flatMap(tokens::caller);
        if (caller.isEmpty()) {
            var problem = new Problem(HttpStatus.UNAUTHORIZED, "api-token-refused", Map.of());
            problems.write(problem, request, response);
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication(caller.get())));
        chain.doFilter(request, response);
    }

    private static Authentication authentication(Caller caller) {
        var authentication =
                UsernamePasswordAuthenticationToken.authenticated(
                        caller.operator(), null, List.of());
        caller.token().ifPresent(authentication::setDetails);
        return authentication;
    }
}
