package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qunfa.client.callback.CallbackChannel;
import io.qunfa.client.callback.CallbackQuery;
import io.qunfa.client.callback.CallbackToken;
import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.MassSendJobFinished;
import io.qunfa.client.callback.Received.Accepted;
import io.qunfa.client.callback.Received.Refused;
import io.qunfa.client.callback.Reply;
import io.qunfa.conformance.CallbackServer.Received;
import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import me.chanjar.weixin.common.util.crypto.SHA1;
import me.chanjar.weixin.common.util.crypto.WxCryptUtil;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.WxMpMassTagMessage;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signature, cipher and XML, ours against WxJava's, in both directions. */
@SandboxTest(followers = 3)
class WxJavaCallbackTest {

    private static final EncodingAesKey KEY =
            new EncodingAesKey("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");

    private static final String TOKEN = "theirtoken";
    private static final String APP_ID = "wxb11529c136998cb6";
    private static final String PUSH =
            """
            <xml><ToUserName><![CDATA[gh_1]]></ToUserName>\
            <FromUserName><![CDATA[oSomebody]]></FromUserName><CreateTime>1795000000</CreateTime>\
            <MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content>\
            <MsgId>1</MsgId></xml>""";

    private final CallbackServer callbacks = new CallbackServer();

    @AfterEach
    void close() {
        callbacks.close();
    }

    @BeforeEach
    void configure(SandboxAccount account) {
        account.callback(callbacks.address(), WxJava.CALLBACK_TOKEN);
    }

    @Test
    void the_sandboxs_handshake_is_genuine_to_wxjava(Sandbox sandbox, SandboxAccount account) {
        assertThat(isGenuine(WxJava.connect(sandbox, account), callbacks.handshake())).isTrue();
    }

    @Test
    void a_message_is_genuine_to_wxjava_and_read_by_it(
            Sandbox sandbox, SandboxAccount account, Phone phone) {
        phone.say("你好 <&> 😀");

        var push = callbacks.pushes().get(0);
        var message = WxMpXmlMessage.fromXml(push.body());
        assertThat(isGenuine(WxJava.connect(sandbox, account), push)).isTrue();
        assertThat(message.getMsgType()).isEqualTo("text");
        assertThat(message.getContent()).isEqualTo("你好 <&> 😀");
        assertThat(message.getFromUser()).isEqualTo(phone.openId());
        assertThat(message.getToUser()).isEqualTo(account.originalId());
        assertThat(message.getMsgId()).isPositive();
    }

    @Test
    void following_and_leaving_are_events_to_wxjava(Sandbox sandbox, Phone phone) {
        phone.unfollow();
        phone.follow();
        sandbox.clock().advance(Duration.ofSeconds(1));

        assertThat(callbacks.pushes())
                .extracting(push -> WxMpXmlMessage.fromXml(push.body()).getEvent())
                .containsExactly("unsubscribe", "subscribe");
    }

    @Test
    void a_finished_send_is_read_by_wxjava_and_by_us(Sandbox sandbox, SandboxAccount account)
            throws WxErrorException {
        var sent = send(WxJava.connect(sandbox, account));
        sandbox.clock().advance(Duration.ofMinutes(5));

        var push = callbacks.pushes().get(0);
        var theirs = WxMpXmlMessage.fromXml(push.body());
        var ours = (MassSendJobFinished) Callbacks.parse(utf8(push.body()));
        assertThat(theirs.getEvent()).isEqualTo("MASSSENDJOBFINISH");
        assertThat(theirs.getStatus()).isEqualTo("send success");
        assertThat(theirs.getTotalCount()).isEqualTo(3);
        assertThat(theirs.getSentCount()).isEqualTo(3);
        assertThat(theirs.getMsgId()).isEqualTo(sent);
        assertThat(ours.msgId().value()).isEqualTo(sent);
        assertThat(ours.counts()).isEqualTo(new MassSendJobFinished.Counts(3, 3, 3, 0));
    }

    @Test
    void the_field_named_after_the_send_is_never_filled_by_wxjava(
            Sandbox sandbox, SandboxAccount account) throws WxErrorException {
        var sent = send(WxJava.connect(sandbox, account));
        sandbox.clock().advance(Duration.ofMinutes(5));

        var theirs = WxMpXmlMessage.fromXml(callbacks.pushes().get(0).body());
        assertThat(theirs.getMassMsgId()).isNull();
        assertThat(theirs.getMsgId()).isEqualTo(sent);
    }

    @Test
    void both_make_the_same_signature_of_anything() {
        var random = new Random(20261125);
        for (var round = 0; round < 500; round++) {
            var token = letters(random, 3 + random.nextInt(30));
            var timestamp = Long.toString(random.nextLong(2_000_000_000L));
            var nonce = Long.toString(random.nextLong(10_000_000_000L));
            var encrypted = letters(random, 64);
            assertThat(CallbackSignature.of(token, timestamp, nonce))
                    .isEqualTo(SHA1.gen(token, timestamp, nonce));
            assertThat(CallbackSignature.of(token, timestamp, nonce, encrypted))
                    .isEqualTo(SHA1.gen(token, timestamp, nonce, encrypted));
        }
    }

    @Test
    void each_reads_what_the_other_encrypted() {
        var theirs = new WxCryptUtil("token", KEY.value(), "wxb11529c136998cb6");
        var ours = new MessageCipher(KEY, "wxb11529c136998cb6", new SecureRandom());
        for (var length = 0; length < 100; length++) {
            var message = "群".repeat(length) + "!";
            assertThat(theirs.decrypt(ours.encrypt(utf8(message)))).isEqualTo(message);
            assertThat(ours.decrypt(theirs.encrypt("0123456789abcdef", message)))
                    .isEqualTo(utf8(message));
        }
    }

    @Test
    void an_encrypted_push_of_wxjava_is_accepted_by_us_and_refused_with_one_byte_changed() {
        var theirs = new WxCryptUtil(TOKEN, KEY.value(), APP_ID);
        var envelope = theirs.encrypt(PUSH);

        var accepted = channel().receive(query(envelope), utf8(envelope));
        var changed = envelope.replace(encrypted(envelope), changed(encrypted(envelope)));

        assertThat(accepted)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        received ->
                                assertThat(new String(received.clearText(), StandardCharsets.UTF_8))
                                        .isEqualTo(PUSH));
        assertThat(channel().receive(query(envelope), utf8(changed))).isInstanceOf(Refused.class);
    }

    @Test
    void our_encrypted_answer_is_accepted_by_wxjava_and_refused_with_one_byte_changed() {
        var theirs = new WxCryptUtil(TOKEN, KEY.value(), APP_ID);
        var envelope = theirs.encrypt(PUSH);
        var accepted = (Accepted) channel().receive(query(envelope), utf8(envelope));

        var answer = accepted.answer(new Reply.Text("你好"), Instant.now(), "nonce");
        var changed = answer.replace(encrypted(answer), changed(encrypted(answer)));

        assertThat(opened(theirs, answer, answer)).contains("<Content><![CDATA[你好]]></Content>");
        assertThatThrownBy(() -> opened(theirs, answer, changed))
                .isInstanceOf(WxRuntimeException.class);
    }

    private static String opened(WxCryptUtil theirs, String signed, String body) {
        return theirs.decryptXml(
                element(signed, "MsgSignature"),
                element(signed, "TimeStamp"),
                element(signed, "Nonce"),
                body);
    }

    private static CallbackChannel channel() {
        var cipher = new MessageCipher(KEY, APP_ID, new SecureRandom());
        return CallbackChannel.encrypted(
                new CallbackToken(TOKEN), List.of(cipher), InstantSource.system());
    }

    private static CallbackQuery query(String envelope) {
        return CallbackQuery.of(
                Map.of(
                        "msg_signature", element(envelope, "MsgSignature"),
                        "timestamp", element(envelope, "TimeStamp"),
                        "nonce", element(envelope, "Nonce"),
                        "encrypt_type", "aes"));
    }

    private static String encrypted(String envelope) {
        return element(envelope, "Encrypt");
    }

    private static String changed(String encrypted) {
        var middle = encrypted.length() / 2;
        var other = encrypted.charAt(middle) == 'A' ? 'B' : 'A';
        return encrypted.substring(0, middle) + other + encrypted.substring(middle + 1);
    }

    private static String element(String xml, String name) {
        var matcher =
                Pattern.compile("<%s>(?:<!\\[CDATA\\[)?([^<\\]]*)".formatted(name)).matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }

    private static long send(WxMpService wxJava) throws WxErrorException {
        var message = new WxMpMassTagMessage();
        message.setMsgType("text");
        message.setContent("hello from boxer.");
        message.setSendAll(true);
        return Long.parseLong(
                wxJava.getMassMessageService().massGroupMessageSend(message).getMsgId());
    }

    private static boolean isGenuine(WxMpService wxJava, Received request) {
        return wxJava.checkSignature(
                request.parameter("timestamp"),
                request.parameter("nonce"),
                request.parameter("signature"));
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'A', 'z' + 1)
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
