package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What token handling costs when many callers race, row by row of a table that libraries fail. */
@SandboxTest(followers = 3)
class TokenStormIT {

    private static final int CALLERS = 50;

    private final List<CompletedCall> calls = new CopyOnWriteArrayList<>();
    private Sandbox sandbox;
    private WeChat wechat;

    @BeforeEach
    void connect(Sandbox sandbox, SandboxAccount account) throws Exception {
        this.sandbox = sandbox;
        this.wechat = client(account);
        SandboxFaults.next(
                sandbox,
                1_000,
                "/cgi-bin/stable_token",
                "\"effect\":\"latency\",\"delay\":\"PT0.12S\"");
    }

    @AfterEach
    void close() {
        wechat.close();
    }

    @Test
    void a_cold_start_fetches_once() throws Exception {
        callTogether();

        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void a_token_revoked_by_another_program_is_fetched_once_more_and_nobody_fails(
            SandboxAccount account) throws Exception {
        callTogether();
        try (var another = client(account)) {
            another.tokens().forceStable();
        }
        calls.clear();

        callTogether();

        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void a_platform_that_always_rejects_is_believed_after_one_renewal() throws Exception {
        SandboxFaults.next(
                sandbox, 1_000, "/cgi-bin/user/get", "\"effect\":\"errcode\",\"errcode\":40001");

        for (var call = 0; call < 10; call++) {
            assertThatExceptionOfType(WeChatException.CredentialRejected.class)
                    .isThrownBy(() -> wechat.followers().page())
                    .matches(e -> e.code() == 40001);
        }

        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void a_token_that_lapsed_while_nobody_called_is_renewed() {
        wechat.followers().page();
        sandbox.clock().advance(Duration.ofHours(3));

        assertThat(wechat.followers().page().total()).isEqualTo(3);
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void a_client_whose_clock_stands_still_recovers_from_a_lapsed_token(SandboxAccount account) {
        var now = sandbox.clock().instant();
        try (var slow =
                WeChat.builder(Credentials.of(account.appId(), account.appSecret()))
                        .endpoints(Endpoints.of(sandbox.address()))
                        .clock(() -> now)
                        .build()) {
            slow.followers().page();
            sandbox.clock().advance(Duration.ofHours(3));

            assertThat(slow.followers().page().total()).isEqualTo(3);
        }
    }

    private WeChat client(SandboxAccount account) {
        return WeChat.builder(Credentials.of(account.appId(), account.appSecret()))
                .endpoints(Endpoints.of(sandbox.address()))
                .clock(sandbox.clock())
                .listener(calls::add)
                .build();
    }

    private void callTogether() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<FollowerPage>> pages = new ArrayList<>();
            for (var caller = 0; caller < CALLERS; caller++) {
                pages.add(callers.submit(() -> wechat.followers().page()));
            }
            for (var page : pages) {
                assertThat(page.get(10, TimeUnit.SECONDS).total()).isEqualTo(3);
            }
        }
    }

    private long fetches() {
        return calls.stream().filter(call -> call.path().equals("/cgi-bin/stable_token")).count();
    }
}
