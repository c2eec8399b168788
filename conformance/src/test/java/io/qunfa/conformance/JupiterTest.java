package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The sandbox's extension is built on Jupiter 5.11; here it runs on the newest. */
class JupiterTest {

    @SandboxTest(
            followers = 3,
            accounts = @SandboxTest.Account(followers = 2),
            scope = SandboxTest.Scope.RUN)
    static class OnThisJupiter {

        @Test
        void succeeds(Sandbox sandbox, SandboxAccount first, SandboxAccount second, Phone phone) {
            assertThat(first.followerCount()).isEqualTo(3);
            assertThat(second.followerCount()).isEqualTo(2);
            assertThat(sandbox.phone(phone.openId()).received()).isEmpty();
            second.follow(1);
        }

        @Test
        void succeeds_again(SandboxAccount first, SandboxAccount second) {
            assertThat(second.followerCount()).isEqualTo(2);
            second.follow(1);
        }

        @Test
        void fails(Sandbox sandbox) {
            throw new AssertionError("on purpose: " + sandbox.address());
        }
    }

    @Test
    void the_extension_works_on_jupiter_6(@TempDir Path reports) {
        assertThat(Test.class.getPackage().getImplementationVersion()).startsWith("6.");

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(OnThisJupiter.class))
                .configurationParameter("qunfa.sandbox.reports", reports.toString())
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(2).failed(1).reportingEntryPublished(1));

        assertThat(reports).isNotEmptyDirectory();
    }
}
