package io.qunfa.server.webhook;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.OperatorId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The other systems that an account tells what happens. */
@Component
final class Endpoints {

    private static final int MOST = 50;

    /** How long the secret before still counts. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final EndpointStore store;
    private final DeliveryQueue deliveries;
    private final Queueing queue;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Uuid7 ids;
    private final SecureRandom random = new SecureRandom();

    Endpoints(
            EndpointStore store,
            DeliveryQueue deliveries,
            Queueing queue,
            Audit audit,
            TransactionTemplate transaction,
            Uuid7 ids) {
        this.store = store;
        this.deliveries = deliveries;
        this.queue = queue;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
    }

    /** What a person says about an endpoint. */
    record Wish(URI url, Kinds kinds, boolean enabled, Endpoint.Format format) {}

    List<Endpoint> all(AccountId account) {
        return store.all(account);
    }

    Endpoint get(Endpoint.Id id) {
        return store.find(id).orElseThrow(Problem::notFound);
    }

    WebhookSecret newSecret() {
        return WebhookSecret.next(random);
    }

    Endpoint create(AccountId account, Wish wish, OperatorId by) {
        if (store.all(account).size() >= MOST) {
            throw new Problem(HttpStatus.CONFLICT, "too-many-endpoints", Map.of("most", MOST));
        }
        var endpoint = endpoint(new Endpoint.Id(account, ids.next()), wish);
        write(endpoint, "created", by, () -> store.insert(endpoint));
        return endpoint;
    }

    Endpoint update(Endpoint.Id id, Wish wish, OperatorId by) {
        var endpoint = endpoint(id, wish);
        write(endpoint, "changed", by, () -> store.update(endpoint));
        return endpoint;
    }

    void delete(Endpoint endpoint, OperatorId by) {
        write(endpoint, "removed", by, () -> store.delete(endpoint.id()));
    }

    /** A new secret; the one before signs beside it for a day. */
    WebhookSecret rotate(Endpoint endpoint, OperatorId by) {
        var next = newSecret();
        write(endpoint, "secret-rotated", by, () -> store.rotate(endpoint.id(), next, OVERLAP));
        return next;
    }

    private void write(Endpoint endpoint, String action, OperatorId by, Runnable change) {
        transaction.executeWithoutResult(
                _ -> {
                    change.run();
                    audit.record(
                            endpoint.id().account().value(),
                            by,
                            name(endpoint) + "." + action,
                            Map.of(
                                    "id", endpoint.id().value().toString(),
                                    "host", endpoint.url().getHost()));
                });
    }

    private static String name(Endpoint endpoint) {
        return endpoint.format() instanceof Endpoint.Json ? "webhook" : "relay";
    }

    UUID ping(Endpoint endpoint) {
        return queue.ping(
                endpoint,
                Map.of("account", endpoint.id().account().toString()),
                Clock.systemUTC().instant());
    }

    List<DeliveryQueue.Line> log(Endpoint endpoint, Optional<UUID> after, int most) {
        return deliveries.log(endpoint.id(), after, most);
    }

    void replay(Endpoint endpoint, UUID delivery) {
        if (!deliveries.replay(endpoint.id().account(), endpoint.id().value(), delivery)) {
            throw Problem.notFound();
        }
        queue.wake();
    }

    private static Endpoint endpoint(Endpoint.Id id, Wish wish) {
        return new Endpoint(
                id,
                wish.url(),
                wish.kinds(),
                wish.enabled(),
                wish.format(),
                Optional.empty(),
                Optional.empty());
    }
}
