package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a test can do to the world in Java, without a line of JSON. */
@SandboxTest(followers = 20, startAt = "2026-11-25T04:00:00Z", clockRate = 0)
class FacadeIT {

    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;
    private Articles articles;

    @BeforeEach
    void callTheSandbox(Sandbox sandbox, SandboxAccount account) throws Exception {
        this.sandbox = sandbox;
        this.account = account;
        this.caller = new Caller(sandbox).withToken();
        this.articles = new Articles(sandbox, caller);
    }

    @Test
    void switches_are_named_and_a_wrong_name_is_refused_with_the_nearest() throws Exception {
        account.switchOn("unknownSendIsEmpty", "oldHints");
        assertThat(caller.post("/cgi-bin/message/mass/get", "{\"msg_id\":1}").isEmpty()).isTrue();
        account.switchOff("unknownSendIsEmpty");
        assertThat(code(caller.post("/cgi-bin/message/mass/get", "{\"msg_id\":1}")))
                .isEqualTo(40059);

        assertThatThrownBy(() -> account.switchOn("oldHint"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("near: oldHints");
    }

    @Test
    void limits_and_restrictions_take_effect_at_once() throws Exception {
        account.limit("massTextBytes", 4);
        assertThat(code(sendAll("text", "\"content\":\"hello\""))).isEqualTo(45002);
        account.limitCalls("/cgi-bin/getcallbackip", 1, 100);
        caller.read("/cgi-bin/getcallbackip");
        assertThat(code(caller.read("/cgi-bin/getcallbackip"))).isEqualTo(45009);
        account.restrict("frozen");
        assertThat(code(caller.read("/cgi-bin/tags/get"))).isEqualTo(50002);
        account.restrict();
        assertThat(code(caller.read("/cgi-bin/tags/get"))).isZero();
        account.verified(false);
        assertThat(code(caller.read("/cgi-bin/tags/get"))).isEqualTo(48001);
        assertThatThrownBy(() -> account.limit("sendsPerDay", -1))
                .hasMessageContaining("sendsPerDay must be");
        assertThat(sandbox.refusals())
                .extracting(SeenRequest::path)
                .containsExactly(
                        "/cgi-bin/message/mass/sendall",
                        "/cgi-bin/getcallbackip",
                        "/cgi-bin/tags/get",
                        "/cgi-bin/tags/get");
    }

    @Test
    void reviewers_say_what_they_are_told(Phone phone) throws Exception {
        account.nextPublications(4);
        account.nextSends(Verdict.refused(10001), Verdict.passed().butFailsFor(5));
        account.switchOff("serviceToAllOncePerDay");

        sendAll("text", "\"content\":\"one\"");
        sandbox.awaitDelivered();
        assertThat(phone.received()).isEmpty();
        sendAll("text", "\"content\":\"two\"");
        sandbox.awaitDelivered();
        assertThat(account.ledger())
                .singleElement()
                .matches(delivery -> delivery.delivered() == 15);
        var published =
                caller.post("/cgi-bin/freepublish/submit", Articles.id(articles.draft("x")));
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(
                        caller.post(
                                        "/cgi-bin/freepublish/get",
                                        "{\"publish_id\":%s}"
                                                .formatted(published.path("publish_id")))
                                .path("publish_status")
                                .asInt())
                .isEqualTo(4);
    }

    @Test
    void a_reprint_is_found_by_the_originality_check() throws Exception {
        var draft = articles.draft("转载");
        account.markReprint(draft, 1, URI.create("http://mp.weixin.qq.com/s/other"), false);

        sendAll("mpnews", "\"media_id\":\"" + draft + "\"");
        sandbox.awaitDelivered();

        assertThat(account.ledger()).isEmpty();
    }

    @Test
    void a_protected_send_waits_for_the_administrator(Phone phone) throws Exception {
        account.massProtection(true);
        long msgId = sendAll("text", "\"content\":\"hello\"").path("msg_id").asLong();
        sandbox.awaitDelivered();
        assertThat(phone.received()).isEmpty();

        account.confirmSend(msgId, true);
        sandbox.awaitDelivered();

        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void articles_are_read_shared_liked_and_commented(Phone reader, Phone other) throws Exception {
        account.switchOn("onlyRealReaders");
        var draft =
                articles.add(articles.article("本周讲座").put("need_open_comment", 1))
                        .path("media_id")
                        .asString();
        sendAll("mpnews", "\"media_id\":\"" + draft + "\"");
        sandbox.awaitDelivered();

        var article = account.articles().get(0);
        article.read(new Readers(100, 7, 0, 2, 0, 0));
        reader.read(article);
        reader.share(article);
        other.like(article);
        reader.comment(article, "好");

        assertThat(article.title()).isEqualTo("本周讲座");
        assertThat(article.readers()).isEqualTo(new Readers(102, 8, 0, 3, 0, 0));
        assertThat(caller.get(article.page().getPath() + "?" + article.page().getRawQuery()).body())
                .contains("本周讲座");
        assertThat(
                        caller.post(
                                        "/cgi-bin/comment/list",
                                        "{\"msg_data_id\":%d,\"index\":0,\"begin\":0,\"count\":10,\"type\":0}"
                                                .formatted(article.msgDataId()))
                                .path("total")
                                .asInt())
                .isEqualTo(1);
        article.foundARumour();
        assertThat(article.isDeleted()).isFalse();
    }

    @Test
    void a_phone_taps_scans_and_answers(Phone phone) throws Exception {
        try (var server = new AccountServer()) {
            account.callback(server.address(), AccountServer.TOKEN);
            caller.post(
                    "/cgi-bin/menu/create",
                    "{\"button\":[{\"type\":\"click\",\"name\":\"News\",\"key\":\"n\"}]}");
            var ticket =
                    caller.post(
                                    "/cgi-bin/qrcode/create",
                                    "{\"action_name\":\"QR_STR_SCENE\",\"action_info\":{\"scene\":{\"scene_str\":\"door\"}}}")
                            .path("ticket")
                            .asString();
            var notice = account.addNotice("到货", "商品 {{thing1.DATA}}");

            assertThat(phone.menu()).containsExactly("News");
            phone.tap("News");
            phone.scan(ticket);
            phone.answerPopup(notice, true);
            phone.happens("user_enter_tempsession", "x");
            var newcomer = account.scan(ticket);

            assertThat(sandbox.pushes())
                    .extracting(SentPush::kind)
                    .containsExactly(
                            "CLICK",
                            "SCAN",
                            "subscribe_msg_popup_event",
                            "user_enter_tempsession",
                            "subscribe");
            assertThat(account.followers(100)).contains(newcomer.openId());
            assertThatThrownBy(() -> phone.tap("Old")).hasMessageContaining("button Old");
        }
    }

    @Test
    void media_come_back_as_bytes() throws Exception {
        assertThat(account.media(articles.cover())).isEqualTo(SampleFiles.png(100));
        assertThatThrownBy(() -> account.media("nothing")).hasMessageContaining("media nothing");
    }

    @Test
    void encrypted_callbacks_are_set_in_one_line() throws Exception {
        var key = Base64.getEncoder().withoutPadding().encodeToString(new byte[32]);

        assertThatThrownBy(
                        () ->
                                account.secureCallback(
                                        URI.create("http://127.0.0.1:1/wx"), "token", key))
                .isInstanceOf(IllegalArgumentException.class);
        try (var server = new AccountServer()) {
            account.secureCallback(server.address(), AccountServer.TOKEN, key);
            account.compatibleCallback(server.address(), AccountServer.TOKEN, key);
            account.phone(account.followers(1).get(0)).say("hello");
            assertThat(sandbox.pushes())
                    .singleElement()
                    .matches(push -> push.url().contains("encrypt_type=aes"));
        }
    }

    @Test
    void a_world_is_saved_and_goes_on(@TempDir Path folder) throws Exception {
        sendAll("text", "\"content\":\"kept\"");
        sandbox.awaitDelivered();
        var file = folder.resolve("world");

        sandbox.save(file);
        sandbox.reset();
        assertThat(sandbox.phones(1).get(0).received()).isEmpty();
        sandbox.load(file);

        assertThat(sandbox.phones(1).get(0).received()).hasSize(1);
        Files.write(file, "nothing".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> sandbox.load(file)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatever_has_no_word_of_its_own_is_there_as_json() {
        account.control("PUT", "/windows", "{\"message\":{\"messages\":1,\"seconds\":60}}");

        assertThat(account.control("GET", "/windows", "")).contains("\"messages\":1");
        assertThatThrownBy(() -> account.control("PUT", "/windows", "{\"messages\":1}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private JsonNode sendAll(String type, String content) throws Exception {
        return caller.post(
                "/cgi-bin/message/mass/sendall",
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"%s\",\"%s\":{%s}}"
                        .formatted(type, type, content));
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
