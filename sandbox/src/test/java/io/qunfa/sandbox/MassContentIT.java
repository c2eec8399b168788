package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Mass sends of everything that is not a text, and what can happen to them on their way. */
@SandboxTest(followers = 6, startAt = "2026-11-25T04:00:00Z")
class MassContentIT {

    private static final String MASS = "/cgi-bin/message/mass/";

    private Sandbox sandbox;
    private Caller caller;
    private Uploads uploads;
    private Articles articles;
    private AccountServer server;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
        uploads = new Uploads(sandbox, caller);
        articles = new Articles(sandbox, caller);
        server = new AccountServer();
        sandbox.account().callback(server.address(), AccountServer.TOKEN);
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    @Test
    void an_article_arrives_with_its_title_and_its_address() throws Exception {
        var answer = toAll("mpnews", articles.draft("本周讲座", "第二篇"));
        letEverythingArrive();

        assertThat(answer.path("msg_id").asLong()).isEqualTo(1_000_000_001L);
        assertThat(answer.path("msg_data_id").asLong()).isEqualTo(2_247_483_649L);
        var line = lastOnFirstPhone();
        assertThat(line.path("kind").asString()).isEqualTo("mpnews");
        assertThat(line.path("title").asString()).isEqualTo("本周讲座");
        assertThat(line.path("url").asString()).contains("mid=2247483649&idx=1&");
        assertThat(event())
                .contains("<Status><![CDATA[send success]]></Status>")
                .contains("<ArticleUrlResult><Count>2</Count><ResultList><item>")
                .contains("mid=2247483649&idx=2&");
    }

    @Test
    void a_sent_draft_is_gone() throws Exception {
        var draft = articles.draft("t");
        toAll("mpnews", draft);

        assertThat(code(articles.get(draft))).isEqualTo(40007);
        assertThat(code(send("mpnews", draft, "fresh"))).isEqualTo(40007);
    }

    @Test
    void with_a_switch_only_a_send_to_all_consumes_a_draft() throws Exception {
        turnOn("draftSurvivesPartialSends");
        var draft = articles.draft("t");

        send("mpnews", draft, "first");

        assertThat(code(articles.get(draft))).isZero();
        assertThat(code(send("mpnews", draft, "second"))).isZero();
    }

    @Test
    void a_preview_does_not_consume_a_draft() throws Exception {
        var draft = articles.draft("预览");

        var answer = preview("{\"msgtype\":\"mpnews\",\"mpnews\":" + Articles.id(draft));

        assertThat(answer.path("errmsg").asString()).isEqualTo("preview success");
        assertThat(lastOnFirstPhone().path("title").asString()).isEqualTo("预览");
        assertThat(lastOnFirstPhone().path("url").asString()).contains("tempkey=");
        assertThat(code(articles.get(draft))).isZero();
    }

    @Test
    void each_kind_of_material_arrives() throws Exception {
        var voice = id(uploads.file(upload("voice"), "v.mp3", SampleFiles.mp3(5)));
        var image = id(uploads.file(upload("image"), "i.png", SampleFiles.png(100)));

        assertThat(code(send("voice", voice, "k1"))).isZero();
        assertThat(code(send("music", voice, "k2"))).isZero();
        assertThat(code(send("image", image, "k3"))).isZero();
        letEverythingArrive();

        assertThat(onFirstPhone().valueStream().map(line -> line.path("kind").asString()))
                .containsExactly("voice", "music", "image");
        assertThat(lastOnFirstPhone().path("mediaId").asString()).isEqualTo(image);
    }

    @Test
    void the_ledger_is_read_from_its_newest_job_backwards() throws Exception {
        var image = id(uploads.file(upload("image"), "i.png", SampleFiles.png(100)));
        for (int i = 1; i <= 3; i++) {
            send("image", image, "key" + i);
            letEverythingArrive();
        }

        var newest = ledger("?newest=2");
        var older = ledger("?newest=2&before=" + newest.path("next").asInt());

        assertThat(newest.path("ledger").valueStream().map(job -> job.path("clientKey").asString()))
                .containsExactly("key3", "key2");
        assertThat(older.path("ledger").valueStream().map(job -> job.path("clientKey").asString()))
                .containsExactly("key1");
        assertThat(older.path("next").isNull()).isTrue();
    }

    private JsonNode ledger(String query) throws Exception {
        return caller.control(
                "GET", "/accounts/" + sandbox.account().appId() + "/ledger" + query, "");
    }

    @Test
    void several_pictures_have_an_object_of_their_own() throws Exception {
        var image = id(uploads.file(upload("image"), "i.png", SampleFiles.png(100)));

        var answer = sendImages("[\"%s\",\"%s\"]".formatted(image, image), "照片两张");
        letEverythingArrive();

        assertThat(code(answer)).isZero();
        assertThat(answer.has("msg_data_id")).isFalse();
        assertThat(lastOnFirstPhone().path("title").asString()).isEqualTo("照片两张");
        assertThat(lastOnFirstPhone().path("mediaIds").valueStream().map(JsonNode::asString))
                .containsExactly(image, image);
        assertThat(code(sendImages("[]", "none"))).isEqualTo(40215);
        assertThat(code(sendImages("[" + "\"x\",".repeat(20) + "\"x\"]", "many"))).isEqualTo(40215);
    }

    @Test
    void a_preview_takes_one_picture_only() throws Exception {
        var image = id(uploads.file(upload("image"), "i.png", SampleFiles.png(100)));

        assertThat(code(preview("{\"msgtype\":\"image\",\"image\":" + Articles.id(image))))
                .isZero();
        assertThat(
                        code(
                                preview(
                                        "{\"msgtype\":\"image\",\"images\":{\"media_ids\":[\""
                                                + image
                                                + "\"]}")))
                .isEqualTo(40007);
    }

    @Test
    void a_video_must_be_prepared_first() throws Exception {
        var raw = id(uploads.file(upload("video"), "v.mp4", SampleFiles.mp4()));
        var prepared =
                id(
                        caller.post(
                                "/cgi-bin/media/uploadvideo",
                                "{\"media_id\":\"" + raw + "\",\"title\":\"片\"}"));

        assertThat(code(send("mpvideo", raw, "k1"))).isEqualTo(48013);
        assertThat(code(send("mpvideo", prepared, "k2"))).isZero();
        assertThat(code(send("video", prepared, "k3"))).isZero();
        letEverythingArrive();
        assertThat(lastOnFirstPhone().path("title").asString()).isEqualTo("片");
        turnOn("apiVideoClosed");
        assertThat(code(send("mpvideo", prepared, "k4"))).isEqualTo(48022);
    }

    @Test
    void material_of_another_kind_is_unknown_or_the_platform_is_busy() throws Exception {
        var image = id(uploads.file(upload("image"), "i.png", SampleFiles.png(100)));

        assertThat(code(send("voice", image, "k1"))).isEqualTo(40007);
        turnOn("mismatchIsBusy");
        assertThat(code(send("voice", image, "k2"))).isEqualTo(268488001);
    }

    @Test
    void the_same_article_again_is_a_duplicate_even_after_its_draft_died() throws Exception {
        var draft = articles.draft("once");
        var first = toAll("mpnews", draft);

        var second = toAll("mpnews", draft);

        assertThat(code(second)).isEqualTo(45065);
        assertThat(second.path("msg_id")).isEqualTo(first.path("msg_id"));
        assertThat(second.has("msg_data_id")).isFalse();
    }

    @Test
    void a_reprint_that_may_be_reprinted_stops_unless_the_caller_ignores_it() throws Exception {
        var draft = articles.draft("first", "second");
        mark(draft, 2, true);

        var stopped = send("mpnews", draft, "k1");
        letEverythingArrive();
        var stop = event();
        var ignored = sendIgnoringReprint(draft);
        letEverythingArrive();

        assertThat(code(stopped)).isZero();
        assertThat(stop)
                .contains("<Status><![CDATA[err(30003)]]></Status><TotalCount>0</TotalCount>")
                .contains("<CopyrightCheckResult><Count>1</Count><ResultList><item>")
                .contains("<ArticleIdx>2</ArticleIdx>")
                .contains("<CanReprint>1</CanReprint>")
                .contains("<CheckState>2</CheckState>");
        assertThat(code(ignored)).isZero();
        assertThat(event()).contains("send success").contains("<CheckState>2</CheckState>");
    }

    @Test
    void a_reprint_that_is_forbidden_always_stops() throws Exception {
        var draft = articles.draft("t");
        mark(draft, 1, false);

        sendIgnoringReprint(draft);
        letEverythingArrive();

        assertThat(event()).contains("err(30002)").contains("<CheckState>3</CheckState>");
        assertThat(sandbox.account().ledger()).isEmpty();
    }

    @Test
    void reviewers_stop_what_they_are_told_to_and_the_quota_comes_back() throws Exception {
        control("PUT", "/verdicts", "{\"sends\":[\"err(10001)\",\"err(99999)\"]}");

        var first = toAllText("one");
        letEverythingArrive();
        assertThat(event()).contains("err(10001)");
        assertThat(status(first)).isEqualTo("SEND_FAIL");
        toAllText("two");
        letEverythingArrive();
        assertThat(event()).contains("err(99999)");
        assertThat(code(toAllText("three"))).isZero();
    }

    @Test
    void some_recipients_may_fail() throws Exception {
        control("PUT", "/verdicts", "{\"sends\":[{\"status\":\"sendsuccess\",\"errors\":2}]}");

        toAllText("hello");
        letEverythingArrive();

        assertThat(event())
                .contains("<![CDATA[sendsuccess]]>")
                .contains("<FilterCount>6</FilterCount><SentCount>4</SentCount>")
                .contains("<ErrorCount>2</ErrorCount>");
        assertThat(sandbox.account().ledger().get(0).delivered()).isEqualTo(4);
    }

    @Test
    void who_refuses_messages_or_is_blocked_is_filtered() throws Exception {
        var openIds = sandbox.account().followers(2);
        control(
                "PUT",
                "/followers/" + openIds.get(0) + "/preferences",
                "{\"refusesMessages\":true}");
        caller.post(
                "/cgi-bin/tags/members/batchblacklist",
                "{\"openid_list\":[\"" + openIds.get(1) + "\"]}");

        toAllText("hello");
        letEverythingArrive();

        assertThat(event())
                .contains("<TotalCount>6</TotalCount><FilterCount>4</FilterCount>")
                .contains("<SentCount>4</SentCount><ErrorCount>0</ErrorCount>");
        assertThat(sandbox.phones(1).get(0).received()).isEmpty();
    }

    @Test
    void a_protected_send_waits_for_the_administrator() throws Exception {
        control("PATCH", "", "{\"massProtection\":true}");
        var agreed = toAllText("agreed");
        assertThat(code(get(agreed))).isEqualTo(89504);
        assertThat(code(caller.post(MASS + "speed/set", "{\"speed\":1}"))).isEqualTo(89504);
        turnOn("waitingLooksSending");
        assertThat(status(agreed)).isEqualTo("SENDING");
        assertThat(newestSend().path("state").asString()).isEqualTo("wait_admin");

        answer("/" + agreed.path("msg_id"), true);
        letEverythingArrive();
        assertThat(newestSend().path("state").asString()).isEqualTo("finished");

        assertThat(status(agreed)).isEqualTo("SEND_SUCCESS");
    }

    @Test
    void a_protected_send_fails_when_the_administrator_refuses_or_sleeps() throws Exception {
        control("PATCH", "", "{\"massProtection\":true}");

        var refused = toAllText("refused");
        answer("/" + refused.path("msg_id"), false);
        sandbox.clock().advance(Duration.ZERO);
        assertThat(event()).contains("err(40001)");
        toAllText("ignored");
        sandbox.clock().advance(Duration.ofMinutes(30));

        assertThat(event()).contains("err(40002)").contains("<TotalCount>0</TotalCount>");
    }

    @Test
    void in_the_other_mode_a_protected_send_is_refused_first() throws Exception {
        control("PATCH", "", "{\"massProtection\":true}");
        turnOn("rejectProtectedSends");

        assertThat(code(toAllText("a"))).isEqualTo(89503);
        assertThat(code(toAllText("a"))).isEqualTo(89501);
        answer("", true);
        assertThat(code(toAllText("a"))).isZero();
        assertThat(code(send("text", "", "k"))).isNotEqualTo(89503);
    }

    @Test
    void a_deleted_send_has_no_pages_and_gives_no_quota_back() throws Exception {
        var sent = toAll("mpnews", articles.draft("first", "second"));
        assertThat(code(delete(sent, ""))).isEqualTo(40065);
        letEverythingArrive();

        assertThat(code(delete(sent, ",\"article_idx\":3"))).isEqualTo(40060);
        assertThat(code(delete(sent, ",\"article_idx\":1"))).isZero();
        assertThat(code(delete(sent, ",\"article_idx\":1"))).isEqualTo(40065);
        assertThat(status(sent)).isEqualTo("SEND_SUCCESS");
        assertThat(code(delete(sent, ""))).isZero();
        assertThat(status(sent)).isEqualTo("DELETE");
        assertThat(code(delete(sent, ""))).isEqualTo(40065);
        assertThat(code(toAllText("x"))).isEqualTo(45028);
    }

    @Test
    void a_send_can_be_deleted_by_the_address_of_its_page() throws Exception {
        var sent = toAll("mpnews", articles.draft("t"));
        letEverythingArrive();
        var url = lastOnFirstPhone().path("url").asString();

        var answer = caller.post(MASS + "delete", "{\"url\":\"" + url + "\"}");

        assertThat(code(answer)).isZero();
        assertThat(status(sent)).isEqualTo("DELETE");
        assertThat(code(caller.post(MASS + "delete", "{\"url\":\"http://x\"}"))).isEqualTo(40059);
    }

    @Test
    void an_autosaved_draft_is_not_sent() throws Exception {
        var draft = articles.draft("t");
        control("PATCH", "/drafts/" + draft, "{\"autosaved\":true}");

        assertThat(code(toAll("mpnews", draft))).isEqualTo(48021);
    }

    @Test
    void uploaded_news_can_be_sent_again_until_they_end() throws Exception {
        var thumb =
                uploads.file(upload("thumb"), "t.jpg", SampleFiles.jpeg(100))
                        .path("thumb_media_id")
                        .asString();
        var article =
                articles.article("old way")
                        .put("thumb_media_id", thumb)
                        .put("content_source_url", "www.qq.com");

        var news = caller.post("/cgi-bin/media/uploadnews", "{\"articles\":[" + article + "]}");

        assertThat(news.path("type").asString()).isEqualTo("news");
        assertThat(code(send("mpnews", id(news), "k1"))).isZero();
        assertThat(code(send("mpnews", id(news), "k2"))).isZero();
        sandbox.clock().advance(Duration.ofDays(3));
        caller.withToken();
        assertThat(code(send("mpnews", id(news), "k3"))).isEqualTo(40007);
    }

    @Test
    void the_speed_level_decides_how_long_a_send_takes() throws Exception {
        control("PATCH", "", "{\"limits\":{\"recipientsPerMinute\":480}}");
        assertThat(caller.read(MASS + "speed/get").toString())
                .isEqualTo("{\"speed\":0,\"realspeed\":80}");

        var set = caller.post(MASS + "speed/set", "{\"speed\":4}");
        var sent = toAllText("slow");
        sandbox.clock().advance(Duration.ofSeconds(5));

        assertThat(set.toString()).isEqualTo("{\"errcode\":0,\"errmsg\":\"\"}");
        assertThat(caller.post(MASS + "speed/get", "").path("realspeed").asInt()).isEqualTo(10);
        assertThat(status(sent)).isEqualTo("SENDING");
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(status(sent)).isEqualTo("SEND_SUCCESS");
    }

    @Test
    void a_test_account_previews_no_articles() throws Exception {
        control("PATCH", "", "{\"kind\":\"test\"}");

        assertThat(code(preview("{\"msgtype\":\"mpnews\",\"mpnews\":{\"media_id\":\"x\"}")))
                .isEqualTo(48008);
        assertThat(code(preview("{\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}"))).isZero();
    }

    private JsonNode toAll(String type, String mediaId) throws Exception {
        return caller.post(
                MASS + "sendall",
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"%s\",\"%s\":{\"media_id\":\"%s\"}}"
                        .formatted(type, type, mediaId));
    }

    private JsonNode toAllText(String text) throws Exception {
        return caller.post(
                MASS + "sendall",
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"text\",\"text\":{\"content\":\"%s\"}}"
                        .formatted(text));
    }

    private JsonNode send(String type, String mediaId, String key) throws Exception {
        return sendTo(
                "\"msgtype\":\"%s\",\"%s\":{\"media_id\":\"%s\"},\"clientmsgid\":\"%s\""
                        .formatted(type, type, mediaId, key));
    }

    private JsonNode sendIgnoringReprint(String draft) throws Exception {
        return sendTo(
                "\"msgtype\":\"mpnews\",\"mpnews\":%s,\"send_ignore_reprint\":1,\"clientmsgid\":\"i\""
                        .formatted(Articles.id(draft)));
    }

    private JsonNode sendImages(String ids, String recommend) throws Exception {
        return sendTo(
                "\"msgtype\":\"image\",\"images\":{\"media_ids\":%s,\"recommend\":\"%s\"}"
                        .formatted(ids, recommend));
    }

    private JsonNode sendTo(String message) throws Exception {
        var openIds = sandbox.account().followers(2);
        return caller.post(
                MASS + "send",
                "{\"touser\":[\"%s\",\"%s\"],%s}"
                        .formatted(openIds.get(0), openIds.get(1), message));
    }

    private JsonNode preview(String open) throws Exception {
        var name = sandbox.phones(1).get(0).weChatId();
        return caller.post(MASS + "preview", open + ",\"towxname\":\"" + name + "\"}");
    }

    private JsonNode get(JsonNode sent) throws Exception {
        return caller.post(MASS + "get", "{\"msg_id\":\"" + sent.path("msg_id") + "\"}");
    }

    private String status(JsonNode sent) throws Exception {
        return get(sent).path("msg_status").asString();
    }

    private JsonNode delete(JsonNode sent, String more) throws Exception {
        return caller.post(MASS + "delete", "{\"msg_id\":" + sent.path("msg_id") + more + "}");
    }

    private void mark(String draft, int index, boolean canReprint) throws Exception {
        control(
                "POST",
                "/originality",
                "{\"mediaId\":\"%s\",\"index\":%d,\"original\":{\"appid\":\"wx0\"},\"canReprint\":%s}"
                        .formatted(draft, index, canReprint));
    }

    private void answer(String msgId, boolean agreed) throws Exception {
        control("POST", "/mass" + msgId + "/confirmation", "{\"agreed\":" + agreed + "}");
    }

    private JsonNode newestSend() throws Exception {
        var path = "/accounts/" + sandbox.account().appId() + "/mass";
        return caller.control("GET", path, "").path("sends").path(0);
    }

    private void letEverythingArrive() {
        sandbox.clock().advance(Duration.ofMinutes(1));
    }

    private String event() {
        List<String> events = server.bodies();
        return events.isEmpty() ? "" : events.get(events.size() - 1);
    }

    private JsonNode onFirstPhone() throws Exception {
        var openId = sandbox.account().followers(1).get(0);
        var path = "/accounts/" + sandbox.account().appId() + "/followers/" + openId;
        return caller.control("GET", path + "/messages", "").path("messages");
    }

    private JsonNode lastOnFirstPhone() throws Exception {
        var lines = onFirstPhone().valueStream().toList();
        return lines.isEmpty() ? onFirstPhone() : Collections.unmodifiableList(lines).getLast();
    }

    private void control(String method, String path, String body) throws Exception {
        caller.control(method, "/accounts/" + sandbox.account().appId() + path, body);
    }

    private void turnOn(String name) throws Exception {
        control("PATCH", "", "{\"switches\":{\"" + name + "\":true}}");
    }

    private static String upload(String type) {
        return "/cgi-bin/media/upload?type=" + type;
    }

    private static String id(JsonNode answer) {
        return answer.path("media_id").asString("");
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
