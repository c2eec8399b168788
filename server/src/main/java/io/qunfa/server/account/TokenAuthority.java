package io.qunfa.server.account;

import io.qunfa.client.AccessToken;
import io.qunfa.client.TokenSource;
import io.qunfa.client.WeChatException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The only place that fetches tokens for an account. On one node one of the callers does the work
 * and the others wait for it; among nodes whoever has the lease does, and the others look at the
 * row until the token is there. No lock is held and no transaction is open while the platform is
 * asked. Nobody waits for ever.
 */
final class TokenAuthority implements TokenSource {

    /** Whoever does not renew it in time has died. */
    static final Duration LEASE = Duration.ofSeconds(6);

    private static final Duration RENEWAL = Duration.ofSeconds(2);

    /** Longer than a lease, so that the token of a node that died is fetched by the next. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(50);

    /** How long a node goes on with a token that another may have renewed. */
    private static final Duration TRUST = Duration.ofMinutes(1);

    private static final Duration MOST_JITTER = Duration.ofSeconds(60);

    private final AccountId account;
    private final String node;
    private final TokenStore store;
    private final Supplier<TokenChannel> channel;
    private final InstantSource clock;
    private final Duration jitter;
    private final AtomicReference<@Nullable FutureTask<HeldToken>> flight = new AtomicReference<>();
    private final AtomicLong lookedAtNanos = new AtomicLong();
    private volatile @Nullable HeldToken held;
    private volatile @Nullable AccessToken accepted;

    TokenAuthority(
            AccountId account,
            String node,
            TokenStore store,
            Supplier<TokenChannel> channel,
            InstantSource clock) {
        this.account = account;
        this.node = node;
        this.store = store;
        this.channel = channel;
        this.clock = clock;
        this.jitter =
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(MOST_JITTER.toMillis()));
    }

    /** A kind of work on the token: when there is nothing left to do, and how it is done. */
    private record Step(
            Predicate<HeldToken> done, Function<Optional<HeldToken>, HeldToken> fetch) {}

    @Override
    public AccessToken current() {
        lookAgain();
        var now = held;
        if (now == null || now.isExpired(clock.instant())) {
            return join(new Step(this::isUnexpired, _ -> fetched())).token();
        }
        if (now.isDue(clock.instant(), jitter)) {
            renewEarly();
        }
        return now.token();
    }

    @Override
    public AccessToken renew(AccessToken rejected) {
        var step =
                new Step(
                        token -> isUnexpired(token) && (!token.is(rejected) || isFutile(token)),
                        row -> row.isPresent() ? replaced(rejected) : fetched());
        var renewed = join(step);
        // The step that was joined may have begun before the rejection and known nothing of it.
        return step.done.test(renewed) ? renewed.token() : join(step).token();
    }

    @Override
    public void accepted(AccessToken token) {
        accepted = token;
    }

    /** Takes what another node has renewed, or an operator has changed, before it is missed. */
    private void lookAgain() {
        var now = System.nanoTime();
        var before = lookedAtNanos.get();
        if (held != null
                && now - before > TRUST.toNanos()
                && lookedAtNanos.compareAndSet(before, now)) {
            held = store.find(account).orElse(null);
        }
    }

    /** Beside the callers, who go on with the old token, which still works. */
    private void renewEarly() {
        if (flight.get() == null) {
            Thread.ofVirtual().name("token-" + account).start(this::tryToRenewEarly);
        }
    }

    private void tryToRenewEarly() {
        try {
            join(new Step(token -> !token.isDue(clock.instant(), jitter), _ -> fetched()));
        } catch (WeChatException _) {
            // Said by the circuit; the old token goes on until it is over.
        }
    }

    private boolean isUnexpired(HeldToken token) {
        return !token.isExpired(clock.instant());
    }

    /**
     * A renewed token that was rejected before it was ever accepted, or that the platform would not
     * replace a moment ago: renewing again cannot help.
     */
    private boolean isFutile(HeldToken token) {
        var works = accepted;
        return token.isFresh(clock.instant())
                && (token.inVain() || (token.renewed() && (works == null || !token.is(works))));
    }

    private HeldToken fetched() {
        return new HeldToken(channel.get().fetch(), clock.instant(), false, false);
    }

    private HeldToken replaced(AccessToken rejected) {
        var token = channel.get().replace(rejected);
        var inVain = token.value().equals(rejected.value());
        return new HeldToken(token, clock.instant(), true, inVain);
    }

    private HeldToken join(Step step) {
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

    private HeldToken take(Step step) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var row = store.find(account);
            if (row.isPresent() && step.done.test(row.get())) {
                return keep(row.get());
            }
            var before = store.circuit(account);
            before.filter(this::keepsOut).ifPresent(this::refuse);
            var lease = store.acquire(account, node, LEASE);
            if (lease.isPresent()) {
                return keep(fetch(step, lease.getAsLong(), before));
            }
            if (System.nanoTime() > deadline) {
                throw WeChatException.noToken("no token within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private HeldToken keep(HeldToken token) {
        held = token;
        lookedAtNanos.set(System.nanoTime());
        return token;
    }

    /**
     * Whether nobody may fetch now. A node whose address is not known yet asks once all the same:
     * the refusal tells it.
     */
    private boolean keepsOut(Circuit.State circuit) {
        return circuit.open()
                && (circuit.code() != ConnectionCheck.IP_NOT_ALLOWED
                        || store.egress(account).stream()
                                .anyMatch(egress -> egress.node().equals(node)));
    }

    private void refuse(Circuit.State circuit) {
        throw channel.get().tokens().failure(circuit.code(), circuit.text());
    }

    /** With the lease: looks once more, because somebody may have been faster, and asks. */
    private HeldToken fetch(Step step, long fence, Optional<Circuit.State> before) {
        try {
            var row = store.find(account);
            if (row.isPresent() && step.done.test(row.get())) {
                store.release(account, fence);
                return row.get();
            }
            var kind = channel.get().kind();
            var token = whileLeased(fence, () -> step.fetch.apply(row));
            return saved(token, fence, kind, before.isPresent());
        } catch (WeChatException e) {
            fail(fence, before, e);
            throw e;
        } catch (RuntimeException e) {
            store.release(account, fence);
            throw e;
        }
    }

    /** A fetch may take longer than the lease. */
    private HeldToken whileLeased(long fence, Supplier<HeldToken> fetch) {
        var fetched = new CountDownLatch(1);
        Thread.ofVirtual().name("token-lease-" + account).start(() -> keepLease(fence, fetched));
        try {
            return fetch.get();
        } finally {
            fetched.countDown();
        }
    }

    private void keepLease(long fence, CountDownLatch fetched) {
        try {
            while (!fetched.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                store.extend(account, fence, LEASE);
            }
        } catch (DataAccessException _) {
            // Then it runs out, and what is fetched without it is not kept.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private HeldToken saved(
            HeldToken token, long fence, TokenChannel.Kind kind, boolean recovered) {
        if (!store.save(account, fence, kind, token)) {
            return store.find(account).orElse(token);
        }
        if (recovered) {
            store.connection(account, clock.instant(), null);
        }
        return token;
    }

    private void fail(long fence, Optional<Circuit.State> before, WeChatException e) {
        ConnectionCheck.caller(e).ifPresent(address -> store.learnEgress(account, node, address));
        var failures = before.map(Circuit.State::failures).orElse(0);
        store.failed(account, fence, e, Circuit.after(failures, e));
        if (e instanceof WeChatException.CredentialRejected) {
            store.connection(account, clock.instant(), ConnectionCheck.problem(e).code());
        }
    }

    private static HeldToken result(FutureTask<HeldToken> step) {
        try {
            return step.get(PATIENCE.plus(LEASE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WeChatException.noToken("interrupted while waiting for a token");
        } catch (TimeoutException e) {
            throw WeChatException.noToken("waited too long for a token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("fetching a token failed", e.getCause());
        }
    }
}
