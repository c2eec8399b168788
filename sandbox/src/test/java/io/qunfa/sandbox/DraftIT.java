package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The draft box. */
@SandboxTest(followers = 5, startAt = "2026-11-25T04:00:00Z")
class DraftIT {

    private Sandbox sandbox;
    private Caller caller;
    private Articles articles;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
        articles = new Articles(sandbox, caller);
    }

    @Test
    void a_draft_is_read_back_as_it_was_written() throws Exception {
        var answer = articles.add(articles.article("本周讲座"));

        var item = articles.get(answer.path("media_id").asString()).path("news_item").path(0);

        assertThat(answer.propertyNames()).containsExactly("media_id", "item");
        assertThat(item.path("title").asString()).isEqualTo("本周讲座");
        assertThat(item.path("article_type").asString()).isEqualTo("news");
        assertThat(item.path("content").asString()).isEqualTo("<p>本周讲座</p>");
        assertThat(item.path("digest").asString()).isEqualTo("本周讲座");
        assertThat(item.path("url").asString()).startsWith("http://mp.weixin.qq.com/s?");
    }

    @Test
    void scripts_handlers_foreign_pictures_and_foreign_links_disappear() throws Exception {
        var html =
                "<p onclick='x()'>a</p><script>alert(1)</script>"
                        + "<img src=\"https://example.com/x.png\">"
                        + "<img src=\"http://mmbiz.qpic.cn/mmbiz_png/k/0\">"
                        + "<a href=\"https://example.com\">b</a>"
                        + "<a href=\"https://mp.weixin.qq.com/s/k\">c</a>";

        var content = contentOf(articles.article("t").put("content", html));

        assertThat(content)
                .isEqualTo(
                        "<p>a</p><img data-src=\"http://mmbiz.qpic.cn/mmbiz_png/k/0\">b"
                                + "<a href=\"https://mp.weixin.qq.com/s/k\">c</a>");
    }

    @Test
    void an_account_with_pay_may_link_anywhere() throws Exception {
        caller.control("PATCH", "/accounts/" + sandbox.account().appId(), "{\"pay\":true}");
        var link = "<a href=\"https://example.com\">b</a>";

        assertThat(contentOf(articles.article("t").put("content", link))).isEqualTo(link);
    }

    @Test
    void each_limit_has_its_code() throws Exception {
        assertThat(refused("title", "字".repeat(33))).isEqualTo(45003);
        assertThat(refused("title", "字".repeat(32))).isZero();
        assertThat(refused("author", "字".repeat(17))).isEqualTo(45110);
        assertThat(refused("digest", "字".repeat(129))).isEqualTo(45004);
        assertThat(refused("content", "字".repeat(20_000))).isEqualTo(45002);
        assertThat(refused("content", "字".repeat(19_999))).isZero();
        assertThat(refused("content_source_url", "http://x/" + "a".repeat(1_020))).isEqualTo(45005);
        assertThat(refused("content_source_url", "ftp://x")).isEqualTo(41039);
        assertThat(refused("content", "<a href='https://mp.weixin.qq.com/mp/homepage?x'>x</a>"))
                .isEqualTo(40155);
    }

    @Test
    void a_switch_plays_the_limits_that_were_seen_in_2026() throws Exception {
        turnOn("lenientArticles");

        assertThat(refused("title", "字".repeat(39))).isZero();
        assertThat(refused("content", "字".repeat(24_061))).isZero();
    }

    @Test
    void articles_are_one_to_eight() throws Exception {
        var nine = Collections.nCopies(9, articles.article("t")).toArray(ObjectNode[]::new);

        assertThat(code(articles.add())).isEqualTo(44003);
        assertThat(code(articles.add(nine))).isEqualTo(45008);
        assertThat(code(caller.post(Articles.ADD, "{\"articles\":{\"title\":\"t\"}}")))
                .isEqualTo(44003);
    }

    @Test
    void a_cover_must_be_permanent() throws Exception {
        var temporary =
                new Uploads(sandbox, caller)
                        .file("/cgi-bin/media/upload?type=thumb", "t.jpg", SampleFiles.jpeg(1_000))
                        .path("thumb_media_id")
                        .asString();

        assertThat(refused("thumb_media_id", temporary)).isEqualTo(40007);
        assertThat(refused("thumb_media_id", "unknown")).isEqualTo(40007);
    }

    @Test
    void a_picture_post_holds_up_to_twenty_permanent_pictures_and_plain_text() throws Exception {
        var cover = articles.cover();
        var many = Collections.nCopies(21, cover).toArray(String[]::new);

        var id = articles.add(articles.pictures("照片", cover, cover)).path("media_id").asString();

        var post = articles.get(id).path("news_item").path(0);
        assertThat(post.path("article_type").asString()).isEqualTo("newspic");
        assertThat(post.path("image_info").path("image_list")).hasSize(2);
        assertThat(code(articles.add(articles.pictures("p", many)))).isEqualTo(40215);
        assertThat(code(articles.add(articles.pictures("p")))).isEqualTo(40215);
        assertThat(code(articles.add(articles.pictures("p", "unknown")))).isEqualTo(40007);
        assertThat(code(articles.add(articles.pictures("p", cover).put("content", "<b>x</b>"))))
                .isEqualTo(45166);
    }

    @Test
    void one_article_is_updated_by_its_place_from_zero() throws Exception {
        var id = articles.draft("first", "second");

        assertThat(code(update(id, 1, "changed"))).isZero();
        assertThat(code(update(id, 2, "changed"))).isEqualTo(40114);

        var items = articles.get(id).path("news_item");
        assertThat(items.path(0).path("title").asString()).isEqualTo("first");
        assertThat(items.path(1).path("title").asString()).isEqualTo("changed");
    }

    @Test
    void a_deleted_draft_is_gone() throws Exception {
        var id = articles.draft("t");

        assertThat(caller.post("/cgi-bin/draft/delete", Articles.id(id)).path("errmsg").asString())
                .isEqualTo("ok");

        assertThat(code(articles.get(id))).isEqualTo(40007);
        assertThat(caller.read("/cgi-bin/draft/count").path("total_count").asInt()).isZero();
    }

    @Test
    void drafts_are_listed_newest_first_with_or_without_content() throws Exception {
        articles.draft("old");
        sandbox.clock().advance(java.time.Duration.ofSeconds(1));
        articles.draft("new");

        var list =
                caller.post(
                        "/cgi-bin/draft/batchget", "{\"offset\":0,\"count\":1,\"no_content\":1}");

        assertThat(list.path("total_count").asInt()).isEqualTo(2);
        assertThat(list.path("item_count").asInt()).isEqualTo(1);
        var article = list.path("item").path(0).path("content").path("news_item").path(0);
        assertThat(article.path("title").asString()).isEqualTo("new");
        assertThat(article.has("content")).isFalse();
        assertThat(code(caller.post("/cgi-bin/draft/batchget", "{\"offset\":0}"))).isEqualTo(40097);
    }

    @Test
    void comments_need_the_privilege() throws Exception {
        turnOn("noComments");

        assertThat(code(articles.add(articles.article("t").put("need_open_comment", 1))))
                .isEqualTo(88000);
    }

    @Test
    void the_draft_box_is_open() throws Exception {
        assertThat(caller.post("/cgi-bin/draft/switch", "").path("is_open").asInt()).isEqualTo(1);
    }

    private JsonNode update(String id, int index, String title) throws Exception {
        var body =
                "{\"media_id\":\"%s\",\"index\":%d,\"articles\":%s}"
                        .formatted(id, index, articles.article(title));
        return caller.post("/cgi-bin/draft/update", body);
    }

    private String contentOf(ObjectNode article) throws Exception {
        var id = articles.add(article).path("media_id").asString();
        return articles.get(id).path("news_item").path(0).path("content").asString();
    }

    private int refused(String field, String value) throws Exception {
        return code(articles.add(articles.article("t").put(field, value)));
    }

    private void turnOn(String name) throws Exception {
        caller.control(
                "PATCH",
                "/accounts/" + sandbox.account().appId(),
                "{\"switches\":{\"" + name + "\":true}}");
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
