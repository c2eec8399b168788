package io.qunfa.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qunfa.client.AccessToken;
import io.qunfa.client.AppId;
import io.qunfa.client.AppSecret;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.WeChat;
import io.qunfa.client.WeChatException;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class TokenAuthorityIT {

    private static final int CALLERS = 40;

    private final Sandbox sandbox = Sandbox.builder().followers(10).start();
    private final Accounts accounts;
    private final TokenStore store;
    private final Visitors visitors;
    private final JdbcClient jdbc;
    private AccountId account;

    TokenAuthorityIT(
            @Autowired Accounts accounts,
            @Autowired TokenStore store,
            @Autowired Visitors visitors,
            @Autowired JdbcClient jdbc) {
        this.accounts = accounts;
        this.store = store;
        this.visitors = visitors;
        this.jdbc = jdbc;
        this.account = new AccountId(new java.util.UUID(0, 0));
    }

    @BeforeEach
    void connect() {
        var added =
                new NewAccount(
                        "Demo",
                        credentials(),
                        Account.Kind.SERVICE,
                        true,
                        Endpoints.of(sandbox.address()));
        account = accounts.connect(added, visitors.operator().id()).id();
    }

    @AfterEach
    void stopSandbox() {
        sandbox.close();
    }

    @Test
    void forty_callers_fetch_one_token() throws Exception {
        callAtOnce();

        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void forty_callers_whose_token_was_superseded_fetch_one_more_and_see_no_error()
            throws Exception {
        callAtOnce();
        supersede();

        callAtOnce();

        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void after_a_restart_the_token_is_still_there() {
        accounts.wechat(account).followers().page();

        try (var wechat = another()) {
            var restarted = new TokenAuthority(account, store, wechat.tokens(), Clock.systemUTC());
            assertThat(restarted.current().value()).isEqualTo(kept().value());
        }
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void a_token_that_another_node_renewed_is_taken_as_it_is() {
        var old = token();
        supersede();
        var renewedElsewhere = renewElsewhere(old);

        accounts.wechat(account).followers().page();

        assertThat(kept().value()).isEqualTo(renewedElsewhere.value());
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void a_renewed_token_that_is_rejected_too_is_not_renewed_again() {
        try (var wechat = another()) {
            var authority = new TokenAuthority(account, store, wechat.tokens(), Clock.systemUTC());
            var first = authority.current();
            var second = authority.renew(first);

            assertThat(second.value()).isNotEqualTo(first.value());
            assertThat(authority.renew(second).value()).isEqualTo(second.value());
        }
    }

    @Test
    void a_token_is_not_readable_in_the_database() {
        var token = token();

        var dump =
                jdbc.sql("SELECT token::text FROM account.access_token WHERE account_id = :id")
                        .param("id", account.value())
                        .query(String.class)
                        .single();

        assertThat(dump).doesNotContain(token.value());
        assertThat(dump)
                .doesNotContain(
                        java.util.HexFormat.of()
                                .formatHex(
                                        token.value()
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void a_platform_that_is_gone_is_an_error_and_not_a_storm() {
        sandbox.close();

        assertThatExceptionOfType(WeChatException.class)
                .isThrownBy(() -> accounts.wechat(account).followers().page());
        assertThat(fetches()).isEqualTo(1);
    }

    private AccessToken token() {
        accounts.wechat(account).followers().page();
        return kept();
    }

    private AccessToken kept() {
        return store.find(account).orElseThrow().token();
    }

    private void callAtOnce() throws Exception {
        Callable<Long> call = () -> accounts.wechat(account).followers().page().total();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, CALLERS).mapToObj(_ -> call).toList();
            for (var answer : callers.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(10);
            }
        }
    }

    private void supersede() {
        try (var other = another()) {
            other.tokens().forceStable();
        }
    }

    private AccessToken renewElsewhere(AccessToken rejected) {
        try (var other = another()) {
            return new TokenAuthority(account, store, other.tokens(), Clock.systemUTC())
                    .renew(rejected);
        }
    }

    private WeChat another() {
        return WeChat.builder(credentials()).endpoints(Endpoints.of(sandbox.address())).build();
    }

    private Credentials credentials() {
        return new Credentials(
                new AppId(sandbox.account().appId()), new AppSecret(sandbox.account().appSecret()));
    }

    /** How often this server asked the platform for a token since the account was connected. */
    private long fetches() {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(calls), 0) FROM account.call_count
                        WHERE account_id = :id AND path = '/cgi-bin/stable_token' AND unit = 'DAY'
                        """)
                .param("id", account.value())
                .query(Long.class)
                .single();
    }
}
