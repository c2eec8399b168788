package io.qunfa.server.webhook;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.Push;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.inbox.Relay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the first relay that may answer. Which those are is kept in memory for a moment, since every
 * push asks.
 */
@Component
final class RelayAnswers implements Relay {

    private static final Logger log = LoggerFactory.getLogger(RelayAnswers.class);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration WITHIN = Duration.ofSeconds(4);
    private static final int MOST = 10_000;

    private final Accounts accounts;
    private final EndpointStore endpoints;
    private final Posts posts;
    private final Map<AccountId, Known> known = new ConcurrentHashMap<>();

    RelayAnswers(Accounts accounts, EndpointStore endpoints, Posts posts) {
        this.accounts = accounts;
        this.endpoints = endpoints;
        this.posts = posts;
    }

    /** A relay that may answer. */
    private record Answering(Account account, Endpoint endpoint, WeChatFormat format) {}

    private record Known(List<Answering> relays, long sinceNanos) {}

    @Override
    public Optional<Answer> ask(AccountId account, Push push, byte[] xml) {
        return relays(account).stream()
                .filter(each -> each.endpoint().kinds().include(push.envelope().kind()))
                .findFirst()
                .flatMap(relay -> ask(relay, push, xml));
    }

    private Optional<Answer> ask(Answering relay, Push push, byte[] xml) {
        var text = new String(xml, StandardCharsets.UTF_8);
        var told = posts.ask(relay.account(), relay.endpoint(), relay.format(), push, text, WITHIN);
        if (!told.reached()) {
            log.warn(
                    "relay.no-answer endpoint={} status={} problem={}",
                    relay.endpoint().id().value(),
                    told.status(),
                    told.problem().orElse(""));
            return Optional.empty();
        }
        var reply = reply(relay, told, push, Callbacks.isJson(xml));
        return Optional.of(new Answer(relay.endpoint().id().value(), reply));
    }

    private static Optional<String> reply(Answering relay, Told told, Push push, boolean inJson) {
        try {
            return relay.format().reply(told.body(), push, inJson);
        } catch (IllegalArgumentException e) {
            log.warn(
                    "relay.not-a-reply endpoint={} reason={}",
                    relay.endpoint().id().value(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private List<Answering> relays(AccountId account) {
        var found = known.get(account);
        if (found != null && System.nanoTime() - found.sinceNanos() < MOMENT.toNanos()) {
            return found.relays();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        var now = System.nanoTime();
        var relays = load(account);
        known.put(account, new Known(relays, now));
        return relays;
    }

    private List<Answering> load(AccountId id) {
        var answering =
                endpoints.all(id).stream()
                        .filter(Endpoint::enabled)
                        .filter(
                                endpoint ->
                                        endpoint.format() instanceof Endpoint.WeChat format
                                                && format.answers())
                        .toList();
        if (answering.isEmpty()) {
            return List.of();
        }
        var account = accounts.get(id);
        return answering.stream().map(endpoint -> answering(account, endpoint)).toList();
    }

    private static Answering answering(Account account, Endpoint endpoint) {
        if (endpoint.format() instanceof Endpoint.WeChat format) {
            return new Answering(
                    account,
                    endpoint,
                    new WeChatFormat(endpoint.url(), format, account.appId().value()));
        }
        throw new IllegalArgumentException("not a relay: " + endpoint.id().value());
    }
}
