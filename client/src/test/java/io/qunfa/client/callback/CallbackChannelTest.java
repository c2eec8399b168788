package io.qunfa.client.callback;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qunfa.client.Fixtures;
import io.qunfa.client.MediaId;
import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallbackChannelTest {

    private static final CallbackToken TOKEN = new CallbackToken("pamtest");
    private static final String APP_ID = "wxb11529c136998cb6";
    private static final Instant NOW = Instant.ofEpochSecond(1700000000);
    private static final MediaId M = new MediaId("M");
    private static final String TO =
            "<ToUserName><![CDATA[oV5CrjpxgaGXNHIQigzNlgLTnwic]]></ToUserName>"
                    + "<FromUserName><![CDATA[gh_4d00ed8d6399]]></FromUserName>"
                    + "<CreateTime>1700000000</CreateTime>";

    private final MessageCipher cipher = cipher("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
    private final MessageCipher newCipher = cipher("A".repeat(43));
    private final CallbackChannel plain = CallbackChannel.plain(TOKEN, () -> NOW);
    private final CallbackChannel safe =
            CallbackChannel.encrypted(TOKEN, List.of(newCipher, cipher), () -> NOW);

    static Stream<Arguments> replies() {
        var link = new Reply.Link("标题", "描述", "https://a.example/p.png", "https://a.example/");
        return Stream.of(
                Arguments.of(
                        new Reply.Text("欢迎 ]]> <b>"),
                        "<MsgType><![CDATA[text]]></MsgType>"
                                + "<Content><![CDATA[欢迎 ]]]]><![CDATA[> <b>]]></Content>"),
                Arguments.of(
                        new Reply.Image(M),
                        "<MsgType><![CDATA[image]]></MsgType>"
                                + "<Image><MediaId><![CDATA[M]]></MediaId></Image>"),
                Arguments.of(
                        new Reply.Voice(M),
                        "<MsgType><![CDATA[voice]]></MsgType>"
                                + "<Voice><MediaId><![CDATA[M]]></MediaId></Voice>"),
                Arguments.of(
                        new Reply.Video(M, "标题", ""),
                        "<MsgType><![CDATA[video]]></MsgType><Video><MediaId><![CDATA[M]]></MediaId>"
                                + "<Title><![CDATA[标题]]></Title></Video>"),
                Arguments.of(
                        new Reply.Music("歌", "", "https://a.example/1", "", M),
                        "<MsgType><![CDATA[music]]></MsgType><Music><Title><![CDATA[歌]]></Title>"
                                + "<MusicUrl><![CDATA[https://a.example/1]]></MusicUrl>"
                                + "<ThumbMediaId><![CDATA[M]]></ThumbMediaId></Music>"),
                Arguments.of(
                        new Reply.Links(List.of(link)),
                        "<MsgType><![CDATA[news]]></MsgType><ArticleCount>1</ArticleCount>"
                                + "<Articles><item><Title><![CDATA[标题]]></Title>"
                                + "<Description><![CDATA[描述]]></Description>"
                                + "<PicUrl><![CDATA[https://a.example/p.png]]></PicUrl>"
                                + "<Url><![CDATA[https://a.example/]]></Url></item></Articles>"),
                Arguments.of(
                        new Reply.HandOver(Optional.of("a@gh")),
                        "<MsgType><![CDATA[transfer_customer_service]]></MsgType>"
                                + "<TransInfo><KfAccount><![CDATA[a@gh]]></KfAccount></TransInfo>"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void a_reply_goes_back_to_the_sender(Reply reply, String body) {
        var accepted = accepted(plain.receive(signed(), text()));
        assertThat(accepted.encrypted()).isFalse();
        assertThat(accepted.answer(reply, NOW, "1")).isEqualTo("<xml>" + TO + body + "</xml>");
    }

    @Test
    void no_kind_of_reply_is_forgotten() {
        Set<Object> tested =
                replies().map(arguments -> arguments.get()[0].getClass()).collect(toSet());
        assertThat(tested)
                .containsExactlyInAnyOrder((Object[]) Reply.class.getPermittedSubclasses());
    }

    @Test
    void a_reply_that_phones_would_show_as_a_failure_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reply.Text(" \n"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reply.Links(List.of()));
    }

    @Test
    void characters_that_no_xml_may_contain_are_left_out() {
        var accepted = accepted(plain.receive(signed(), text()));
        assertThat(accepted.answer(new Reply.Text("a\u0000\u000bb😀"), NOW, "1"))
                .contains("<![CDATA[ab😀]]>");
    }

    @Test
    void the_handshake_is_echoed_only_if_it_is_genuine() {
        var signature = CallbackSignature.of("pamtest", "1700000000", "1");
        var query = "signature=%s&timestamp=1700000000&nonce=1&echostr=42";

        assertThat(plain.handshake(CallbackQuery.parse(query.formatted(signature)))).contains("42");
        assertThat(safe.handshake(CallbackQuery.parse(query.formatted(signature)))).contains("42");
        assertThat(plain.handshake(CallbackQuery.parse(query.formatted("0".repeat(40))))).isEmpty();
    }

    @Test
    void an_encrypted_push_is_opened_and_its_answer_sealed_with_the_same_key() {
        var encrypted = encrypted(cipher);
        var accepted = accepted(safe.receive(signed(encrypted), body(encrypted)));

        assertThat(accepted.push()).isInstanceOf(UserMessage.Text.class);
        assertThat(accepted.clearText()).isEqualTo(text());
        assertThat(accepted.encrypted()).isTrue();
        var answer = utf8(accepted.answer(new Reply.Text("ok"), NOW, "987654321"));
        assertThat(new String(cipher.decrypt(Callbacks.encrypted(answer)), StandardCharsets.UTF_8))
                .isEqualTo(
                        "<xml>"
                                + TO
                                + "<MsgType><![CDATA[text]]></MsgType>"
                                + "<Content><![CDATA[ok]]></Content></xml>");
        assertThat(XmlReader.read(answer).text("MsgSignature"))
                .isEqualTo(
                        CallbackSignature.of(
                                "pamtest", "1700000000", "987654321", Callbacks.encrypted(answer)));
    }

    @Test
    void both_keys_open_while_they_are_changed() {
        var encrypted = encrypted(newCipher);
        assertThat(safe.receive(signed(encrypted), body(encrypted)))
                .isInstanceOf(Received.Accepted.class);
    }

    @Test
    void a_push_under_a_third_key_is_undecipherable() {
        var third = encrypted(cipher("B".repeat(43)));
        assertThat(safe.receive(signed(third), body(third)))
                .isEqualTo(new Received.Unreadable(Received.Problem.UNDECIPHERABLE));
    }

    @Test
    void clear_text_is_refused_where_encryption_was_agreed() {
        assertThat(safe.receive(signed(), text()))
                .isEqualTo(new Received.Unreadable(Received.Problem.UNENCRYPTED));
    }

    @Test
    void a_cipher_text_that_was_changed_is_refused() {
        var signedOther = signed(encrypted(cipher));
        var changed = encrypted(newCipher);
        assertThat(safe.receive(signedOther, body(changed)))
                .isEqualTo(new Received.Refused(Verdict.WRONG_SIGNATURE));
    }

    @Test
    void what_is_not_xml_is_malformed() {
        assertThat(plain.receive(signed(), utf8("{}")))
                .isEqualTo(new Received.Unreadable(Received.Problem.MALFORMED));
        assertThat(safe.receive(signed("x"), utf8("<xml/>")))
                .isEqualTo(new Received.Unreadable(Received.Problem.MALFORMED));
    }

    @Test
    void a_push_in_json_is_answered_in_json() {
        var json =
                utf8(
                        """
                        {"ToUserName":"gh_4d00ed8d6399","FromUserName":"oV5CrjpxgaGXNHIQigzNlgLTnwic",
                         "CreateTime":1348831860,"MsgType":"text","Content":"hi","MsgId":12345678901234567890}
                        """);
        var links =
                new Reply.Links(
                        List.of(
                                new Reply.Link("1", "", "", "https://a.example/"),
                                new Reply.Link("2", "", "", "https://b.example/")));

        assertThat(accepted(plain.receive(signed(), json)).answer(links, NOW, "1"))
                .isEqualTo(
                        "{\"ToUserName\":\"oV5CrjpxgaGXNHIQigzNlgLTnwic\","
                                + "\"FromUserName\":\"gh_4d00ed8d6399\",\"CreateTime\":1700000000,"
                                + "\"MsgType\":\"news\",\"ArticleCount\":2,\"Articles\":{\"item\":["
                                + "{\"Title\":\"1\",\"Description\":\"\",\"PicUrl\":\"\","
                                + "\"Url\":\"https://a.example/\"},"
                                + "{\"Title\":\"2\",\"Description\":\"\",\"PicUrl\":\"\","
                                + "\"Url\":\"https://b.example/\"}]}}");
    }

    @Test
    void an_encrypted_push_in_json_gets_an_envelope_in_json() {
        var clear =
                utf8(
                        "{\"FromUserName\":\"o1\",\"CreateTime\":1,\"MsgType\":\"text\",\"MsgId\":\"7\"}");
        var encrypted = cipher.encrypt(clear);
        var body = utf8("{\"ToUserName\":\"gh_1\",\"Encrypt\":\"" + encrypted + "\"}");

        var answer =
                accepted(safe.receive(signed(encrypted), body))
                        .answer(new Reply.Text("ok"), NOW, "987654321");

        var envelope = JsonReader.read(utf8(answer));
        assertThat(answer).startsWith("{\"Encrypt\":").contains("\"TimeStamp\":1700000000,");
        assertThat(envelope.text("MsgSignature"))
                .isEqualTo(
                        CallbackSignature.of(
                                "pamtest",
                                "1700000000",
                                envelope.text("Nonce"),
                                envelope.text("Encrypt")));
        assertThat(new String(cipher.decrypt(envelope.text("Encrypt")), StandardCharsets.UTF_8))
                .startsWith("{\"ToUserName\":\"o1\"")
                .endsWith("\"Content\":\"ok\"}");
    }

    private static Received.Accepted accepted(Received received) {
        assertThat(received).isInstanceOf(Received.Accepted.class);
        return (Received.Accepted) received;
    }

    private static CallbackQuery signed() {
        var signature = CallbackSignature.of("pamtest", "1700000000", "1");
        return CallbackQuery.parse("signature=" + signature + "&timestamp=1700000000&nonce=1");
    }

    private static CallbackQuery signed(String encrypted) {
        var signature = CallbackSignature.of("pamtest", "1700000000", "1", encrypted);
        return CallbackQuery.parse(
                "signature=x&timestamp=1700000000&nonce=1&encrypt_type=aes&msg_signature="
                        + signature);
    }

    private static String encrypted(MessageCipher cipher) {
        return cipher.encrypt(text());
    }

    private static byte[] body(String encrypted) {
        return utf8("<xml><ToUserName>gh_1</ToUserName><Encrypt>" + encrypted + "</Encrypt></xml>");
    }

    private static byte[] text() {
        return Fixtures.bytes("callback/message-text-documented.xml");
    }

    private static MessageCipher cipher(String key) {
        return new MessageCipher(new EncodingAesKey(key), APP_ID, new Random(1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
