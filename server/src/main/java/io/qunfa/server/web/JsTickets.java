package io.qunfa.server.web;

import io.qunfa.client.Tickets.Ticket;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The JS-SDK ticket of each account. However many callers and nodes race, one of them fetches: the
 * one that takes the lease in the database. The others go on with the old ticket while it lives,
 * else they wait for the new one.
 */
@Component
final class JsTickets {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final JsTicketStore store;
    private final Accounts accounts;
    private final InstantSource clock;
    private final ConcurrentMap<AccountId, Ticket> held = new ConcurrentHashMap<>();

    JsTickets(JsTicketStore store, Accounts accounts, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    Ticket current(AccountId account) {
        var known = held.get(account);
        if (known != null && isFresh(known)) {
            return known;
        }
        var ticket = shared(account);
        held.put(account, ticket);
        return ticket;
    }

    private Ticket shared(AccountId account) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            var stored = store.find(account);
            if (stored.filter(this::isFresh).isPresent()) {
                return stored.get();
            }
            if (store.lease(account)) {
                return fetched(account, stored);
            }
            if (stored.filter(this::lives).isPresent()) {
                return stored.get();
            }
            LockSupport.parkNanos(LOOK.toNanos());
        } while (System.nanoTime() < deadline);
        throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, "js-ticket-not-ready", Map.of());
    }

    /** The lease was taken after the look: somebody may have fetched in between. */
    private Ticket fetched(AccountId account, Optional<Ticket> before) {
        var stored = store.find(account);
        if (stored.filter(this::isFresh).isPresent()) {
            store.release(account);
            return stored.get();
        }
        try {
            var ticket = accounts.wechat(account).tickets().jsApi();
            store.save(account, ticket);
            return ticket;
        } catch (RuntimeException e) {
            store.release(account);
            return before.filter(this::lives).orElseThrow(() -> e);
        }
    }

    private boolean isFresh(Ticket ticket) {
        return clock.instant().isBefore(ticket.expiresAt().minus(EARLY));
    }

    private boolean lives(Ticket ticket) {
        Instant now = clock.instant();
        return now.isBefore(ticket.expiresAt());
    }
}
