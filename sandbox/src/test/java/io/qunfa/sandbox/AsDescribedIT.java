package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.world.AccountKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The older platform: the whole walk is done on a test account. */
@SandboxTest(
        kind = AccountKind.TEST,
        profile = Profile.AS_DESCRIBED,
        followers = 3,
        startAt = "2015-06-01T04:00:00Z")
class AsDescribedIT {

    @Test
    void a_test_account_sends_both_ways_and_a_link_arrives(
            Sandbox sandbox, SandboxAccount account, Phone first, Phone second) throws Exception {
        var caller = new Caller(sandbox).withToken();
        var toAll =
                caller.post(
                        "/cgi-bin/message/mass/sendall",
                        "{\"filter\":{\"is_to_all\":true},\"text\":{\"content\":\"<a href='http://www.example.com'>go</a>\"},\"msgtype\":\"text\"}");
        var toList =
                caller.post(
                        "/cgi-bin/message/mass/send",
                        "{\"touser\":[\"%s\",\"%s\"],\"msgtype\":\"text\",\"text\":{\"content\":\"hello from boxer.\"}}"
                                .formatted(first.openId(), second.openId()));
        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(toAll.path("msg_id").asLong()).isEqualTo(1_000_000_001L);
        assertThat(toList.path("msg_id").asLong()).isEqualTo(3_147_483_649L);
        assertThat(second.received())
                .extracting(ReceivedMessage::content)
                .containsExactly("<a href='http://www.example.com'>go</a>", "hello from boxer.");
        assertThat(account.ledger()).hasSize(2);
    }
}
