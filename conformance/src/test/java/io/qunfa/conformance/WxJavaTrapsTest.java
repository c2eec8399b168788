package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qunfa.client.ClientMsgId;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.Message;
import io.qunfa.client.TagId;
import io.qunfa.client.WeChat;
import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpMessageRouter;
import me.chanjar.weixin.mp.bean.WxMpMassTagMessage;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
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
    void a_busy_answer_makes_it_send_twice_without_a_key(Sandbox sandbox, SandboxAccount account)
            throws Exception {
        Control.nextIsAnswered(sandbox, "/cgi-bin/message/mass/sendall", -1);
        var wxJava = WxJava.connect(sandbox, account);
        wxJava.setRetrySleepMillis(1);
        var message = new WxMpMassTagMessage();
        message.setMsgType("text");
        message.setContent("hello from boxer.");
        message.setSendAll(true);

        assertThatExceptionOfType(WxErrorException.class)
                .isThrownBy(() -> wxJava.getMassMessageService().massGroupMessageSend(message))
                .matches(e -> e.getError().getErrorCode() == 45065);

        sandbox.clock().advance(Duration.ofMinutes(5));
        assertThat(account.ledger().get(0).delivered()).isEqualTo(10);
    }

    @Test
    void a_handler_that_failed_is_not_asked_again_when_the_platform_retries(
            Sandbox sandbox, SandboxAccount account, Phone phone) {
        try (var callbacks = new CallbackServer()) {
            handleBadly(callbacks, sandbox, account, phone);
        }
    }

    private static void handleBadly(
            CallbackServer callbacks, Sandbox sandbox, SandboxAccount account, Phone phone) {
        var handled = new AtomicInteger();
        var router = new WxMpMessageRouter(WxJava.connect(sandbox, account));
        router.rule()
                .async(false)
                .handler(
                        (message, context, service, session) -> {
                            handled.incrementAndGet();
                            throw new WxErrorException("the database is away");
                        })
                .end();
        account.callback(callbacks.address(), WxJava.CALLBACK_TOKEN);
        callbacks.failFromNowOn();

        phone.say("please remember this");
        sandbox.clock().advance(Duration.ofSeconds(20));
        callbacks.pushes().forEach(push -> router.route(WxMpXmlMessage.fromXml(push.body())));

        assertThat(callbacks.pushes()).hasSize(3);
        assertThat(handled).hasValue(1);
        router.shutDownExecutorService();
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
