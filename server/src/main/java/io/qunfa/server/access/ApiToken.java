package io.qunfa.server.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A token with which a program acts for an operator. The token itself is not in here: nobody can
 * read it again.
 *
 * @param accounts the accounts it is for; empty for every account of its operator
 */
public record ApiToken(
        UUID id,
        String name,
        Set<Scope> scopes,
        Optional<Set<UUID>> accounts,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {

    public ApiToken {
        scopes = Set.copyOf(scopes);
        accounts = accounts.map(Set::copyOf);
    }

    boolean reaches(UUID account) {
        return accounts.isEmpty() || accounts.get().contains(account);
    }
}
