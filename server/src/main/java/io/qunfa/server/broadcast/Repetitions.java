package io.qunfa.server.broadcast;

import io.qunfa.client.WeChatException;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
    private final Uuid7 ids;
    private final JsonMapper json;

    Repetitions(
            IdempotencyStore store,
            TransactionOperations transactions,
            InstantSource clock,
            Uuid7 ids,
            JsonMapper json) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
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

    /**
     * Does what the platform is asked for, once per key and outside any transaction: the key is
     * taken before, and what came of it is kept after. A request that failed with no effect has not
     * used its key.
     *
     * @return what the first request with this key was answered
     * @throws Problem 409 if that is not known, or not yet
     */
    <T> T answered(
            AccountId account, Optional<IdempotencyKey> key, Class<T> form, Supplier<T> effect) {
        if (key.isEmpty()) {
            return effect.get();
        }
        if (!store.take(account, key.get(), ids.next(), clock.instant())) {
            return earlier(account, key.get(), form);
        }
        var answer = effect(account, key.get(), effect);
        store.answer(account, key.get(), json.writeValueAsString(answer));
        return answer;
    }

    private <T> T effect(AccountId account, IdempotencyKey key, Supplier<T> effect) {
        try {
            return effect.get();
        } catch (Problem e) {
            store.release(account, key);
            throw e;
        } catch (WeChatException e) {
            if (!Outcome.mayHaveHappened(e)) {
                store.release(account, key);
            }
            throw e;
        }
    }

    private <T> T earlier(AccountId account, IdempotencyKey key, Class<T> form) {
        var use = store.find(account, key);
        use.ifPresent(found -> same(key, found));
        return use.flatMap(IdempotencyStore.Use::answer)
                .map(answer -> json.readValue(answer, form))
                .orElseThrow(
                        () ->
                                new Problem(
                                        HttpStatus.CONFLICT,
                                        "idempotency-key-in-use",
                                        Map.of("key", key.value())));
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
