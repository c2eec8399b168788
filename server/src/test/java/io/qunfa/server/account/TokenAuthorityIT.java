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
import io.qunfa.sandbox.faults.Effect;
import io.qunfa.sandbox.faults.Fault;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class TokenAuthorityIT {

    private static final int CALLERS = 40;
    private static final Duration BRIEF = Duration.ofSeconds(1);

    private final Sandbox sandbox = Sandbox.builder().followers(10).start();
    private final Accounts accounts;
    private final TokenStore store;
    private final Visitors visitors;
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private AccountId account;

    TokenAuthorityIT(
            @Autowired Accounts accounts,
            @Autowired TokenStore store,
            @Autowired Visitors visitors,
            @Autowired JdbcClient jdbc,
            @Autowired InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.visitors = visitors;
        this.jdbc = jdbc;
        this.clock = clock;
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
            assertThat(node("restarted", wechat).current().value()).isEqualTo(kept().value());
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
            var authority = node("alone", wechat);
            var first = authority.current();
            var second = authority.renew(first);

            assertThat(second.value()).isNotEqualTo(first.value());
            assertThat(authority.renew(second).value()).isEqualTo(second.value());
        }
    }

    @Test
    void a_node_that_died_while_fetching_is_not_waited_for_longer_than_its_lease() {
        assertThat(store.acquire(account, "dead", TokenAuthority.LEASE)).isPresent();
        jdbc.sql("UPDATE account.token_lease SET held_until = clock_timestamp()").update();

        accounts.wechat(account).followers().page();

        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void a_lease_is_kept_as_long_as_a_fetch_takes_and_gone_when_it_ends() {
        var brief = Duration.ofSeconds(1);
        var fence = store.acquire(account, "slow", brief).orElseThrow();

        store.extend(account, fence, Duration.ofMinutes(1));

        assertThat(heldLongerThan(brief)).isTrue();
        store.extend(account, fence + 1, Duration.ofHours(1));
        assertThat(heldLongerThan(Duration.ofMinutes(1))).isFalse();
        store.release(account, fence);
        store.extend(account, fence, Duration.ofMinutes(1));
        assertThat(store.acquire(account, "next", brief)).isPresent();
    }

    private boolean heldLongerThan(Duration length) {
        return jdbc.sql(
                        """
                        SELECT held_until > clock_timestamp() + make_interval(secs => :length)
                        FROM account.token_lease WHERE account_id = :account
                        """)
                .param("account", account.value())
                .param("length", length.toSeconds())
                .query(Boolean.class)
                .single();
    }

    @Test
    void who_was_too_slow_does_not_write_over_the_next() {
        var slow = store.acquire(account, "slow", TokenAuthority.LEASE).orElseThrow();
        jdbc.sql("UPDATE account.token_lease SET held_until = '-infinity'").update();
        var token = token();

        var late =
                new HeldToken(
                        new AccessToken("late", clock.instant().plusSeconds(7200)),
                        clock.instant(),
                        false,
                        false);

        assertThat(store.save(account, slow, TokenChannel.Kind.STABLE, late)).isFalse();
        assertThat(kept().value()).isEqualTo(token.value());
    }

    @Test
    void a_wrong_secret_opens_the_circuit_and_the_right_one_closes_it() {
        forgetTheToken();
        var wrong = Credentials.of(sandbox.account().appId(), "0".repeat(32));
        try (var wechat = wechat(wrong)) {
            var authority = node("wrong", wechat);
            assertThatExceptionOfType(WeChatException.CredentialRejected.class)
                    .isThrownBy(authority::current);
            assertThatExceptionOfType(WeChatException.CredentialRejected.class)
                    .isThrownBy(authority::current)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(40125));
        }
        assertThat(store.circuit(account)).get().matches(Circuit.State::open);
        assertThat(accounts.get(account).connection().problem()).contains("app-secret-wrong");
        assertThatExceptionOfType(WeChatException.CredentialRejected.class)
                .as("no node asks as long as the circuit is open")
                .isThrownBy(() -> accounts.wechat(account).followers().page());
        assertThat(fetches()).isZero();

        accounts.check(account);

        assertThat(accounts.wechat(account).followers().page().total()).isEqualTo(10);
        assertThat(accounts.get(account).connection().problem()).isEmpty();
    }

    @Test
    void an_open_circuit_is_tried_again_by_one_caller_when_its_time_has_come() throws Exception {
        forgetTheToken();
        var lease = store.acquire(account, "failed", TokenAuthority.LEASE).orElseThrow();
        store.failed(account, lease, WeChatException.noToken("gone"), new Circuit(3, BRIEF));
        jdbc.sql("UPDATE account.token_lease SET open_until = clock_timestamp()").update();

        callAtOnce();

        assertThat(fetches()).isEqualTo(1);
        assertThat(store.circuit(account)).isEmpty();
    }

    @Test
    void each_node_that_the_allowlist_refuses_tells_its_address() {
        forgetTheToken();
        refuseAddress();
        try (var wechat = another()) {
            for (var name : new String[] {"north", "south", "north"}) {
                assertThatExceptionOfType(WeChatException.CredentialRejected.class)
                        .isThrownBy(() -> node(name, wechat).current());
            }
        }

        assertThat(store.egress(account))
                .extracting(Egress::node)
                .containsExactly("north", "south");
        assertThat(store.egress(account)).extracting(Egress::address).containsOnly("127.0.0.1");
        assertThat(accounts.get(account).connection().problem()).contains("ip-not-allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "45009, token-quota-used-up",
        "45011, token-quota-used-up",
        "89503, address-unconfirmed",
        "89506, address-refused",
        "50004, account-punished",
        "50002, platform-refused"
    })
    void a_refused_fetch_says_what_to_do_and_leaves_the_token_that_works(int code, String said) {
        var token = token();
        sandbox.faults(Fault.always("/cgi-bin/stable_token", Effect.ERRCODE).errcode(code));

        assertThatExceptionOfType(WeChatException.class)
                .isThrownBy(() -> accounts.tokens(account).renew(token))
                .satisfies(
                        e -> {
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(ConnectionCheck.problem(e).code()).isEqualTo(said);
                        });

        assertThat(store.circuit(account)).get().matches(Circuit.State::open);
        assertThat(accounts.wechat(account).followers().page().total()).isEqualTo(10);
        assertThat(fetches()).isEqualTo(2);
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
            return node("elsewhere", other).renew(rejected);
        }
    }

    private TokenAuthority node(String name, WeChat wechat) {
        return new TokenAuthority(
                account,
                name,
                store,
                () -> new TokenChannel(TokenChannel.Kind.STABLE, wechat.tokens()),
                clock);
    }

    private void forgetTheToken() {
        jdbc.sql("DELETE FROM account.access_token").update();
    }

    private void refuseAddress() {
        var body = "{\"ipAllowlist\":[\"192.0.2.1\"]}";
        var request =
                HttpRequest.newBuilder(
                                sandbox.address()
                                        .resolve("/_sandbox/accounts/" + sandbox.account().appId()))
                        .header("Content-Type", "application/json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private WeChat another() {
        return wechat(credentials());
    }

    private WeChat wechat(Credentials credentials) {
        return WeChat.builder(credentials)
                .endpoints(Endpoints.of(sandbox.address()))
                .clock(clock)
                .build();
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
