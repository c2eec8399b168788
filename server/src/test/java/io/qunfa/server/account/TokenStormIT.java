package io.qunfa.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.WeChat;
import io.qunfa.client.WeChatException;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.faults.Effect;
import io.qunfa.sandbox.faults.Fault;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of what other systems do to the token endpoint, with our column: the token answers
 * after 120 ms, the API after 20 ms. Two nodes are two authorities on one database, which share
 * nothing else.
 */
@ServerTest
final class TokenStormIT {

    private static final int CALLERS = 50;

    private final Sandbox sandbox = Sandbox.builder().followers(10).start();
    private final AtomicInteger fetches = new AtomicInteger();
    private final TokenStore store;
    private final JdbcClient jdbc;
    private final AccountId account;

    TokenStormIT(
            @Autowired Accounts accounts,
            @Autowired TokenStore store,
            @Autowired Visitors visitors,
            @Autowired JdbcClient jdbc) {
        this.store = store;
        this.jdbc = jdbc;
        var added =
                new NewAccount(
                        "Demo",
                        credentials(),
                        Account.Kind.SERVICE,
                        true,
                        Endpoints.of(sandbox.address()));
        account = accounts.connect(added, visitors.operator().id()).id();
        sandbox.faults(
                slow("/cgi-bin/token", 120),
                slow("/cgi-bin/stable_token", 120),
                slow("/cgi-bin/user/get", 20));
    }

    @AfterEach
    void stopSandbox() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(TokenChannel.Kind.class)
    void fifty_callers_at_a_cold_start_fetch_one_token(TokenChannel.Kind channel) throws Exception {
        try (var node = new Node("one", channel)) {
            assertThat(errors(List.of(node))).isZero();
        }
        assertThat(fetches).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(TokenChannel.Kind.class)
    void fifty_callers_whose_token_was_revoked_fetch_one_more_and_see_no_error(
            TokenChannel.Kind channel) throws Exception {
        try (var node = new Node("one", channel)) {
            errors(List.of(node));
            fetches.set(0);
            revoke();

            assertThat(errors(List.of(node))).isZero();
        }
        assertThat(fetches).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(TokenChannel.Kind.class)
    void two_nodes_fetch_one_token_for_both(TokenChannel.Kind channel) throws Exception {
        try (var one = new Node("one", channel);
                var two = new Node("two", channel)) {
            assertThat(errors(List.of(one, two))).isZero();
            assertThat(errors(List.of(one, two))).isZero();
        }
        assertThat(fetches).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(TokenChannel.Kind.class)
    void two_nodes_whose_token_was_revoked_fetch_one_more_for_both(TokenChannel.Kind channel)
            throws Exception {
        try (var one = new Node("one", channel);
                var two = new Node("two", channel)) {
            errors(List.of(one, two));
            fetches.set(0);
            revoke();

            assertThat(errors(List.of(one, two))).isZero();
        }
        assertThat(fetches).hasValue(1);
    }

    /** A new stable token has to be forced, after a look whether somebody else has done so. */
    @ParameterizedTest
    @CsvSource({"CLASSIC, 1", "STABLE, 2"})
    void a_platform_that_rejects_every_token_is_asked_for_one_more_and_then_it_is_an_error(
            TokenChannel.Kind channel, int calls) throws Exception {
        try (var one = new Node("one", channel);
                var two = new Node("two", channel)) {
            errors(List.of(one, two));
            fetches.set(0);
            rejectEverything();

            assertThat(errors(List.of(one, two))).isEqualTo(CALLERS);
            assertThat(errors(List.of(one, two))).isEqualTo(CALLERS);
        }
        assertThat(fetches).hasValue(calls);
    }

    /** No new one can be forced within half a minute after somebody else has forced one. */
    @Test
    void a_token_that_worked_and_cannot_be_replaced_yet_is_not_asked_for_again_and_again()
            throws Exception {
        try (var one = new Node("one", TokenChannel.Kind.STABLE);
                var two = new Node("two", TokenChannel.Kind.STABLE)) {
            revoke();
            assertThat(errors(List.of(one, two))).isZero();
            force();
            assertThat(errors(List.of(one, two))).isZero();
            fetches.set(0);
            rejectEverything();

            assertThat(errors(List.of(one, two))).isEqualTo(CALLERS);
            assertThat(errors(List.of(one, two))).isEqualTo(CALLERS);
        }
        assertThat(fetches).hasValue(2);
    }

    private static Fault slow(String path, long millis) {
        return Fault.always(path, Effect.LATENCY).delay(Duration.ofMillis(millis));
    }

    /** Fifty calls at once, spread over the nodes; how many of them failed. */
    private long errors(List<Node> nodes) throws Exception {
        var calls =
                IntStream.range(0, CALLERS)
                        .mapToObj(i -> nodes.get(i % nodes.size()))
                        .map(node -> (Callable<Boolean>) node::failsToCall)
                        .toList();
        long errors = 0;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : callers.invokeAll(calls)) {
                errors += call.get() ? 1 : 0;
            }
        }
        return errors;
    }

    private void rejectEverything() {
        sandbox.faults(Fault.always("/cgi-bin/user/get", Effect.ERRCODE).errcode(40001));
    }

    private void force() {
        try (var other = client().build()) {
            other.tokens().forceStable();
        }
    }

    /** As another program does that fetches; afterwards the overlap of classic tokens is over. */
    private void revoke() {
        try (var other = client().build()) {
            other.tokens().fetch();
            other.tokens().forceStable();
        }
        sandbox.clock().advance(Duration.ofMinutes(6));
    }

    private WeChat.Builder client() {
        return WeChat.builder(credentials()).endpoints(Endpoints.of(sandbox.address()));
    }

    private Credentials credentials() {
        return Credentials.of(sandbox.account().appId(), sandbox.account().appSecret());
    }

    private final class Node implements AutoCloseable {

        private final WeChat wechat;

        Node(String name, TokenChannel.Kind channel) {
            jdbc.sql("UPDATE account.official_account SET token_channel = :channel")
                    .param("channel", channel.name())
                    .update();
            wechat =
                    client().tokens(
                                    tokens ->
                                            new TokenAuthority(
                                                    account,
                                                    name,
                                                    store,
                                                    () -> new TokenChannel(channel, tokens),
                                                    Clock.systemUTC()))
                            .listener(
                                    call -> {
                                        if (call.path().endsWith("token")) {
                                            fetches.incrementAndGet();
                                        }
                                    })
                            .build();
        }

        boolean failsToCall() {
            try {
                wechat.followers().page();
                return false;
            } catch (WeChatException _) {
                return true;
            }
        }

        @Override
        public void close() {
            wechat.close();
        }
    }
}
