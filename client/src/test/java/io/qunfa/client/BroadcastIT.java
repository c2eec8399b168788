package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SandboxTest(followers = 10)
class BroadcastIT {

    private static final String SEND_ALL = "/cgi-bin/message/mass/sendall";
    private static final Message HELLO = new Message.Text("hello from boxer. 你好 😀");
    private static final ClientMsgId KEY = new ClientMsgId("the-one-and-only");

    private Sandbox sandbox;
    private SandboxAccount account;
    private WeChat wechat;

    @BeforeEach
    void connect(Sandbox sandbox, SandboxAccount account) {
        this.sandbox = sandbox;
        this.account = account;
        this.wechat =
                WeChat.builder(Credentials.of(account.appId(), account.appSecret()))
                        .endpoints(Endpoints.of(sandbox.address()))
                        .clock(sandbox.clock())
                        .build();
    }

    @AfterEach
    void close() {
        wechat.close();
    }

    @Test
    void a_message_reaches_everybody_and_its_status_says_so(Phone phone) {
        var receipt = wechat.massSends().toAll(HELLO, KEY);

        assertThat(receipt.msgId()).isEqualTo(new MsgId(1000000001));
        assertThat(status(receipt)).isEqualTo(MassSendStatus.Known.SENDING);
        deliver();
        assertThat(status(receipt)).isEqualTo(MassSendStatus.Known.SENT);
        assertThat(phone.received())
                .extracting(ReceivedMessage::content)
                .containsExactly("hello from boxer. 你好 😀");
    }

    @Test
    void a_message_reaches_a_tag_and_nobody_else() {
        var tag = new TagId(account.createTag("readers", account.followers(3)));
        assertThat(wechat.tags().list()).contains(new Tag(tag, "readers", 3));

        var receipt = wechat.massSends().toTag(tag, HELLO, KEY);
        deliver();

        assertThat(receipt.msgId()).isEqualTo(new MsgId(3147483649L));
        assertThat(account.ledger().get(0).audience()).isEqualTo(3);
    }

    @Test
    void a_message_reaches_the_listed_followers() {
        var page = wechat.followers().page();
        assertThat(page.total()).isEqualTo(10);
        var chosen = page.openIds().subList(0, 2);

        wechat.massSends().toList(chosen, HELLO, KEY);
        deliver();

        assertThat(account.ledger().get(0).delivered()).isEqualTo(2);
    }

    @Test
    void the_pages_of_followers_end() {
        var first = wechat.followers().page();
        var next = wechat.followers().pageAfter(first.next().orElseThrow());
        assertThat(next.openIds()).isEmpty();
        assertThat(next.next()).isEmpty();
    }

    @Test
    void a_preview_reaches_one(Phone phone) {
        wechat.previews().to(new OpenId(phone.openId()), HELLO);
        wechat.previews().toWeChatId(phone.weChatId(), HELLO);

        assertThat(phone.received())
                .extracting(ReceivedMessage::source)
                .containsOnly(ReceivedMessage.Source.PREVIEW)
                .hasSize(2);
    }

    @Test
    void the_same_key_is_the_same_send() {
        var first = wechat.massSends().toTag(new TagId(2), HELLO, KEY);
        sandbox.clock().advance(Duration.ofSeconds(61));

        var duplicate =
                catchThrowableOfType(
                        WeChatException.DuplicateSend.class,
                        () -> wechat.massSends().toTag(new TagId(2), HELLO, KEY));

        assertThat(duplicate.existing()).isEqualTo(first.msgId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-after", "malformed", "html"})
    void a_lost_answer_is_found_again_by_its_key(String effect) throws Exception {
        SandboxFaults.next(
                sandbox, 1, SEND_ALL, "\"effect\":\"" + effect + "\",\"processed\":true");
        assertThatExceptionOfType(WeChatException.Unanswered.class)
                .isThrownBy(() -> wechat.massSends().toAll(HELLO, KEY));
        sandbox.clock().advance(Duration.ofSeconds(61));

        var duplicate =
                catchThrowableOfType(
                        WeChatException.DuplicateSend.class,
                        () -> wechat.massSends().toAll(HELLO, KEY));

        assertThat(duplicate.existing()).isEqualTo(new MsgId(1000000001));
        deliver();
        assertThat(account.receivedTwice()).isEmpty();
        assertThat(account.ledger()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "drop-before"})
    void a_lost_request_can_be_sent_again_with_its_key(String effect) throws Exception {
        SandboxFaults.next(
                sandbox, 1, SEND_ALL, "\"effect\":\"" + effect + "\",\"processed\":false");
        assertThatExceptionOfType(WeChatException.Unanswered.class)
                .isThrownBy(() -> wechat.massSends().toAll(HELLO, KEY));
        sandbox.clock().advance(Duration.ofSeconds(61));

        assertThat(wechat.massSends().toAll(HELLO, KEY).msgId()).isEqualTo(new MsgId(1000000001));
    }

    @Test
    void an_unknown_tag_is_a_refused_audience() {
        var refused =
                catchThrowableOfType(
                        WeChatException.Refused.class,
                        () -> wechat.massSends().toTag(new TagId(999), HELLO, KEY));

        assertThat(refused.code()).isEqualTo(40152);
        assertThat(refused.reason()).isEqualTo(Refusal.AUDIENCE);
        assertThat(refused.rid()).isPresent();
    }

    @Test
    void an_empty_text_is_refused_content() {
        var refused =
                catchThrowableOfType(
                        WeChatException.Refused.class,
                        () -> wechat.massSends().toAll(new Message.Text(""), KEY));

        assertThat(refused.code()).isEqualTo(44004);
        assertThat(refused.reason()).isEqualTo(Refusal.CONTENT);
    }

    @Test
    void strangers_in_a_list_spoil_the_send() {
        var strangers = List.of(new OpenId("oStranger1"), new OpenId("oStranger2"));
        assertThatExceptionOfType(WeChatException.Refused.class)
                .isThrownBy(() -> wechat.massSends().toList(strangers, HELLO, KEY))
                .matches(e -> e.reason() == Refusal.AUDIENCE);
    }

    @Test
    void wrong_credentials_say_which_one_is_wrong() {
        var secret = Credentials.of(account.appId(), "00000000000000000000000000000000");
        var appId = Credentials.of("wx0000000000000000", account.appSecret());
        assertThat(rejected(secret).code()).isEqualTo(40125);
        assertThat(rejected(appId).code()).isEqualTo(40013);
    }

    private WeChatException.CredentialRejected rejected(Credentials credentials) {
        var endpoints = Endpoints.of(sandbox.address());
        try (var other = WeChat.builder(credentials).endpoints(endpoints).build()) {
            return catchThrowableOfType(
                    WeChatException.CredentialRejected.class, () -> other.followers().page());
        }
    }

    private MassSendStatus status(MassSendReceipt receipt) {
        return wechat.massSends().status(receipt.msgId());
    }

    private void deliver() {
        sandbox.clock().advance(Duration.ofMinutes(5));
    }
}
