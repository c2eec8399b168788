package io.qunfa.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.TestClock;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitors;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The callback address as the platform, and others, use it. */
@ServerTest
final class CallbackIT {

    private static final String TEXT =
            """
            <xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName>\
            <FromUserName><![CDATA[oSomebody]]></FromUserName><CreateTime>1795000000</CreateTime>\
            <MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hi]]></Content>\
            <MsgId>%s</MsgId></xml>""";

    private static final String RESULT =
            """
            <xml><ToUserName>gh_0123456789ab</ToUserName><FromUserName>mphelper</FromUserName>\
            <CreateTime>1795000000</CreateTime><MsgType>event</MsgType>\
            <Event>MASSSENDJOBFINISH</Event><MsgID>%s</MsgID><Status>sendsuccess</Status>\
            <TotalCount>1</TotalCount><FilterCount>1</FilterCount><SentCount>1</SentCount>\
            <ErrorCount>0</ErrorCount></xml>""";

    private final Stage stage;
    private final Visitor platform;
    private final TestClock clock;
    private final JdbcClient sql;

    CallbackIT(
            @Autowired Stages stages,
            @Autowired Visitors visitors,
            @Autowired TestClock clock,
            @Autowired JdbcClient sql) {
        this.stage = stages.withFollowers(3);
        this.platform = visitors.stranger();
        this.clock = clock;
        this.sql = sql;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void the_echo_comes_back_verbatim_if_the_signature_is_right() {
        var answer = platform.get(signed() + "&echostr=4375120948345356249");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("4375120948345356249");
        assertThat(stage.operator().get(stage.path("")).json().at("/callback/verifiedAt").isNull())
                .isFalse();
    }

    @Test
    void a_handshake_with_another_token_is_refused_and_says_what_to_check() {
        var answer = platform.get(signed("another", clock.instant()) + "&echostr=1");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).isEmpty();
        assertThat(lastFailure()).isEqualTo("signature-wrong");
    }

    @Test
    void a_handshake_from_long_ago_is_refused_and_says_what_to_check() {
        var old = clock.instant().minus(Duration.ofMinutes(11));

        var answer = platform.get(signed(stage.callbackToken(), old) + "&echostr=1");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(lastFailure()).isEqualTo("timestamp-stale");
    }

    @Test
    void a_browser_that_looks_in_gets_nothing() {
        assertThat(platform.get(stage.callback().getPath()).status()).isEqualTo(400);
        assertThat(platform.get("/wx/unknown?signature=a&timestamp=1&nonce=1").status())
                .isEqualTo(404);
    }

    @Test
    void a_push_is_stored_and_answered() {
        var before = stored();

        var answer = push(signed(), TEXT.formatted("1"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("success");
        assertThat(stored()).isEqualTo(before + 1);
    }

    @Test
    void a_push_delivered_again_is_answered_and_not_stored_again() {
        push(signed(), TEXT.formatted("2"));
        var before = stored();

        var answer = push(signed(), TEXT.formatted("2"));

        assertThat(answer.text()).isEqualTo("success");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void two_results_of_the_same_second_are_two_pushes() {
        var before = stored();

        push(signed(), RESULT.formatted("1001"));
        push(signed(), RESULT.formatted("1002"));

        assertThat(stored()).isEqualTo(before + 2);
    }

    @Test
    void a_forged_push_is_refused_and_not_stored() {
        var before = stored();

        var answer = push(signed("another", clock.instant()), TEXT.formatted("3"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void a_push_that_is_signed_with_a_token_made_this_moment_is_taken() {
        push(signed(), TEXT.formatted("31"));
        stage.operator().post(stage.path("/callback/rotation"), Map.of("token", true));
        var made = stage.operator().get(stage.path("/callback")).json().path("token").asString();

        assertThat(made).isNotEqualTo(stage.callbackToken());
        assertThat(push(signed(made, clock.instant()), TEXT.formatted("32")).status())
                .isEqualTo(200);
        assertThat(push(signed(), TEXT.formatted("33")).status()).isEqualTo(200);
    }

    @Test
    void a_replayed_push_is_refused() {
        var old = clock.instant().minus(Duration.ofHours(1));

        assertThat(push(signed(stage.callbackToken(), old), TEXT.formatted("4")).status())
                .isEqualTo(403);
    }

    @Test
    void an_encrypted_push_is_opened_and_stored_in_clear() {
        var envelope = encrypted(TEXT.formatted("21"));

        assertThat(push(signedFor(envelope), wrapped("", envelope)).text()).isEqualTo("success");

        assertThat(lastBody()).isEqualTo(TEXT.formatted("21"));
    }

    @Test
    void in_compatible_mode_what_was_encrypted_counts() {
        var envelope = encrypted(TEXT.formatted("22"));
        var readable = "<Content>something else</Content><MsgId>99</MsgId>";

        assertThat(push(signedFor(envelope), wrapped(readable, envelope)).status()).isEqualTo(200);

        assertThat(lastBody()).isEqualTo(TEXT.formatted("22"));
    }

    @Test
    void one_changed_byte_of_an_encrypted_push_is_refused() {
        var before = stored();
        var envelope = encrypted(TEXT.formatted("23"));
        var changed = (envelope.charAt(100) == 'A' ? "B" : "A") + envelope.substring(101);

        var answer = push(signedFor(envelope), wrapped("", envelope.substring(0, 100) + changed));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(stored()).isEqualTo(before);
    }

    private String encrypted(String clear) {
        var key = stage.operator().get(stage.path("/callback")).json().path("aesKey").asString();
        return new MessageCipher(
                        new EncodingAesKey(key), stage.platform().appId(), new SecureRandom())
                .encrypt(clear.getBytes(StandardCharsets.UTF_8));
    }

    private static String wrapped(String readable, String encrypted) {
        return "<xml>" + readable + "<Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
    }

    private String signedFor(String encrypted) {
        var timestamp = Long.toString(clock.instant().getEpochSecond());
        var signature =
                CallbackSignature.of(stage.callbackToken(), timestamp, "1514711492", encrypted);
        return signed() + "&encrypt_type=aes&msg_signature=" + signature;
    }

    private String lastBody() {
        return sql.sql(
                        """
                        SELECT convert_from(body, 'UTF8') FROM inbox.push
                        WHERE account_id = :account::uuid ORDER BY id DESC LIMIT 1
                        """)
                .param("account", stage.accountId())
                .query(String.class)
                .single();
    }

    @Test
    void an_external_entity_is_refused_and_not_stored() {
        var before = stored();
        var attack =
                "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + TEXT.formatted("5").replace("<![CDATA[hi]]>", "&e;");

        var answer = push(signed(), attack);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void a_body_over_the_limit_is_refused_and_not_stored() {
        var before = stored();
        var large = TEXT.formatted("6").replace("hi", "x".repeat(65 * 1024));

        assertThat(push(signed(), large).status()).isEqualTo(413);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void an_empty_body_gets_an_empty_answer() {
        var answer = push(signed(), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void a_stored_push_is_processed_once() {
        push(signed(), TEXT.formatted("7"));

        Stage.await(this::waiting, left -> left == 0);
        assertThat(attempts()).allMatch(attempts -> attempts == 1);
    }

    @Test
    void what_a_follower_said_is_forgotten_when_they_leave() {
        var phone = stage.sandbox().phones(1).getFirst();
        phone.say("my secret");
        Stage.await(() -> saidBy(phone.openId()), said -> said == 1);

        phone.unfollow();

        Stage.await(() -> saidBy(phone.openId()), said -> said == 0);
    }

    @Test
    void what_arrives_late_of_somebody_who_has_left_is_forgotten_too() {
        var phone = stage.sandbox().phones(1).getFirst();
        phone.unfollow();
        Stage.await(
                () -> stage.operator().get(stage.path("/audience")).json(),
                seen -> seen.at("/followers/count").asInt() == 2);

        var late = clock.instant().minusSeconds(5).getEpochSecond();
        var text =
                """
                <xml><ToUserName>gh_1</ToUserName><FromUserName>%s</FromUserName>\
                <CreateTime>%d</CreateTime><MsgType>text</MsgType>\
                <Content>delivered again</Content><MsgId>77</MsgId></xml>"""
                        .formatted(phone.openId(), late);
        assertThat(push(signed(), text).status()).isEqualTo(200);

        Stage.await(() -> waiting(), waiting -> waiting == 0);
        assertThat(saidBy(phone.openId())).isZero();
    }

    private Visitor.Answer push(String address, String body) {
        return platform.post(address, "text/xml", body.getBytes(StandardCharsets.UTF_8));
    }

    private String signed() {
        return signed(stage.callbackToken(), clock.instant());
    }

    private String signed(String token, Instant at) {
        var timestamp = Long.toString(at.getEpochSecond());
        var signature = CallbackSignature.of(token, timestamp, "1514711492");
        return "%s?signature=%s&timestamp=%s&nonce=1514711492"
                .formatted(stage.callback().getPath(), signature, timestamp);
    }

    private String lastFailure() {
        return stage.operator()
                .get(stage.path("/callback"))
                .json()
                .at("/lastFailure/code")
                .asString();
    }

    private long stored() {
        return count("");
    }

    private long waiting() {
        return count("AND state = 'waiting'");
    }

    private long saidBy(String openId) {
        return sql.sql(
                        """
                        SELECT count(*) FROM inbox.push
                        WHERE sender = :sender AND body IS NOT NULL AND state = 'processed'
                        """)
                .param("sender", openId)
                .query(Long.class)
                .single();
    }

    private long count(String condition) {
        return sql.sql(
                        "SELECT count(*) FROM inbox.push WHERE account_id = :account::uuid "
                                + condition)
                .param("account", stage.accountId())
                .query(Long.class)
                .single();
    }

    private java.util.List<Integer> attempts() {
        return sql.sql("SELECT attempts FROM inbox.push WHERE account_id = :account::uuid")
                .param("account", stage.accountId())
                .query(Integer.class)
                .list();
    }
}
