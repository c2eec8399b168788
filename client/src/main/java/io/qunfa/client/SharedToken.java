package io.qunfa.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One token for everybody in this process. However many callers race, one of them fetches and the
 * others wait for it; no lock is held meanwhile. While the old token still works, nobody waits for
 * the early renewal of it but the one who does it.
 */
final class SharedToken implements TokenSource {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration LEAST_USE = Duration.ofSeconds(30);

    private final Tokens tokens;
    private final InstantSource clock;
    private final AtomicReference<@Nullable FutureTask<Held>> flight = new AtomicReference<>();
    private volatile @Nullable Held held;

    SharedToken(Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public AccessToken current() {
        var now = held;
        if (now == null || now.isExpired(clock.instant())) {
            return join(this::unexpired).token;
        }
        if (now.isDue(clock.instant()) && flight.get() == null) {
            return renewEarly(now);
        }
        return now.token;
    }

    @Override
    public AccessToken renew(AccessToken rejected) {
        var renewed = join(now -> replaced(now, rejected));
        if (renewed.is(rejected) && !renewed.isFutile(clock.instant())) {
            // The step that was joined had begun before the rejection and knew nothing of it.
            return join(now -> replaced(now, rejected)).token;
        }
        return renewed.token;
    }

    @Override
    public void accepted(AccessToken token) {
        var now = held;
        if (now != null && now.is(token)) {
            now.accepted = true;
        }
    }

    private AccessToken renewEarly(Held old) {
        try {
            return join(this::undue).token;
        } catch (WeChatException e) {
            return old.token;
        }
    }

    private Held unexpired(@Nullable Held now) {
        return now == null || now.isExpired(clock.instant()) ? fetched() : now;
    }

    private Held undue(@Nullable Held now) {
        return now == null || now.isDue(clock.instant()) ? fetched() : now;
    }

    /**
     * A renewed token that was never accepted and is rejected too will not get better by renewing
     * again, so for a while it stays.
     */
    private Held replaced(@Nullable Held now, AccessToken rejected) {
        if (now == null || !now.is(rejected)) {
            return now == null ? fetched() : now;
        }
        if (now.isFutile(clock.instant())) {
            return now;
        }
        return new Held(tokens.fetchStable(), clock.instant(), true);
    }

    private Held fetched() {
        return new Held(tokens.fetchStable(), clock.instant(), false);
    }

    /** Runs the step alone, or waits for the step that is running. */
    private Held join(UnaryOperator<@Nullable Held> step) {
        var mine = new FutureTask<Held>(() -> held = step.apply(held));
        var running = flight.compareAndExchange(null, mine);
        if (running != null) {
            return result(running);
        }
        try {
            mine.run();
        } finally {
            flight.set(null);
        }
        return result(mine);
    }

    private static Held result(FutureTask<Held> step) {
        try {
            return step.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WeChatException.noToken("interrupted while waiting for a token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("fetching a token failed", e.getCause());
        }
    }

    /** A token and what is known about it. */
    private static final class Held {

        private final AccessToken token;
        private final Instant since;
        private final boolean renewed;
        private volatile boolean accepted;

        Held(AccessToken token, Instant since, boolean renewed) {
            this.token = token;
            this.since = since;
            this.renewed = renewed;
        }

        boolean is(AccessToken other) {
            return token.value().equals(other.value());
        }

        boolean isExpired(Instant now) {
            return !now.isBefore(token.expiresAt());
        }

        boolean isDue(Instant now) {
            return !now.isBefore(token.expiresAt().minus(EARLY))
                    && !now.isBefore(since.plus(LEAST_USE));
        }

        boolean isFutile(Instant now) {
            return renewed && !accepted && now.isBefore(since.plus(LEAST_USE));
        }
    }
}
