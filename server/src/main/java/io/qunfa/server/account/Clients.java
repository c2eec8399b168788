package io.qunfa.server.account;

import io.qunfa.client.Connections;
import io.qunfa.client.Timeouts;
import io.qunfa.client.WeChat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The clients of this node, one for each account. When the credentials change, on whatever node, a
 * new client takes over; calls that are under way end with the old one.
 */
@Component
final class Clients implements DisposableBean {

    private static final Duration TRUST = Duration.ofSeconds(5);

    /** Of all accounts together. */
    private static final int MOST_CALLS = 256;

    /** Both together are well below the lease of whoever fetches. */
    private static final Timeouts FETCH =
            new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(7));

    private final AccountStore store;
    private final TokenStore tokens;
    private final CallLog calls;
    private final InstantSource clock;
    private final String node;
    private final ConcurrentMap<AccountId, Client> clients = new ConcurrentHashMap<>();
    private final ConcurrentMap<AccountId, TokenAuthority> authorities = new ConcurrentHashMap<>();
    private final Connections calling = Connections.open(Timeouts.DEFAULT, MOST_CALLS);
    private final Connections fetching = Connections.open(FETCH);

    Clients(
            AccountStore store,
            TokenStore tokens,
            CallLog calls,
            InstantSource clock,
            @Value("${qunfa.node:${HOSTNAME:localhost}}") String node) {
        this.store = store;
        this.tokens = tokens;
        this.calls = calls;
        this.clock = clock;
        this.node = node;
    }

    private record Client(
            WeChat calls,
            WeChat fetches,
            TokenChannel.Kind channel,
            int revision,
            long lookedAtNanos) {

        Client lookedAt(long nanos) {
            return new Client(calls, fetches, channel, revision, nanos);
        }
    }

    /** With credentials that were right a moment ago. */
    WeChat of(AccountId id) {
        var known = clients.get(id);
        return known != null && System.nanoTime() - known.lookedAtNanos < TRUST.toNanos()
                ? known.calls
                : latest(id).calls;
    }

    TokenAuthority authority(AccountId id) {
        return authorities.computeIfAbsent(
                id, _ -> new TokenAuthority(id, node, tokens, () -> channel(id), clock));
    }

    private TokenChannel channel(AccountId id) {
        var client = latest(id);
        return new TokenChannel(client.channel, client.fetches.tokens());
    }

    private Client latest(AccountId id) {
        var now = System.nanoTime();
        var revision = store.revision(id);
        var known = clients.get(id);
        if (known != null && known.revision == revision.number()) {
            clients.replace(id, known, known.lookedAt(now));
            return known;
        }
        var made = client(id, revision, now);
        return settle(id, known, made);
    }

    private Client settle(AccountId id, @Nullable Client known, Client made) {
        var won =
                known == null
                        ? clients.putIfAbsent(id, made) == null
                        : clients.replace(id, known, made);
        return won ? made : clients.getOrDefault(id, made);
    }

    private Client client(AccountId id, AccountStore.Revision revision, long now) {
        return new Client(
                builder(id, calling).tokens(authority(id)).build(),
                builder(id, fetching).build(),
                revision.channel(),
                revision.number(),
                now);
    }

    private WeChat.Builder builder(AccountId id, Connections connections) {
        return WeChat.builder(store.credentials(id))
                .endpoints(store.find(id).orElseThrow().endpoints())
                .clock(clock)
                .connections(connections)
                .listener(call -> calls.record(id, call));
    }

    @Override
    public void destroy() {
        calling.close();
        fetching.close();
    }
}
