package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What other people's tests get from the extension. */
class SandboxExtensionIT {

    private static final Set<URI> ADDRESSES = ConcurrentHashMap.newKeySet();

    @TempDir Path reports;

    @BeforeEach
    void forget() {
        ADDRESSES.clear();
    }

    @SandboxTest(
            followers = 3,
            startAt = "2026-12-01T00:00:00Z",
            clockRate = 0,
            accounts = {
                @SandboxTest.Account(kind = AccountKind.SUBSCRIPTION, followers = 2),
                @SandboxTest.Account
            })
    static class Declared {

        @Test
        void accounts_and_followers_are_there(
                SandboxAccount first, SandboxAccount second, SandboxAccount third) {
            assertThat(first.followerCount()).isEqualTo(3);
            assertThat(second.followerCount()).isEqualTo(2);
            assertThat(third.followerCount()).isZero();
            second.follow(1);
        }

        @Test
        void accounts_are_as_new_in_the_next_test(SandboxAccount first, SandboxAccount second) {
            assertThat(second.followerCount()).isEqualTo(2);
            second.follow(1);
        }

        @Test
        void phones_come_in_order(Phone one, Sandbox sandbox, Phone two) {
            assertThat(sandbox.account().followers(2)).containsExactly(one.openId(), two.openId());
        }

        @Test
        void time_is_as_declared(Sandbox sandbox) {
            assertThat(sandbox.clock().instant()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        }
    }

    @Test
    void an_annotation_declares_the_world() {
        assertAllSucceed(4, Declared.class);
    }

    @SandboxTest
    static class OneForTheClass {

        @Test
        void outside(Sandbox sandbox) {
            ADDRESSES.add(sandbox.address());
        }

        @Nested
        class Inside {

            @Test
            void inside(Sandbox sandbox) {
                ADDRESSES.add(sandbox.address());
            }
        }
    }

    @Test
    void a_class_and_its_nested_classes_share_one_sandbox() {
        assertAllSucceed(2, OneForTheClass.class);

        assertThat(ADDRESSES).hasSize(1);
        assertThat(ADDRESSES).noneMatch(SandboxExtensionIT::isOpen);
    }

    @SandboxTest(scope = SandboxTest.Scope.RUN, seed = 7)
    static class FirstOfTheRun {

        @Test
        void test(Sandbox sandbox) {
            ADDRESSES.add(sandbox.address());
        }
    }

    @SandboxTest(scope = SandboxTest.Scope.RUN, seed = 7)
    static class SecondOfTheRun {

        @Test
        void test(Sandbox sandbox) {
            ADDRESSES.add(sandbox.address());
        }
    }

    @SandboxTest(scope = SandboxTest.Scope.RUN, seed = 8)
    static class AnotherOfTheRun {

        @Test
        void test(Sandbox sandbox) {
            ADDRESSES.add(sandbox.address());
        }
    }

    @Test
    void classes_of_a_run_that_want_the_same_share_one_sandbox() {
        assertAllSucceed(3, FirstOfTheRun.class, SecondOfTheRun.class, AnotherOfTheRun.class);

        assertThat(ADDRESSES).hasSize(2);
        assertThat(ADDRESSES).noneMatch(SandboxExtensionIT::isOpen);
    }

    @SandboxTest(followers = 1)
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {

        private static final AtomicInteger INSIDE = new AtomicInteger();

        @RepeatedTest(20)
        void test(SandboxAccount account) {
            assertThat(INSIDE.incrementAndGet()).isEqualTo(1);
            assertThat(account.followerCount()).isEqualTo(1);
            account.follow(1);
            INSIDE.decrementAndGet();
        }
    }

    @Test
    void tests_that_share_a_sandbox_at_the_same_time_take_turns() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(AtTheSameTime.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.started(20).succeeded(20));
    }

    @SandboxTest(followers = 2, clockRate = 0)
    static class Failing {

        @Test
        void after_a_send(Sandbox sandbox) throws Exception {
            new Caller(sandbox)
                    .withToken()
                    .post(
                            "/cgi-bin/message/mass/sendall",
                            "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"text\",\"text\":{\"content\":\"lost and found\"}}");
            sandbox.awaitDelivered();
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void a_failing_test_leaves_the_ledger_and_the_event_log() throws IOException {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Failing.class))
                .configurationParameter("qunfa.sandbox.reports", reports.toString())
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.failed(1).reportingEntryPublished(1));

        try (var files = Files.list(reports)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(
                            file ->
                                    assertThat(file)
                                            .content()
                                            .contains("lost and found", "\"delivered\" : 2")
                                            .contains("/cgi-bin/message/mass/sendall"));
        }
    }

    static class WithOptions {

        @RegisterExtension
        static final SandboxExtension SANDBOX =
                new SandboxExtension(Sandbox.builder().followers(4));

        @Test
        void test(SandboxAccount account) {
            assertThat(account.followerCount()).isEqualTo(4);
        }
    }

    @Test
    void a_field_has_all_options() {
        assertAllSucceed(1, WithOptions.class);
    }

    private static void assertAllSucceed(int count, Class<?>... classes) {
        var selectors =
                java.util.Arrays.stream(classes)
                        .map(type -> selectClass(type))
                        .toArray(org.junit.platform.engine.DiscoverySelector[]::new);
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectors)
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.started(count).succeeded(count));
    }

    private static boolean isOpen(URI address) {
        try (var socket = new java.net.Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
