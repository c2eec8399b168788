package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Codes that come from what an account, an article or a video has become. */
@SandboxTest(followers = 6, startAt = "2026-11-25T04:00:00Z")
class CausesIT {

    private static final String MASS = "/cgi-bin/message/mass/";
    private static final String SUBMIT = "/cgi-bin/freepublish/submit";

    private Sandbox sandbox;
    private Caller caller;
    private Articles articles;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        sandbox.clock().rate(0);
        caller = new Caller(sandbox).withToken();
        articles = new Articles(sandbox, caller);
    }

    @ParameterizedTest
    @CsvSource({
        "frozen, 50007, 50002, 50002",
        "tokens, 50004, 0, 0",
        "secret, 40243, 0, 0",
        "massAgreement, 0, 48003, 0",
        "/cgi-bin/message/mass/sendall, 0, 48004, 0",
        "/cgi-bin/tags/get, 0, 0, 48004"
    })
    void what_was_taken_from_an_account_is_refused(
            String restriction, int token, int send, int other) throws Exception {
        control("PATCH", "", "{\"restrictions\":[\"" + restriction + "\"]}");

        assertThat(code(caller.fetchToken(sandbox.account()))).isEqualTo(token);
        assertThat(code(text("hello", "k"))).isEqualTo(send);
        assertThat(code(caller.read("/cgi-bin/tags/get"))).isEqualTo(other);
        control("PATCH", "", "{\"restrictions\":[]}");
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(code(text("again", "l"))).isZero();
    }

    @Test
    void a_restriction_that_nobody_knows_is_not_taken() throws Exception {
        var path = "/_sandbox/accounts/" + sandbox.account().appId();
        var answer = caller.send("PATCH", path, "{\"restrictions\":[\"everything\"]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("everything");
    }

    @Test
    void customer_messages_can_be_blocked_as_a_punishment() throws Exception {
        var phone = sandbox.phones(1).get(0);
        phone.say("hello");
        control("PATCH", "", "{\"restrictions\":[\"customerService\"]}");

        var answer =
                caller.post(
                        "/cgi-bin/message/custom/send",
                        "{\"touser\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}"
                                .formatted(phone.openId()));

        assertThat(code(answer)).isEqualTo(45087);
    }

    @ParameterizedTest
    @CsvSource({
        "siteOnly, 53504, 0",
        "unfit, 53503, 0",
        "autosaved, 53505, 48021",
        "adOrder, 0, 45062"
    })
    void what_stands_in_the_way_of_a_draft_is_refused(String mark, int publishing, int sending)
            throws Exception {
        var draft = articles.draft("t");
        control("PATCH", "/drafts/" + draft, "{\"" + mark + "\":true}");
        var other = articles.draft("t");
        control("PATCH", "/drafts/" + other, "{\"" + mark + "\":true}");

        assertThat(code(caller.post(SUBMIT, Articles.id(draft)))).isEqualTo(publishing);
        assertThat(code(sendNews(other, "k"))).isEqualTo(sending);
    }

    @Test
    void a_banned_account_does_not_publish_and_nobody_publishes_too_often() throws Exception {
        control("PATCH", "", "{\"restrictions\":[\"publishing\"]}");
        assertThat(code(caller.post(SUBMIT, Articles.id(articles.draft("t"))))).isEqualTo(53500);
        control(
                "PATCH",
                "",
                "{\"restrictions\":[],\"limits\":{\"" + SUBMIT + "\":{\"perMinute\":2}}}");

        assertThat(code(caller.post(SUBMIT, Articles.id(articles.draft("t"))))).isZero();
        assertThat(code(caller.post(SUBMIT, Articles.id(articles.draft("t"))))).isEqualTo(53501);
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(code(caller.post(SUBMIT, Articles.id(articles.draft("t"))))).isZero();
    }

    @Test
    void products_need_an_account_that_sells() throws Exception {
        var post = articles.pictures("t", articles.cover());
        post.putObject("product_info").putObject("footer_product_info").put("product_key", "p");

        assertThat(code(articles.add(post))).isEqualTo(53406);
        control("PATCH", "", "{\"restrictions\":[\"selling\"]}");
        assertThat(code(articles.add(post))).isEqualTo(53404);
    }

    @Test
    void a_video_is_sent_after_its_review() throws Exception {
        var uploads = new Uploads(sandbox, caller);
        var raw =
                uploads.file("/cgi-bin/media/upload?type=video", "v.mp4", SampleFiles.mp4())
                        .path("media_id");
        var video =
                caller.post("/cgi-bin/media/uploadvideo", "{\"media_id\":" + raw + "}")
                        .path("media_id")
                        .asString();
        control("PATCH", "/media/" + video, "{\"underReview\":true}");

        assertThat(code(send("mpvideo", video, "k"))).isEqualTo(48014);
        control("PATCH", "/media/" + video, "{\"underReview\":false}");
        assertThat(code(send("mpvideo", video, "l"))).isZero();
    }

    @Test
    void flagged_articles_cannot_be_deleted_nor_commented() throws Exception {
        var sent = sendNews(articles.draft("t"), "k");
        sandbox.clock().advance(Duration.ofMinutes(1));
        var id = sent.path("msg_data_id").toString();
        control("PATCH", "/publications/" + id, "{\"rumour\":true,\"limited\":true}");

        assertThat(code(delete(sent))).isEqualTo(40204);
        assertThat(code(caller.post("/cgi-bin/comment/open", "{\"msg_data_id\":" + id + "}")))
                .isEqualTo(88002);
        control("PATCH", "/publications/" + id, "{\"rumour\":false,\"limited\":false}");
        assertThat(code(delete(sent))).isZero();
    }

    @Test
    void a_banned_publication_has_a_status_of_its_own() throws Exception {
        var submitted = caller.post(SUBMIT, Articles.id(articles.draft("t")));
        sandbox.clock().advance(Duration.ofMinutes(1));
        control("PATCH", "/publications/" + submitted.path("msg_data_id"), "{\"banned\":true}");
        turnOn("publishIdAsText");

        var job = "{\"publish_id\":\"" + submitted.path("publish_id") + "\"}";
        var answer = caller.post("/cgi-bin/freepublish/get", job);

        assertThat(answer.path("publish_status").asInt()).isEqualTo(6);
        assertThat(answer.path("publish_id").isString()).isTrue();
    }

    @Test
    void a_comment_that_its_writer_deleted_cannot_be_elected() throws Exception {
        var draft = articles.add(articles.article("t").put("need_open_comment", 1));
        var sent = sendNews(draft.path("media_id").asString(), "k");
        sandbox.clock().advance(Duration.ofMinutes(1));
        var id = sent.path("msg_data_id").toString();
        var follower = "/followers/" + sandbox.account().followers(1).get(0) + "/comments";
        control("POST", follower, "{\"msgDataId\":" + id + ",\"content\":\"好\"}");
        control("DELETE", follower, "{\"msgDataId\":" + id + ",\"userCommentId\":1}");

        var elect = "{\"msg_data_id\":" + id + ",\"user_comment_id\":1}";
        var answer = caller.post("/cgi-bin/comment/markelect", elect);

        assertThat(code(answer)).isEqualTo(88004);
        assertThat(answer.path("errmsg").asString()).startsWith("comment was deleted by user rid:");
    }

    @Test
    void material_of_a_menu_stays() throws Exception {
        var picture = articles.cover();
        var menu =
                "{\"button\":[{\"type\":\"media_id\",\"name\":\"图\",\"media_id\":\"%s\"}]}"
                        .formatted(picture);
        assertThat(code(caller.post("/cgi-bin/menu/create", menu))).isZero();

        var delete = "/cgi-bin/material/del_material";
        assertThat(code(caller.post(delete, Articles.id(picture)))).isEqualTo(48005);
        caller.read("/cgi-bin/menu/delete");
        assertThat(code(caller.post(delete, Articles.id(picture)))).isZero();
    }

    @Test
    void nothing_is_deleted_nor_read_about_the_speed_while_the_administrator_is_awaited()
            throws Exception {
        control("PATCH", "", "{\"massProtection\":true}");
        var sent =
                caller.post(
                        MASS + "sendall",
                        "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"mpnews\",\"mpnews\":%s}"
                                .formatted(Articles.id(articles.draft("t"))));

        assertThat(code(delete(sent))).isEqualTo(89504);
        assertThat(code(caller.post(MASS + "speed/get", "{}"))).isEqualTo(89504);
    }

    @Test
    void the_administrator_decides_about_an_address_that_wants_a_token() throws Exception {
        turnOn("addressesNeedConfirmation");

        assertThat(token()).isEqualTo(89503);
        assertThat(token()).isEqualTo(89501);
        decide(false);
        assertThat(token()).isEqualTo(89507);
        sandbox.clock().advance(Duration.ofHours(1));
        assertThat(token()).isEqualTo(89503);
        decide(false);
        assertThat(token()).isEqualTo(89506);
        sandbox.clock().advance(Duration.ofHours(23));
        assertThat(token()).isEqualTo(89506);
        sandbox.clock().advance(Duration.ofHours(1));
        assertThat(token()).isEqualTo(89503);
        decide(true);
        assertThat(token()).isZero();
    }

    private int token() throws Exception {
        return code(caller.fetchToken(sandbox.account()));
    }

    private void decide(boolean agreed) throws Exception {
        control("POST", "/addresses/confirmation", "{\"agreed\":" + agreed + "}");
    }

    @Test
    void too_many_sends_at_once_and_too_many_in_the_queue_are_told_apart() throws Exception {
        control("PATCH", "", "{\"limits\":{\"sendsAtOnce\":2}}");
        assertThat(code(text("a", "a"))).isZero();
        assertThat(code(text("b", "b"))).isZero();
        var third = text("c", "c");
        assertThat(code(third)).isEqualTo(42010);
        assertThat(third.path("errmsg").asString()).startsWith("masssend fast, retry again rid:");
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(code(text("c", "c"))).isZero();
        control("PATCH", "", "{\"limits\":{\"sendsQueued\":1}}");
        assertThat(code(text("d", "d"))).isEqualTo(9500002);
    }

    @Test
    void a_key_settles_after_a_while() throws Exception {
        control("PATCH", "", "{\"limits\":{\"keySettlesAfterSeconds\":60}}");
        var first = text("a", "key");

        assertThat(code(text("a", "key"))).isEqualTo(45066);
        sandbox.clock().advance(Duration.ofSeconds(60));
        var repeated = text("a", "key");
        assertThat(code(repeated)).isEqualTo(45065);
        assertThat(repeated.path("msg_id")).isEqualTo(first.path("msg_id"));
    }

    private JsonNode text(String text, String key) throws Exception {
        return caller.post(
                MASS + "sendall",
                ("{\"filter\":{\"is_to_all\":false,\"tag_id\":2},\"msgtype\":\"text\","
                                + "\"text\":{\"content\":\"%s\"},\"clientmsgid\":\"%s\"}")
                        .formatted(text, key));
    }

    private JsonNode sendNews(String draft, String key) throws Exception {
        return send("mpnews", draft, key);
    }

    private JsonNode send(String type, String mediaId, String key) throws Exception {
        var openIds = sandbox.account().followers(2);
        return caller.post(
                MASS + "send",
                ("{\"touser\":[\"%s\",\"%s\"],\"msgtype\":\"%s\",\"%s\":%s,"
                                + "\"clientmsgid\":\"%s\"}")
                        .formatted(
                                openIds.get(0),
                                openIds.get(1),
                                type,
                                type,
                                Articles.id(mediaId),
                                key));
    }

    private JsonNode delete(JsonNode sent) throws Exception {
        return caller.post(MASS + "delete", "{\"msg_id\":" + sent.path("msg_id") + "}");
    }

    private void control(String method, String path, String body) throws Exception {
        caller.control(method, "/accounts/" + sandbox.account().appId() + path, body);
    }

    private void turnOn(String name) throws Exception {
        control("PATCH", "", "{\"switches\":{\"" + name + "\":true}}");
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
