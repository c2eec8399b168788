package io.qunfa.server.webhook;

import io.qunfa.server.inbox.Inbox;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells endpoints what waits for them, many at a time but only a few to one endpoint, so that a
 * slow one holds up itself alone.
 */
@Component
final class Telling {

    private static final Logger log = LoggerFactory.getLogger(Telling.class);

    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_AT_ONCE_EACH = 8;
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration BEARABLE = Duration.ofDays(3);
    private static final Duration ROOM_WAIT = Duration.ofSeconds(1);

    private final EndpointStore endpoints;
    private final DeliveryQueue deliveries;
    private final Posts posts;
    private final Inbox inbox;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Map<UUID, AtomicInteger> telling = new ConcurrentHashMap<>();

    Telling(
            EndpointStore endpoints,
            DeliveryQueue deliveries,
            Posts posts,
            Inbox inbox,
            ApplicationEventPublisher events,
            TransactionOperations transactions) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.posts = posts;
        this.inbox = inbox;
        this.events = events;
        this.transactions = transactions;
    }

    /** Begins to tell what is due. False if nothing is. */
    boolean workOnce() {
        var busy =
                telling.entrySet().stream()
                        .filter(each -> each.getValue().get() >= MOST_AT_ONCE_EACH)
                        .map(Map.Entry::getKey)
                        .toList();
        if (!hasRoom()) {
            return true;
        }
        var due =
                deliveries.claim(busy, Math.min(MOST_AT_ONCE_EACH, room.availablePermits()), LEASE);
        due.forEach(this::begin);
        return !due.isEmpty();
    }

    private boolean hasRoom() {
        try {
            if (!room.tryAcquire(ROOM_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            room.release();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void begin(Delivery delivery) {
        room.acquireUninterruptibly();
        told(delivery.endpointId()).incrementAndGet();
        Thread.ofVirtual()
                .name("telling")
                .start(
                        () -> {
                            try {
                                tell(delivery);
                            } catch (RuntimeException e) {
                                log.error("webhook.failed delivery={}", delivery.id(), e);
                            } finally {
                                told(delivery.endpointId()).decrementAndGet();
                                room.release();
                            }
                        });
    }

    private AtomicInteger told(UUID endpoint) {
        return telling.computeIfAbsent(endpoint, _ -> new AtomicInteger());
    }

    private void tell(Delivery delivery) {
        var endpoint = endpoints.find(delivery.endpoint());
        if (endpoint.isEmpty()) {
            return;
        }
        var told =
                posts.tell(endpoint.get(), delivery)
                        .orElseGet(() -> new Told(0, "", Duration.ZERO, Optional.of("forgotten")));
        var again =
                told.reached() || isForgotten(told)
                        ? Optional.<Duration>empty()
                        : Backoff.of(endpoint.get().format())
                                .after(delivery.attempt(), ThreadLocalRandom.current());
        transactions.executeWithoutResult(_ -> settle(endpoint.get(), delivery, told, again));
    }

    private static boolean isForgotten(Told told) {
        return told.problem().filter("forgotten"::equals).isPresent();
    }

    private void settle(Endpoint endpoint, Delivery delivery, Told told, Optional<Duration> again) {
        deliveries.settle(delivery, told, again);
        delivery.pushId()
                .filter(push -> inbox.xml(delivery.account(), push).isEmpty())
                .ifPresent(_ -> deliveries.forget(delivery));
        if (told.reached()) {
            endpoints.reached(endpoint.id());
        } else if (!isForgotten(told)
                && !delivery.kind().equals(Delivery.PING)
                && endpoints.missed(endpoint.id(), BEARABLE, told.gone())) {
            log.warn("webhook.disabled endpoint={} gone={}", endpoint.id().value(), told.gone());
            events.publishEvent(
                    new WebhookDisabled(
                            endpoint.id().account(), endpoint.url().getHost(), told.gone()));
        }
    }
}
