package io.qunfa.server.account;

import io.qunfa.client.AccessToken;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Caller;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.access.Scope;
import io.qunfa.server.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The platform's access token for the account's other programs, so that none of them has to fetch
 * one and end that of the others. For programs only: no page needs it.
 */
@RestController
@RequestMapping("/api/v1/accounts/{id}/access-token")
final class TokenApi {

    private final Accounts accounts;
    private final Audit audit;
    private final InstantSource clock;

    TokenApi(Accounts accounts, Audit audit, InstantSource clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A token of the platform. Its text form hides it.
     *
     * @param expiresIn seconds; ask again before they are over, or when the token is rejected
     */
    record AccessTokenView(String accessToken, Instant expiresAt, long expiresIn) {
        @Override
        public String toString() {
            return "AccessTokenView[hidden, %s]".formatted(expiresAt);
        }
    }

    /**
     * A token the platform has rejected as invalid or not the latest.
     *
     * @param rejected the token itself
     */
    record RenewalRequest(@Nullable String rejected) {
        @Override
        public String toString() {
            return "RenewalRequest[hidden]";
        }
    }

    /**
     * The platform's access token in use, for other programs: so nobody fetches their own and
     * supersedes it.
     */
    @GetMapping
    @Requires(value = Role.ADMINISTRATOR, scope = Scope.TOKEN)
    ResponseEntity<AccessTokenView> current(@PathVariable UUID id) {
        var account = new AccountId(id);
        return answer(account, "access-token.given", () -> accounts.tokens(account).current());
    }

    /** A token in place of a rejected one: a newer one that is there already, or a new one. */
    @PostMapping("/renewal")
    @Requires(value = Role.ADMINISTRATOR, scope = Scope.TOKEN)
    ResponseEntity<AccessTokenView> renew(
            @PathVariable UUID id, @RequestBody RenewalRequest request) {
        var rejected = Objects.requireNonNullElse(request.rejected(), "").strip();
        if (rejected.isEmpty()) {
            throw Problem.invalid("rejected", "required");
        }
        var account = new AccountId(id);
        return answer(
                account,
                "access-token.renewed",
                () -> accounts.tokens(account).renew(new AccessToken(rejected, clock.instant())));
    }

    private ResponseEntity<AccessTokenView> answer(
            AccountId account, String action, Supplier<AccessToken> tokens) {
        var caller = Caller.current();
        var program =
                caller.token()
                        .orElseThrow(
                                () -> new Problem(HttpStatus.FORBIDDEN, "programs-only", Map.of()));
        var token = fetch(tokens);
        audit.record(
                account.value(), caller.operator().id(), action, Map.of("program", program.name()));
        var left = Duration.between(clock.instant(), token.expiresAt());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new AccessTokenView(
                                token.value(), token.expiresAt(), Math.max(0, left.toSeconds())));
    }

    private static AccessToken fetch(Supplier<AccessToken> tokens) {
        try {
            return tokens.get();
        } catch (WeChatException e) {
            throw ConnectionCheck.problem(e);
        }
    }
}
