package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.time.Duration;
import java.util.List;
import me.chanjar.weixin.common.api.WxConsts;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.WxMpMassOpenIdsMessage;
import me.chanjar.weixin.mp.bean.WxMpMassPreviewMessage;
import me.chanjar.weixin.mp.bean.WxMpMassTagMessage;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a team that uses WxJava does in its first hour. */
@SandboxTest(followers = 10)
class WxJavaBroadcastTest {

    private static final long FIRST_TO_ALL = 1000000001;
    private static final long FIRST_TO_SOME = 3147483649L;

    private Sandbox sandbox;
    private SandboxAccount account;
    private WxMpService wxJava;

    @BeforeEach
    void connect(Sandbox sandbox, SandboxAccount account) {
        this.sandbox = sandbox;
        this.account = account;
        this.wxJava = WxJava.connect(sandbox, account);
    }

    @Test
    void fetches_a_token() throws WxErrorException {
        assertThat(wxJava.getAccessToken(true)).hasSizeGreaterThan(100);
    }

    @Test
    void renews_a_token_that_another_program_superseded() throws WxErrorException {
        var first = wxJava.getAccessToken();
        WxJava.connect(sandbox, account).getAccessToken(true);
        sandbox.clock().advance(Duration.ofMinutes(6));

        assertThat(wxJava.getUserService().userList(null).getTotal()).isEqualTo(10);
        assertThat(wxJava.getAccessToken()).isNotEqualTo(first);
    }

    @Test
    void lists_the_followers() throws WxErrorException {
        var followers = wxJava.getUserService().userList(null);

        assertThat(followers.getTotal()).isEqualTo(10);
        assertThat(followers.getOpenids()).isEqualTo(account.followers(10));
    }

    @Test
    void sends_to_everybody_and_reads_the_status(Phone phone) throws WxErrorException {
        var message = text("hello from boxer.");
        message.setSendAll(true);

        var result = wxJava.getMassMessageService().massGroupMessageSend(message);

        assertThat(result.getErrorCode()).isEqualTo("0");
        assertThat(result.getErrorMsg()).isEqualTo("send job submission success");
        assertThat(result.getMsgId()).isEqualTo(Long.toString(FIRST_TO_ALL));
        assertThat(status(FIRST_TO_ALL)).isEqualTo("SENDING");
        deliver();
        assertThat(status(FIRST_TO_ALL)).isEqualTo("SEND_SUCCESS");
        assertThat(phone.received())
                .extracting(ReceivedMessage::content)
                .containsExactly("hello from boxer.");
    }

    @Test
    void sends_to_a_tag() throws WxErrorException {
        var tagged = account.followers(3);
        var message = text("to a tag");
        message.setTagId(account.createTag("readers", tagged));

        var result = wxJava.getMassMessageService().massGroupMessageSend(message);
        deliver();

        assertThat(result.getMsgId()).isEqualTo(Long.toString(FIRST_TO_SOME));
        assertThat(readers("to a tag")).isEqualTo(tagged);
    }

    @Test
    void sends_to_a_list() throws WxErrorException {
        var chosen = account.followers(2);
        var message = new WxMpMassOpenIdsMessage();
        message.setMsgType(WxConsts.MassMsgType.TEXT);
        message.setContent("to a list");
        chosen.forEach(message::addUser);

        var result = wxJava.getMassMessageService().massOpenIdsMessageSend(message);
        deliver();

        assertThat(result.getMsgId()).isEqualTo(Long.toString(FIRST_TO_SOME));
        assertThat(readers("to a list")).isEqualTo(chosen);
    }

    @Test
    void previews_to_one(Phone phone) throws WxErrorException {
        var message = new WxMpMassPreviewMessage();
        message.setMsgType(WxConsts.MassMsgType.TEXT);
        message.setContent("a preview");
        message.setToWxUserOpenid(phone.openId());

        wxJava.getMassMessageService().massMessagePreview(message);

        assertThat(phone.received())
                .extracting(ReceivedMessage::source)
                .containsExactly(ReceivedMessage.Source.PREVIEW);
    }

    @Test
    void hears_of_a_wrong_secret(Sandbox sandbox) {
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(account.appId());
        config.setSecret("00000000000000000000000000000000");
        config.setHostConfig(wxJava.getWxMpConfigStorage().getHostConfig());
        wxJava.setWxMpConfigStorage(config);

        assertThatExceptionOfType(WxErrorException.class)
                .isThrownBy(() -> wxJava.getAccessToken(true))
                .matches(e -> e.getError().getErrorCode() == 40125);
    }

    private static WxMpMassTagMessage text(String content) {
        var message = new WxMpMassTagMessage();
        message.setMsgType(WxConsts.MassMsgType.TEXT);
        message.setContent(content);
        return message;
    }

    private String status(long msgId) throws WxErrorException {
        return wxJava.getMassMessageService().messageMassGet(msgId).getMsgstatus();
    }

    private List<String> readers(String content) {
        return account.followers(10).stream()
                .filter(
                        openId ->
                                account.phone(openId).received().stream()
                                        .anyMatch(message -> message.content().equals(content)))
                .toList();
    }

    private void deliver() {
        sandbox.clock().advance(Duration.ofMinutes(5));
    }
}
