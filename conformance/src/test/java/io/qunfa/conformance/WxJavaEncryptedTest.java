package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.net.URI;
import java.time.Duration;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.WxMpMassTagMessage;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server built on WxJava receives what the sandbox pushes, in all three modes, and answers. */
@SandboxTest(followers = 3, clockRate = 0)
class WxJavaEncryptedTest {

    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private WxMpService wxJava;
    private WxJavaServer server;

    /** How the account's pushes are protected. */
    enum Mode {
        PLAIN,
        COMPATIBLE,
        SAFE;

        void configure(SandboxAccount account, URI address) {
            switch (this) {
                case PLAIN -> account.callback(address, WxJava.CALLBACK_TOKEN);
                case COMPATIBLE -> account.compatibleCallback(address, WxJava.CALLBACK_TOKEN, KEY);
                case SAFE -> account.secureCallback(address, WxJava.CALLBACK_TOKEN, KEY);
            }
        }
    }

    @BeforeEach
    void connect(Sandbox sandbox, SandboxAccount account) {
        wxJava = WxJava.connect(sandbox, account);
        ((WxMpDefaultConfigImpl) wxJava.getWxMpConfigStorage()).setAesKey(KEY);
        server = new WxJavaServer(wxJava);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_message_arrives_and_its_answer_is_on_the_phone(
            Mode mode, SandboxAccount account, Phone phone) {
        mode.configure(account, server.address());

        phone.say("你好 <&> 😀");

        assertThat(server.received()).singleElement().matches(it -> isFrom(it, phone));
        assertThat(phone.received())
                .extracting(ReceivedMessage::content)
                .containsExactly("echo: 你好 <&> 😀");
        assertThat(server.bodies().get(0).contains("<Encrypt>")).isEqualTo(mode != Mode.PLAIN);
        assertThat(server.bodies().get(0).contains("<Content>")).isEqualTo(mode != Mode.SAFE);
    }

    private static boolean isFrom(WxMpXmlMessage message, Phone phone) {
        return message.getFromUser().equals(phone.openId())
                && message.getContent().equals("你好 <&> 😀");
    }

    @Test
    void events_and_results_are_read_from_their_envelopes(
            Sandbox sandbox, SandboxAccount account, Phone phone) throws Exception {
        account.secureCallback(server.address(), WxJava.CALLBACK_TOKEN, KEY);
        phone.unfollow();
        phone.follow();
        var message = new WxMpMassTagMessage();
        message.setMsgType("text");
        message.setContent("hello");
        message.setSendAll(true);
        wxJava.getMassMessageService().massGroupMessageSend(message);
        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(server.received())
                .extracting(WxMpXmlMessage::getEvent)
                .containsExactly("unsubscribe", "subscribe", "MASSSENDJOBFINISH");
        assertThat(server.received().get(2).getSentCount()).isEqualTo(3);
    }
}
