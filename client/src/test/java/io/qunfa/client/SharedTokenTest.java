package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedTokenTest {

    private static final int CALLERS = 50;
    private static final String PATH = "/cgi-bin/user/get";
    private static final String STABLE = "/cgi-bin/stable_token";
    private static final String OK = "{\"total\":0,\"count\":0,\"next_openid\":\"\"}";
    private static final String REJECTED =
            "{\"errcode\":40001,\"errmsg\":\"invalid credential, access_token is invalid\"}";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-25T00:00:00Z"));
    private final InstantSource clock = now::get;
    private final AtomicInteger serial = new AtomicInteger(1);
    private final ScriptedPlatform platform = new ScriptedPlatform();
    private final WeChat wechat =
            WeChat.builder(ScriptedPlatform.CREDENTIALS)
                    .endpoints(Endpoints.of(platform.address()))
                    .clock(clock)
                    .build();

    SharedTokenTest() {
        platform.on(STABLE, request -> ScriptedPlatform.tokenAnswer("token-" + serial));
        platform.on(PATH, request -> request.query().endsWith("token-" + serial) ? OK : REJECTED);
    }

    @AfterEach
    void close() {
        wechat.close();
        platform.close();
    }

    @Test
    void a_cold_start_of_fifty_callers_fetches_once() throws Exception {
        callFiftyTimes();

        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void a_revoked_token_is_renewed_once_for_fifty_callers_and_nobody_fails() throws Exception {
        callFiftyTimes();
        revoke();

        callFiftyTimes();

        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void a_token_revoked_again_and_again_is_renewed_each_time() {
        for (var round = 0; round < 3; round++) {
            wechat.followers().page();
            revoke();
        }
        wechat.followers().page();

        assertThat(fetches()).isEqualTo(4);
    }

    @Test
    void a_platform_that_rejects_every_token_is_asked_for_one_more_and_then_believed() {
        platform.on(
                STABLE, request -> ScriptedPlatform.tokenAnswer("t" + serial.getAndIncrement()));
        platform.on(PATH, REJECTED);

        for (var call = 0; call < 40; call++) {
            assertThatExceptionOfType(WeChatException.CredentialRejected.class)
                    .isThrownBy(() -> wechat.followers().page())
                    .withMessageContaining("find out who else fetches tokens");
        }

        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void a_rejected_token_that_the_platform_hands_out_again_is_not_fetched_for_ever() {
        platform.on(PATH, REJECTED);

        for (var call = 0; call < 40; call++) {
            assertThatExceptionOfType(WeChatException.CredentialRejected.class)
                    .isThrownBy(() -> wechat.followers().page());
        }

        assertThat(fetches()).isEqualTo(2);
        assertThat(platform.received(PATH)).hasSize(40);
    }

    @Test
    void a_token_is_renewed_five_minutes_before_it_expires() {
        wechat.followers().page();
        advance(Duration.ofMinutes(114));
        wechat.followers().page();
        assertThat(fetches()).isEqualTo(1);

        advance(Duration.ofMinutes(1));
        wechat.followers().page();
        assertThat(fetches()).isEqualTo(2);
    }

    @Test
    void an_early_renewal_that_fails_leaves_the_old_token_in_use() {
        wechat.followers().page();
        advance(Duration.ofMinutes(116));
        platform.on(STABLE, "{\"errcode\":-1,\"errmsg\":\"system error\"}");

        assertThat(wechat.followers().page().total()).isZero();
    }

    @Test
    void a_short_lived_token_is_not_fetched_for_every_call() {
        platform.on(STABLE, "{\"access_token\":\"token-1\",\"expires_in\":300}");

        wechat.followers().page();
        wechat.followers().page();

        assertThat(fetches()).isEqualTo(1);
    }

    private void callFiftyTimes() throws Exception {
        var workers = Executors.newFixedThreadPool(CALLERS);
        try {
            var start = new CountDownLatch(1);
            List<Future<FollowerPage>> calls = new ArrayList<>();
            for (var caller = 0; caller < CALLERS; caller++) {
                calls.add(workers.submit(afterwards(start)));
            }
            start.countDown();
            for (var call : calls) {
                assertThat(call.get(10, TimeUnit.SECONDS).total()).isZero();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Callable<FollowerPage> afterwards(CountDownLatch start) {
        return () -> {
            start.await();
            return wechat.followers().page();
        };
    }

    private int fetches() {
        return platform.received(STABLE).size();
    }

    private void revoke() {
        serial.incrementAndGet();
    }

    private void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}
