package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Publishing without a push to followers, and the comments below what was published. */
@SandboxTest(followers = 5, startAt = "2026-11-25T04:00:00Z")
class PublishIT {

    private Sandbox sandbox;
    private Caller caller;
    private Articles articles;
    private AccountServer server;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
        articles = new Articles(sandbox, caller);
        server = new AccountServer();
        sandbox.account().callback(server.address(), AccountServer.TOKEN);
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    @Test
    void a_published_draft_has_pages_and_an_event() throws Exception {
        var draft = articles.draft("first", "second");

        var submitted = submit(draft);
        var before = status(submitted);
        publish();
        var after = status(submitted);

        assertThat(submitted.path("publish_id").isIntegralNumber()).isTrue();
        assertThat(submitted.path("publish_id").asLong()).isGreaterThan(2_147_483_648L);
        assertThat(before.path("publish_status").asInt()).isEqualTo(1);
        assertThat(after.path("publish_status").asInt()).isZero();
        assertThat(after.path("article_detail").path("count").asInt()).isEqualTo(2);
        assertThat(after.path("fail_idx")).isEmpty();
        assertThat(server.bodies())
                .singleElement()
                .asString()
                .contains("<Event><![CDATA[PUBLISHJOBFINISH]]></Event>")
                .contains("<publish_status>0</publish_status>")
                .contains("<article_detail><count>2</count><item><idx>1</idx>");
        assertThat(code(articles.get(draft))).isEqualTo(40007);
    }

    @Test
    void the_published_are_listed_and_read_and_deleted() throws Exception {
        var submitted = submit(articles.draft("first", "second"));
        publish();
        var id = status(submitted).path("article_id").asString();

        var listed = caller.post("/cgi-bin/freepublish/batchget", "{\"offset\":0,\"count\":20}");
        delete(id, 2);
        var article = caller.post("/cgi-bin/freepublish/getarticle", article(id));
        delete(id, 0);

        assertThat(listed.path("item").path(0).path("article_id").asString()).isEqualTo(id);
        assertThat(article.path("news_item").path(0).path("is_deleted").asBoolean()).isFalse();
        assertThat(article.path("news_item").path(1).path("is_deleted").asBoolean()).isTrue();
        assertThat(status(submitted).path("publish_status").asInt()).isEqualTo(5);
        assertThat(code(caller.post("/cgi-bin/freepublish/getarticle", article("unknown"))))
                .isEqualTo(53600);
    }

    @Test
    void a_tester_sees_everything_with_pages_page_by_page() throws Exception {
        submit(articles.draft("old"));
        submit(articles.draft("new"));
        publish();

        var path = "/accounts/" + sandbox.account().appId() + "/publications?limit=1";
        var first = caller.control("GET", path, "");
        var second = caller.control("GET", path + "&after=" + first.path("next"), "");

        assertThat(titleOf(first)).isEqualTo("new");
        assertThat(titleOf(second)).isEqualTo("old");
    }

    private static String titleOf(JsonNode page) {
        var publication = page.path("publications").path(0);
        return publication.path("articles").path(0).path("title").asString();
    }

    @Test
    void unknown_jobs_and_used_drafts_are_refused() throws Exception {
        var draft = articles.draft("t");
        submit(draft);

        assertThat(code(submit(draft))).isEqualTo(40007);
        assertThat(code(caller.post("/cgi-bin/freepublish/get", "{\"publish_id\":\"7\"}")))
                .isEqualTo(53502);
    }

    @Test
    void a_draft_that_only_the_editor_saved_is_not_published() throws Exception {
        var draft = articles.draft("t");
        control("PATCH", "/drafts/" + draft, "{\"autosaved\":true}");

        assertThat(code(submit(draft))).isEqualTo(53505);
    }

    @Test
    void a_reprint_fails_and_its_draft_is_there_again() throws Exception {
        var draft = articles.draft("first", "second");
        control("POST", "/originality", "{\"mediaId\":\"%s\",\"index\":2}".formatted(draft));

        var submitted = submit(draft);
        publish();

        assertThat(status(submitted).path("publish_status").asInt()).isEqualTo(2);
        assertThat(status(submitted).path("fail_idx").toString()).isEqualTo("[2]");
        assertThat(server.bodies()).singleElement().asString().contains("<fail_idx>2</fail_idx>");
        assertThat(code(articles.get(draft))).isZero();
    }

    @Test
    void reviewers_refuse_what_they_are_told_to() throws Exception {
        control("PUT", "/verdicts", "{\"publications\":[4]}");

        var submitted = submit(articles.draft("t"));
        publish();

        assertThat(status(submitted).path("publish_status").asInt()).isEqualTo(4);
    }

    @Test
    void switches_give_the_event_its_other_names() throws Exception {
        turnOn("freepublishEvent");
        submit(articles.draft("t"));
        publish();
        turnOn("publishAsMassEvent");
        submit(articles.draft("t"));
        publish();

        assertThat(server.bodies()).hasSize(2);
        assertThat(server.bodies().get(0)).contains("FREEPUBLISHJOBFINISH");
        assertThat(server.bodies().get(1))
                .contains("MASSSENDJOBFINISH", "<CheckState>0</CheckState>");
    }

    @Test
    void an_unverified_account_may_not_publish() throws Exception {
        control("PATCH", "", "{\"verified\":false}");

        assertThat(code(submit("any"))).isEqualTo(48001);
        turnOn("unverifiedPublishing");
        assertThat(code(submit("any"))).isEqualTo(40007);
    }

    @Test
    void comments_are_written_elected_answered_and_deleted() throws Exception {
        var id = publishOpen();
        comment(id, "好文");

        assertThat(code(comments("markelect", id, ",\"user_comment_id\":1"))).isZero();
        assertThat(code(reply(id, "谢谢"))).isZero();
        assertThat(code(reply(id, "谢谢"))).isEqualTo(88005);

        var list = comments("list", id, ",\"begin\":0,\"count\":50,\"type\":2");
        var row = list.path("comment").path(0);
        assertThat(list.path("total").asInt()).isEqualTo(1);
        assertThat(row.path("content").asString()).isEqualTo("好文");
        assertThat(row.path("comment_type").asInt()).isEqualTo(1);
        assertThat(row.path("reply").path("content").asString()).isEqualTo("谢谢");
        assertThat(code(comments("unmarkelect", id, ",\"user_comment_id\":1"))).isZero();
        assertThat(elected(id)).isEmpty();
        assertThat(code(comments("reply/delete", id, ",\"user_comment_id\":1"))).isZero();
        assertThat(code(comments("reply/delete", id, ",\"user_comment_id\":1"))).isEqualTo(88009);
        assertThat(code(comments("delete", id, ",\"user_comment_id\":1"))).isZero();
        assertThat(code(comments("delete", id, ",\"user_comment_id\":1"))).isEqualTo(88008);
    }

    @Test
    void comments_refuse_what_does_not_exist() throws Exception {
        var id = publishOpen();

        assertThat(code(comments("open", 1, ""))).isEqualTo(88001);
        assertThat(code(comments("list", id, ",\"begin\":0,\"count\":51,\"type\":0")))
                .isEqualTo(88010);
        assertThat(code(comments("close", id, ""))).isZero();
        assertThat(code(comments("open", id, ""))).isZero();
        turnOn("noComments");
        assertThat(code(comments("open", id, ""))).isEqualTo(88000);
    }

    private long publishOpen() throws Exception {
        var draft = articles.add(articles.article("t").put("need_open_comment", 1));
        var submitted = submit(draft.path("media_id").asString());
        publish();
        return submitted.path("msg_data_id").asLong();
    }

    private JsonNode elected(long msgDataId) throws Exception {
        return comments("list", msgDataId, ",\"begin\":0,\"count\":50,\"type\":2").path("comment");
    }

    private void comment(long msgDataId, String content) throws Exception {
        var reader = sandbox.account().followers(1).get(0);
        control(
                "POST",
                "/followers/" + reader + "/comments",
                "{\"msgDataId\":%d,\"content\":\"%s\"}".formatted(msgDataId, content));
    }

    private JsonNode comments(String call, long msgDataId, String more) throws Exception {
        return caller.post(
                "/cgi-bin/comment/" + call,
                "{\"msg_data_id\":%d,\"index\":0%s}".formatted(msgDataId, more));
    }

    private JsonNode reply(long id, String content) throws Exception {
        return comments("reply/add", id, ",\"user_comment_id\":1,\"content\":\"" + content + "\"");
    }

    private void publish() {
        sandbox.clock().advance(Duration.ofSeconds(5));
    }

    private JsonNode submit(String draft) throws Exception {
        return caller.post("/cgi-bin/freepublish/submit", Articles.id(draft));
    }

    private JsonNode status(JsonNode submitted) throws Exception {
        return caller.post(
                "/cgi-bin/freepublish/get",
                "{\"publish_id\":\"%s\"}".formatted(submitted.path("publish_id")));
    }

    private void delete(String articleId, int index) throws Exception {
        caller.post(
                "/cgi-bin/freepublish/delete",
                "{\"article_id\":\"%s\",\"index\":%d}".formatted(articleId, index));
    }

    private static String article(String id) {
        return "{\"article_id\":\"" + id + "\"}";
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
