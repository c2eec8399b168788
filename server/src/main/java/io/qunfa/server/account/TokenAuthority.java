package io.qunfa.server.account;

import io.qunfa.client.AccessToken;
import io.qunfa.client.TokenSource;
import io.qunfa.client.Tokens;
import io.qunfa.client.WeChatException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The only place that fetches tokens for an account. However many callers race, one of them asks
 * the database and then the platform, and the others wait for it; no lock is held meanwhile. Each
 * step starts from the row, so that a token another node has renewed is taken as it is.
 */
final class TokenAuthority implements TokenSource {

    private final AccountId account;
    private final TokenStore store;
    private final Tokens platform;
    private final InstantSource clock;
    private final AtomicReference<@Nullable FutureTask<HeldToken>> flight = new AtomicReference<>();
    private volatile @Nullable HeldToken held;
    private volatile @Nullable AccessToken accepted;

    TokenAuthority(AccountId account, TokenStore store, Tokens platform, InstantSource clock) {
        this.account = account;
        this.store = store;
        this.platform = platform;
        this.clock = clock;
    }

    @Override
    public AccessToken current() {
        var now = held;
        if (now == null || now.isExpired(clock.instant())) {
            return join(this::unexpired).token();
        }
        if (now.isDue(clock.instant()) && flight.get() == null) {
            return renewEarly(now);
        }
        return now.token();
    }

    @Override
    public AccessToken renew(AccessToken rejected) {
        var renewed = join(row -> replaced(row, rejected));
        // The step that was joined may have begun before the rejection and known nothing of it.
        return renewed.is(rejected) && !isFutile(renewed)
                ? join(row -> replaced(row, rejected)).token()
                : renewed.token();
    }

    @Override
    public void accepted(AccessToken token) {
        accepted = token;
    }

    private AccessToken renewEarly(HeldToken old) {
        try {
            return join(this::undue).token();
        } catch (WeChatException e) {
            return old.token();
        }
    }

    private HeldToken unexpired(Optional<HeldToken> row) {
        return row.filter(token -> !token.isExpired(clock.instant())).orElseGet(this::fetched);
    }

    private HeldToken undue(Optional<HeldToken> row) {
        return row.filter(token -> !token.isDue(clock.instant())).orElseGet(this::fetched);
    }

    private HeldToken replaced(Optional<HeldToken> row, AccessToken rejected) {
        if (row.isEmpty()) {
            return fetched();
        }
        var now = row.get();
        if (!now.is(rejected) || isFutile(now)) {
            return now;
        }
        var stable = platform.fetchStable();
        var token = now.is(stable) ? platform.forceStable() : stable;
        return new HeldToken(token, clock.instant(), true);
    }

    /**
     * A renewed token that was rejected before it was ever accepted: renewing again cannot help.
     */
    private boolean isFutile(HeldToken token) {
        var works = accepted;
        return token.renewed()
                && token.isFresh(clock.instant())
                && (works == null || !token.is(works));
    }

    private HeldToken fetched() {
        return new HeldToken(platform.fetchStable(), clock.instant(), false);
    }

    private HeldToken join(Function<Optional<HeldToken>, HeldToken> step) {
        var mine = new FutureTask<HeldToken>(() -> take(step));
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

    private HeldToken take(Function<Optional<HeldToken>, HeldToken> step) {
        var row = store.find(account);
        var next = step.apply(row);
        if (row.isEmpty() || !row.get().equals(next)) {
            store.save(account, next);
        }
        held = next;
        return next;
    }

    private static HeldToken result(FutureTask<HeldToken> step) {
        try {
            return step.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a token", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("fetching a token failed", e.getCause());
        }
    }
}
