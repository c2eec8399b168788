package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.ClientMsgId;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.Message;
import io.qunfa.client.TagId;
import io.qunfa.client.WeChat;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.time.Duration;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.bean.WxMpMassTagMessage;
import org.junit.jupiter.api.Test;

/**
 * Traps of the field, shown on a published SDK beside what our client does instead. They are why
 * the client has no default audience.
 */
@SandboxTest(followers = 10)
class WxJavaTrapsTest {

    @Test
    void a_forgotten_tag_is_a_send_to_everybody(Sandbox sandbox, SandboxAccount account)
            throws WxErrorException {
        var message = new WxMpMassTagMessage();
        message.setMsgType("text");
        message.setContent("meant for nobody yet");
        message.setSendAll(false);
        message.setTagId(null);

        assertThat(message.toJson()).contains("\"is_to_all\":true");
        WxJava.connect(sandbox, account).getMassMessageService().massGroupMessageSend(message);
        sandbox.clock().advance(Duration.ofMinutes(5));

        assertThat(account.ledger().get(0).audience()).isEqualTo(10);
    }

    @Test
    void our_client_has_no_way_to_forget_the_tag(Sandbox sandbox, SandboxAccount account) {
        var tag = new TagId(account.createTag("readers", account.followers(3)));
        var credentials = Credentials.of(account.appId(), account.appSecret());
        var endpoints = Endpoints.of(sandbox.address());
        try (var wechat = WeChat.builder(credentials).endpoints(endpoints).build()) {
            wechat.massSends().toTag(tag, new Message.Text("to three"), new ClientMsgId("once"));
        }
        sandbox.clock().advance(Duration.ofMinutes(5));

        assertThat(account.ledger().get(0).audience()).isEqualTo(3);
    }
}
