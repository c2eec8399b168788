package io.qunfa.client.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileXmlTest {

    private static final String LAUGHS =
            """
            <!DOCTYPE xml [
              <!ENTITY a "hahahahahahahahahaha">
              <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
              <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
              <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
              <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
            ]>
            <xml><Content>&e;</Content></xml>
            """;

    static Stream<String> whatIsNotAPush() {
        return Stream.of(
                "",
                "   ",
                "success",
                "<xml>",
                "<xml></xml><xml></xml>",
                "<xml><MsgType>text</xml>",
                "<xml>&undeclared;</xml>",
                "<!DOCTYPE xml><xml/>",
                "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml/>",
                LAUGHS,
                "<!DOCTYPE x PUBLIC \"\" \"ht\"[p&non%BA0&a\u0010\u0000",
                "<xml>" + "<a>".repeat(100) + "</a>".repeat(100) + "</xml>",
                "<xml>\u0000</xml>");
    }

    @ParameterizedTest
    @MethodSource("whatIsNotAPush")
    void is_refused_as_malformed(String xml) {
        assertThatExceptionOfType(MalformedPush.class).isThrownBy(() -> Callbacks.parse(utf8(xml)));
    }

    @Test
    void a_local_file_is_not_read(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "top secret");
        var xml =
                "<!DOCTYPE xml [<!ENTITY x SYSTEM \""
                        + secret.toUri()
                        + "\">]><xml><Content>&x;</Content></xml>";
        assertThatExceptionOfType(MalformedPush.class)
                .isThrownBy(() -> Callbacks.parse(utf8(xml)))
                .withMessageNotContaining("top secret");
    }

    @Test
    void no_connection_is_opened() throws IOException {
        try (var bait = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + bait.getLocalPort() + "/x";
            var xml =
                    "<!DOCTYPE xml [<!ENTITY % p SYSTEM \""
                            + address
                            + "\"> %p;]><xml><Content>x</Content></xml>";

            assertThatExceptionOfType(MalformedPush.class)
                    .isThrownBy(() -> Callbacks.parse(utf8(xml)));

            bait.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(bait::accept);
        }
    }

    @Test
    void more_than_64_kilobytes_are_not_looked_at() {
        var xml = "<xml><Content>" + "x".repeat(64 * 1024) + "</Content></xml>";
        assertThatExceptionOfType(MalformedPush.class)
                .isThrownBy(() -> Callbacks.parse(utf8(xml)))
                .withMessageContaining("65536");
    }

    @Test
    void broken_utf8_is_refused() {
        var xml = utf8("<xml><Content>??</Content></xml>");
        xml[14] = (byte) 0xC3;
        xml[15] = (byte) 0x28;
        assertThatExceptionOfType(MalformedPush.class).isThrownBy(() -> Callbacks.parse(xml));
    }

    @Test
    void escaped_characters_are_characters() {
        var xml = "<xml><MsgType>text</MsgType><Content>a &lt;b&gt; &amp; &#20320;</Content></xml>";
        var text = (UserMessage.Text) Callbacks.parse(utf8(xml));
        assertThat(text.content()).isEqualTo("a <b> & 你");
    }

    @Test
    void an_absurd_time_does_not_lose_the_push() {
        var xml =
                "<xml><CreateTime>9223372036854775807</CreateTime><MsgType>text</MsgType>"
                        + "<Content>x</Content></xml>";
        assertThat(Callbacks.parse(utf8(xml))).isInstanceOf(UserMessage.Text.class);
    }

    @Test
    void two_thousand_damaged_pushes_are_pushes_or_malformed() {
        var random = new Random(20261125);
        var original =
                utf8(
                        "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>1</CreateTime>"
                                + "<MsgType><![CDATA[event]]></MsgType><Event>MASSSENDJOBFINISH"
                                + "</Event><MsgID>1</MsgID><Status>err(1)</Status></xml>");
        for (var round = 0; round < 2_000; round++) {
            assertThatReadsOrRefuses(damaged(original, random));
        }
    }

    private static byte[] damaged(byte[] original, Random random) {
        var damaged = original.clone();
        for (var hits = 1 + random.nextInt(4); hits > 0; hits--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static void assertThatReadsOrRefuses(byte[] xml) {
        try {
            assertThat(Callbacks.parse(xml)).isNotNull();
        } catch (MalformedPush e) {
            assertThat(e).hasMessageStartingWith("not a push of the platform");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
