package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers pushes with mutations of good replies: whatever an account's server says, the push is in
 * the event log with what came of it.
 *
 * <p>{@code {to}} and {@code {from}} in an input stand for the names that a good reply carries.
 */
class ReplyFuzz {

    private static final Sandbox SANDBOX = Sandbox.builder().followers(1).clockRate(0).start();
    private static final AccountServer SERVER = server();

    private static AccountServer server() {
        try {
            return new AccountServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FuzzTest(maxDuration = "5s")
    void every_reply_is_understood_or_refused(byte[] input) {
        SANDBOX.reset();
        SERVER.replies(push -> "success");
        SANDBOX.account().callback(SERVER.address(), AccountServer.TOKEN);
        var phone = SANDBOX.phones(1).get(0);
        var reply =
                new String(input, StandardCharsets.UTF_8)
                        .replace("{to}", phone.openId())
                        .replace("{from}", SANDBOX.account().originalId());
        SERVER.replies(push -> reply);

        phone.say("hello");

        assertThat(SANDBOX.report()).contains("\"kind\" : \"text\"");
    }
}
