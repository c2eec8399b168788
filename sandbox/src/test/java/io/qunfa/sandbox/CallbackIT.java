package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The interface configuration, pushes, and what the follower sees of them. */
@SandboxTest(followers = 3, startAt = "2026-11-25T04:00:00Z")
class CallbackIT {

    private static final String FAILURE = "该公众号提供的服务出现故障，请稍后再试";

    private final AccountServer server;
    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;

    CallbackIT() throws IOException {
        server = new AccountServer();
    }

    @BeforeEach
    void callTheSandbox(Sandbox injected) {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        caller = new Caller(sandbox);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void a_configuration_is_stored_when_the_address_echoes() throws Exception {
        var changed = configure(AccountServer.TOKEN, server.address().toString());

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Caller.json(changed).path("callback").path("url").asString())
                .isEqualTo(server.address().toString());
    }

    @Test
    void a_wrong_token_is_named_and_the_old_configuration_stays() throws Exception {
        configure(AccountServer.TOKEN, server.address().toString());

        var refused = configure("WrongToken", server.address().toString());

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Caller.json(refused).path("code").asString()).isEqualTo("wrong-echo");
        assertThat(Caller.json(refused).path("reason").asString()).contains("same Token");
        assertThat(storedToken()).isEqualTo(AccountServer.TOKEN);
    }

    @Test
    void what_is_wrong_with_an_address_is_named() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(failure("Token123", "http://127.0.0.1:" + free + "/wx"))
                .isEqualTo("url-unreachable");
        assertThat(reason("Token123", "http://127.0.0.1:" + free + "/wx"))
                .isEqualTo(
                        "nothing listens at 127.0.0.1:%d: check the URL and that the server runs"
                                .formatted(free));
        assertThat(failure("Token123", "ftp://127.0.0.1/wx")).isEqualTo("url-invalid");
        assertThat(failure("Token123", "http://192.0.2.1:8080/wx")).isEqualTo("url-invalid");
        assertThat(failure("no", server.address().toString())).isEqualTo("token-invalid");
        server.answersStatus(302);
        assertThat(failure(AccountServer.TOKEN, server.address().toString()))
                .isEqualTo("wrong-status");
        server.answersStatus(200);
        server.echoes(echo -> echo + "\n");
        assertThat(failure(AccountServer.TOKEN, server.address().toString()))
                .isEqualTo("wrong-echo");
    }

    @Test
    void an_address_that_keeps_silent_is_given_up_after_five_seconds() throws Exception {
        try (var silent = new ServerSocket(0)) {
            assertThat(failure("Token123", "http://127.0.0.1:" + silent.getLocalPort() + "/wx"))
                    .isEqualTo("url-timeout");
        }
    }

    @Test
    void the_result_of_a_send_is_pushed_like_the_platform_does() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);
        caller.withToken();
        caller.post(
                "/cgi-bin/message/mass/sendall",
                "{\"filter\":{\"is_to_all\":true},\"text\":{\"content\":\"x\"},\"msgtype\":\"text\"}");
        assertThat(server.pushes()).isEmpty();

        sandbox.clock().advance(Duration.ofMinutes(1));

        var push = server.pushes().get(0);
        assertThat(server.pushes()).hasSize(1);
        assertThat(push.contentType()).isEqualTo("text/xml");
        assertThat(push.query()).containsOnlyKeys("signature", "timestamp", "nonce", "openid");
        assertThat(push.body())
                .isEqualTo(
                        "<xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName><CreateTime>%d</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[MASSSENDJOBFINISH]]></Event><MsgID>1000000001</MsgID><Status><![CDATA[send success]]></Status><TotalCount>3</TotalCount><FilterCount>3</FilterCount><SentCount>3</SentCount><ErrorCount>0</ErrorCount><CopyrightCheckResult><Count>0</Count><ResultList></ResultList><CheckState>0</CheckState></CopyrightCheckResult><ArticleUrlResult><Count>0</Count><ResultList></ResultList></ArticleUrlResult></xml>"
                                .formatted(
                                        account.originalId(),
                                        push.value("openid"),
                                        sandbox.clock().instant().getEpochSecond() - 58));
    }

    @Test
    void following_and_leaving_are_pushed() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);

        var row =
                caller.control("POST", accountPath() + "/followers", "{\"count\":2}")
                        .path("followers")
                        .get(0);
        caller.control("DELETE", accountPath() + "/followers/" + row.path("openid").asString(), "");
        sandbox.clock().advance(Duration.ZERO);

        assertThat(row.path("wxname").asString()).isEqualTo("fan4");
        assertThat(server.bodies()).hasSize(3);
        assertThat(server.bodies().get(0)).contains("<Event><![CDATA[subscribe]]></Event>");
        assertThat(server.bodies().get(2)).contains("<Event><![CDATA[unsubscribe]]></Event>");
    }

    @Test
    void a_text_is_pushed_and_the_reply_shown() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);
        server.replies(push -> replyTo(push, "Welcome to wechat world!"));
        var phone = sandbox.phones(1).get(0);

        caller.control(
                "POST",
                accountPath() + "/followers/" + phone.openId() + "/messages",
                "{\"type\":\"text\",\"content\":\"a ]]> b\"}");

        assertThat(server.bodies().get(0))
                .contains("<Content><![CDATA[a ]]]]><![CDATA[> b]]></Content><MsgId>");
        assertThat(phone.received())
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.source()).isEqualTo(ReceivedMessage.Source.REPLY);
                            assertThat(message.content()).isEqualTo("Welcome to wechat world!");
                        });
    }

    @Test
    void success_and_an_empty_answer_show_nothing() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);
        var phone = sandbox.phones(1).get(0);

        phone.say("one");
        server.replies(push -> "");
        phone.say("two");

        assertThat(phone.received()).isEmpty();
        assertThat(server.pushes()).hasSize(2);
    }

    @Test
    void an_answer_that_is_no_reply_shows_the_failure_sentence() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);
        server.replies(push -> "{\"ok\":true}");
        var phone = sandbox.phones(1).get(0);

        phone.say("hello");

        assertThat(phone.received()).extracting(ReceivedMessage::content).containsExactly(FAILURE);
        assertThat(lastOutcome()).startsWith("malformed-reply: ");
    }

    @Test
    void a_reply_with_an_external_entity_is_malformed() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);
        server.replies(
                push -> "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><xml>&e;</xml>");
        var phone = sandbox.phones(1).get(0);

        phone.say("hello");

        assertThat(phone.received()).extracting(ReceivedMessage::content).containsExactly(FAILURE);
    }

    @Test
    void a_failing_server_gets_three_attempts_with_the_same_body() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);
        server.answersStatus(500);
        var phone = sandbox.phones(1).get(0);

        phone.say("hello");
        assertThat(server.pushes()).hasSize(1);
        assertThat(phone.received()).isEmpty();
        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(server.bodies()).hasSize(3);
        assertThat(server.bodies()).containsOnly(server.bodies().get(0));
        assertThat(phone.received()).extracting(ReceivedMessage::content).containsExactly(FAILURE);
    }

    @Test
    void callbacks_can_be_lost_doubled_and_late() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);
        caller.control(
                "PUT",
                "/faults",
                "{\"faults\":[{\"path\":\"subscribe\",\"times\":1,\"effect\":\"lost\"},{\"path\":\"subscribe\",\"times\":1,\"effect\":\"duplicate\"},{\"path\":\"subscribe\",\"times\":1,\"effect\":\"late\",\"delay\":\"PT1H\"}]}");

        account.follow(3);
        sandbox.clock().advance(Duration.ZERO);
        assertThat(server.pushes()).hasSize(2);
        sandbox.clock().advance(Duration.ofHours(1));

        assertThat(server.pushes()).hasSize(3);
    }

    @Test
    void the_result_can_come_before_the_answer() throws Exception {
        account.callback(server.address(), AccountServer.TOKEN);
        caller.withToken();
        caller.control(
                "PUT",
                "/faults",
                "{\"faults\":[{\"path\":\"MASSSENDJOBFINISH\",\"times\":1,\"effect\":\"early\"}]}");

        var answer =
                caller.post(
                        "/cgi-bin/message/mass/sendall",
                        "{\"filter\":{\"is_to_all\":true},\"text\":{\"content\":\"x\"},\"msgtype\":\"text\"}");

        assertThat(answer.path("msg_id").asLong()).isEqualTo(1_000_000_001L);
        assertThat(server.bodies())
                .singleElement()
                .asString()
                .contains("<MsgID>1000000001</MsgID>", "<SentCount>3</SentCount>");
    }

    @Test
    void in_safe_mode_only_the_cipher_text_travels() throws Exception {
        var key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
        configure(AccountServer.TOKEN, server.address().toString(), key, "safe");
        var cipher = new MessageCipher(new EncodingAesKey(key), account.appId(), new Random(1));
        var phone = sandbox.phones(1).get(0);
        server.replies(push -> encryptedReply(push, cipher));

        phone.say("hello");

        var push = server.pushes().get(0);
        assertThat(push.body()).doesNotContain("hello");
        assertThat(push.query()).containsEntry("encrypt_type", "aes");
        assertThat(push.value("msg_signature"))
                .isEqualTo(
                        CallbackSignature.of(
                                AccountServer.TOKEN,
                                push.value("timestamp"),
                                push.value("nonce"),
                                element(push.body(), "Encrypt")));
        assertThat(phone.received()).extracting(ReceivedMessage::content).containsExactly("safe!");
    }

    private static String encryptedReply(String push, MessageCipher cipher) {
        var open = new String(cipher.decrypt(element(push, "Encrypt")), StandardCharsets.UTF_8);
        var reply = replyTo(open, "safe!").getBytes(StandardCharsets.UTF_8);
        var encrypted = cipher.encrypt(reply);
        var signature = CallbackSignature.of(AccountServer.TOKEN, "1713424427", "41", encrypted);
        return "<xml><Encrypt><![CDATA[%s]]></Encrypt><MsgSignature><![CDATA[%s]]></MsgSignature><TimeStamp>1713424427</TimeStamp><Nonce><![CDATA[41]]></Nonce></xml>"
                .formatted(encrypted, signature);
    }

    private static String replyTo(String push, String text) {
        return "<xml><ToUserName><![CDATA[%s]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[%s]]></Content></xml>"
                .formatted(element(push, "FromUserName"), element(push, "ToUserName"), text);
    }

    private static String element(String xml, String name) {
        var start = "<" + name + "><![CDATA[";
        int from = xml.indexOf(start) + start.length();
        return xml.substring(from, xml.indexOf("]]>", from));
    }

    private String failure(String token, String url) throws Exception {
        return Caller.json(configure(token, url)).path("code").asString();
    }

    private String reason(String token, String url) throws Exception {
        return Caller.json(configure(token, url)).path("reason").asString();
    }

    private java.net.http.HttpResponse<String> configure(String token, String url)
            throws Exception {
        return configure(token, url, "", "plain");
    }

    private java.net.http.HttpResponse<String> configure(
            String token, String url, String key, String mode) throws Exception {
        return caller.send(
                "PATCH",
                "/_sandbox" + accountPath(),
                "{\"callback\":{\"url\":\"%s\",\"token\":\"%s\",\"aesKey\":\"%s\",\"mode\":\"%s\"}}"
                        .formatted(url, token, key, mode));
    }

    private String storedToken() throws Exception {
        return caller.control("GET", accountPath(), "").path("callback").path("token").asString();
    }

    private String lastOutcome() throws Exception {
        var callbacks = caller.control("GET", "/callbacks", "").path("callbacks");
        return callbacks.get(callbacks.size() - 1).path("outcome").asString();
    }

    private String accountPath() {
        return "/accounts/" + account.appId();
    }
}
