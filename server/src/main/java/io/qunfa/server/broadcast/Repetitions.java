package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.http.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Requests that come again with the same Idempotency-Key. */
@Component
final class Repetitions {

    static final String HEADER = "Idempotency-Key";

    private final IdempotencyStore store;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final JsonMapper json;

    Repetitions(
            IdempotencyStore store,
            TransactionOperations transactions,
            InstantSource clock,
            JsonMapper json) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.json = json;
    }

    /**
     * The key that a request came with.
     *
     * @param operation what it asks for, told apart from what else the key might be used for
     */
    Optional<IdempotencyKey> key(@Nullable String header, String operation, Object request) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.isBlank() || header.length() > IdempotencyKey.MAX_LENGTH) {
            throw Problem.invalid(
                    HEADER, "length", Map.of("least", 1, "most", IdempotencyKey.MAX_LENGTH));
        }
        return Optional.of(IdempotencyKey.of(header, operation, json.writeValueAsString(request)));
    }

    /**
     * Does something in a transaction, once per key.
     *
     * @param made what it makes
     * @return what the first request with this key made
     */
    UUID once(AccountId account, Optional<IdempotencyKey> key, UUID made, Runnable effect) {
        var done =
                transactions.execute(
                        _ -> {
                            if (key.isPresent()
                                    && !store.take(account, key.get(), made, clock.instant())) {
                                return false;
                            }
                            effect.run();
                            return true;
                        });
        return Boolean.TRUE.equals(done) ? made : made(account, key).orElseThrow(Problem::notFound);
    }

    /**
     * What an earlier request with this key has made.
     *
     * @throws Problem 422 if that request was another one
     */
    Optional<UUID> made(AccountId account, Optional<IdempotencyKey> key) {
        return key.flatMap(given -> store.find(account, given).map(use -> same(given, use)));
    }

    private static UUID same(IdempotencyKey key, IdempotencyStore.Use use) {
        if (!use.request().equals(key.request())) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    Map.of("key", key.value()));
        }
        return use.made();
    }
}
