package io.qunfa.server.inbox;

import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The callback addresses, in memory for a moment: thousands of pushes a second ask for the same few
 * rows. What another node changes is seen after that moment.
 */
@Component
final class Doors {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** Who sends rubbish does not make us look more often than this. */
    private static final Duration GLANCE = Duration.ofMillis(50);

    private static final int MOST = 10_000;

    private final Accounts accounts;
    private final InstantSource clock;
    private final Duration window;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Long> lookedAgainNanos = new ConcurrentHashMap<>();

    Doors(
            Accounts accounts,
            InstantSource clock,
            @Value("${qunfa.callback-window:10m}") Duration window) {
        this.accounts = accounts;
        this.clock = clock;
        this.window = window;
    }

    private record Known(Door door, long sinceNanos, AtomicBoolean renewed) {

        /** Of many requests at the end of the moment one looks; the others do not wait for it. */
        boolean serves() {
            var age = System.nanoTime() - sinceNanos;
            return age < MOMENT.toNanos()
                    || (age < LONGEST.toNanos() && !renewed.compareAndSet(false, true));
        }
    }

    /**
     * The door of an address.
     *
     * @param key the part of the address that names the account
     */
    Optional<Door> find(String key) {
        var found = known.get(key);
        return found != null && found.serves() ? Optional.of(found.door()) : look(key);
    }

    /** A newer one in place of a door that did not open, if there is one. */
    Optional<Door> newer(Door door) {
        var key = door.account().key();
        var now = System.nanoTime();
        var before = lookedAgainNanos.get(key);
        if (before != null && now - before < GLANCE.toNanos()) {
            return Optional.empty();
        }
        lookedAgainNanos.put(key, now);
        return look(key);
    }

    /** The door as it is now. */
    Optional<Door> look(String key) {
        var now = System.nanoTime();
        var door = accounts.byKey(key).map(this::door);
        if (known.size() >= MOST) {
            known.clear();
        }
        door.ifPresent(made -> known.put(key, new Known(made, now, new AtomicBoolean())));
        return door;
    }

    private Door door(Account account) {
        return Door.of(account, accounts.callbacks(account.id()), window, clock);
    }
}
