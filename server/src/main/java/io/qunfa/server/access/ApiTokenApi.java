package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import io.qunfa.server.http.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own API tokens. */
@RestController
@RequestMapping("/api/v1/api-tokens")
@ForPeople
final class ApiTokenApi {

    private static final int LONGEST_NAME = 64;
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_ACCOUNTS = 1_000;

    private final ApiTokens tokens;
    private final Grants grants;
    private final InstantSource clock;

    ApiTokenApi(ApiTokens tokens, Grants grants, InstantSource clock) {
        this.tokens = tokens;
        this.grants = grants;
        this.clock = clock;
    }

    record ApiTokenList(List<ApiTokenView> items) {
        static ApiTokenList of(List<ApiToken> tokens) {
            return new ApiTokenList(tokens.stream().map(ApiTokenView::of).toList());
        }
    }

    /**
     * A token, without what it is.
     *
     * @param accounts null for every account of its operator
     */
    record ApiTokenView(
            String id,
            String name,
            List<String> scopes,
            @Nullable List<String> accounts,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static ApiTokenView of(ApiToken token) {
            return new ApiTokenView(
                    token.id().toString(),
                    token.name(),
                    ApiTokens.texts(token.scopes()),
                    token.accounts()
                            .map(ids -> ids.stream().map(UUID::toString).sorted().toList())
                            .orElse(null),
                    token.createdAt(),
                    token.expiresAt().orElse(null),
                    token.lastUsedAt().orElse(null));
        }
    }

    /** A token and, this once, its secret. */
    record NewApiToken(ApiTokenView token, String secret) {
        @Override
        public String toString() {
            return "NewApiToken[%s, hidden]".formatted(token.name());
        }
    }

    /**
     * A token to be made.
     *
     * @param scopes some of {@code read}, {@code plan}, {@code send}, {@code token}, {@code
     *     administer}
     * @param accounts left out for every account of the operator, now and later
     * @param days how long it works; left out for no end
     */
    record ApiTokenRequest(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable List<String> accounts,
            @Nullable Integer days) {}

    /** One's own tokens for programs, without what they are. */
    @GetMapping
    ApiTokenList list(@AuthenticationPrincipal Operator operator) {
        return ApiTokenList.of(tokens.of(operator.id()));
    }

    /** Makes a token for a program; it is told this one time. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NewApiToken create(
            @RequestBody ApiTokenRequest request, @AuthenticationPrincipal Operator operator) {
        var issued = tokens.create(operator.id(), wish(request, operator));
        return new NewApiToken(ApiTokenView.of(issued.token()), issued.secret());
    }

    /** A program with this token is refused from now on. */
    @DeleteMapping("/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID token, @AuthenticationPrincipal Operator operator) {
        tokens.revoke(operator.id(), token, operator.id());
    }

    private ApiTokens.Wish wish(ApiTokenRequest request, Operator operator) {
        var errors = new ArrayList<FieldError>();
        var name = Objects.requireNonNullElse(request.name(), "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            errors.add(new FieldError("name", "length", Map.of("least", 1, "most", LONGEST_NAME)));
        }
        var scopes = scopes(request.scopes(), errors);
        var accounts = accounts(request.accounts(), operator, errors);
        var until = until(request.days(), errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new ApiTokens.Wish(name, scopes, accounts, until);
    }

    private static Set<Scope> scopes(@Nullable List<String> texts, List<FieldError> errors) {
        var scopes = EnumSet.noneOf(Scope.class);
        if (texts == null || texts.isEmpty()) {
            errors.add(new FieldError("scopes", "required", Map.of()));
            return scopes;
        }
        for (var text : texts) {
            Scope.of(text).ifPresentOrElse(scopes::add, () -> errors.add(unknown("scopes", text)));
        }
        return scopes;
    }

    private Optional<Set<UUID>> accounts(
            @Nullable List<String> texts, Operator operator, List<FieldError> errors) {
        if (texts == null) {
            return Optional.empty();
        }
        if (texts.isEmpty() || texts.size() > MOST_ACCOUNTS) {
            errors.add(new FieldError("accounts", "required", Map.of()));
        }
        var own = grants.accounts(operator.id());
        var accounts = new HashSet<UUID>();
        for (var text : texts) {
            own.stream()
                    .filter(id -> id.toString().equals(text))
                    .findFirst()
                    .ifPresentOrElse(accounts::add, () -> errors.add(unknown("accounts", text)));
        }
        return Optional.of(accounts);
    }

    private Optional<Instant> until(@Nullable Integer days, List<FieldError> errors) {
        if (days == null) {
            return Optional.empty();
        }
        if (days < 1 || days > MOST_DAYS) {
            errors.add(new FieldError("days", "range", Map.of("least", 1, "most", MOST_DAYS)));
        }
        return Optional.of(clock.instant().plus(Duration.ofDays(days)));
    }

    private static FieldError unknown(String field, String value) {
        return new FieldError(field, "unknown-value", Map.of("value", value));
    }
}
