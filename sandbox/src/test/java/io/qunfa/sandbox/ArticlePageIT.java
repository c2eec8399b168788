package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qunfa.sandbox.wire.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The pages of articles: what a reader sees, and that reading is counted. */
@SandboxTest(followers = 200, startAt = "2026-11-24T04:00:00Z")
class ArticlePageIT {

    private static final String DAY = "2026-11-24";

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
    void a_sent_article_opens_under_its_address() throws Exception {
        var page = open(send(article("本周<讲座>", "<p>欢迎<strong>大家</strong></p>")));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1 id=\"activity-name\">本周&lt;讲座&gt;</h1>")
                .contains("<span id=\"js_author_name\">boxer</span>")
                .contains("<span id=\"publish_time\">2026-11-24 12:00</span>")
                .contains("<meta name=\"description\" content=\"欢迎大家\">")
                .contains("<p>欢迎<strong>大家</strong></p>")
                .contains("href=\"https://example.com/?a=1&amp;b=2\">阅读原文</a>");
    }

    @Test
    void published_articles_drafts_and_previews_open_too() throws Exception {
        var draft = articles.draft("第一篇", "第二篇");
        var items = articles.get(draft).path("news_item");
        assertThat(open(items.path(0).path("url").asString()).body()).contains(">第一篇</h1>");
        assertThat(open(items.path(1).path("url").asString()).body()).contains(">第二篇</h1>");

        caller.post("/cgi-bin/freepublish/submit", Articles.id(draft));
        sandbox.clock().advance(Duration.ofSeconds(5));
        var published =
                caller.post("/cgi-bin/freepublish/batchget", "{\"offset\":0,\"count\":1}")
                        .at("/item/0/content/news_item/1/url")
                        .asString();

        assertThat(open(published).body()).contains(">第二篇</h1>");
        assertThat(open(items.path(0).path("url").asString()).body()).contains("临时链接已失效");
    }

    @Test
    void the_articles_of_a_message_are_on_the_phone_with_their_addresses() throws Exception {
        var draft = articles.draft("第一篇", "第二篇");
        sendAll(draft);

        var message = onPhone();

        assertThat(message.path("articles")).hasSize(2);
        assertThat(message.at("/articles/0/cover").asString()).isEqualTo(articles.cover());
        assertThat(open(message.at("/articles/1/url").asString()).body()).contains(">第二篇</h1>");
    }

    @Test
    void whatever_its_text_says_nothing_runs_and_nothing_is_loaded() throws Exception {
        var hostile =
                "</div></body><script>a()</script><img src=x onerror=a()><svg onload=a()><a"
                        + " xlink:href='javascript:a()'>x</a></svg><iframe src='//evil.example'>"
                        + "</iframe><a href=\"javascript:a()\">link</a><base href='//evil'>"
                        + "<meta http-equiv=refresh content='0;url=//evil'><form action='//evil'>"
                        + "<input name=x></form><style>@import '//evil'</style><p title='\"><b'>ok";

        var page = open(send(article("敌意", hostile)));

        var text = page.body().replaceFirst("(?s).*id=\"js_content\">", "");
        assertThat(text)
                .startsWith("link<p title=\"&quot;&gt;&lt;b\">ok</p></div><div class=\"foot\">");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; img-src 'self'; style-src 'unsafe-inline';")
                .contains("sandbox allow-popups ")
                .doesNotContain("allow-scripts")
                .doesNotContain("allow-same-origin");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void pictures_come_from_the_sandbox_itself() throws Exception {
        var picture = SampleFiles.png(500);
        var uploads = new Uploads(sandbox, caller);
        var url = uploads.file("/cgi-bin/media/uploadimg", "a.png", picture).path("url").asString();

        var page = open(send(article("图", "<p><img data-src=\"a\" src=\"" + url + "\"></p>")));

        var path = URI.create(url).getPath();
        assertThat(page.body()).contains("<p><img src=\"" + path + "\"></p>");
        assertThat(uploads.download(path).body()).isEqualTo(picture);
    }

    @Test
    void a_picture_post_shows_its_pictures() throws Exception {
        var post = articles.pictures("照片", articles.cover());
        var draft = articles.add(post).path("media_id").asString();
        caller.post("/cgi-bin/freepublish/submit", Articles.id(draft));
        sandbox.clock().advance(Duration.ofSeconds(5));

        var page = open(publication().at("/articles/0/url").asString()).body();

        assertThat(page).containsPattern("<img alt=\"\" src=\"/mmbiz_png/[^\"]+\">");
    }

    @Test
    void a_deleted_article_says_so_and_is_not_read() throws Exception {
        onlyRealReaders();
        var url = send(article("删", "<p>x</p>"));
        long msgId = onPhone().path("msgId").asLong();
        caller.post("/cgi-bin/message/mass/delete", "{\"msg_id\":" + msgId + "}");

        assertThat(open(url).body()).contains("该内容已被发布者删除").doesNotContain("id=\"js_content");
        assertThat(publication().at("/articles/0/reading/users").asInt()).isZero();
        assertThatThrownBy(() -> readers("{\"users\":5}")).hasMessageContaining("was deleted");
    }

    @Test
    void a_banned_article_and_an_unknown_one_say_so() throws Exception {
        var url = send(article("封", "<p>x</p>"));
        control(
                "PATCH",
                "/publications/" + publication().path("msgDataId").asLong(),
                "{\"banned\":true}");

        assertThat(open(url).body()).contains("此内容因违规无法查看");
        assertThat(open(url.replace("sn=", "sn=0")).body()).contains("参数错误");
    }

    @Test
    void readers_see_the_elected_comments_with_their_answers() throws Exception {
        var article = article("评", "<p>x</p>").put("need_open_comment", 1);
        var url = send(article);
        long id = publication().path("msgDataId").asLong();
        comment(id, "<b>好</b>");
        comment(id, "不选");
        var body = "{\"msg_data_id\":%d,\"user_comment_id\":1%s}";
        caller.post("/cgi-bin/comment/markelect", body.formatted(id, ""));
        caller.post("/cgi-bin/comment/reply/add", body.formatted(id, ",\"content\":\"谢谢\""));

        assertThat(open(url).body())
                .contains("<p>&lt;b&gt;好&lt;/b&gt;</p>", "谢谢", "精选留言")
                .doesNotContain("不选");
    }

    @Test
    void whoever_opens_a_page_is_counted_once_a_day() throws Exception {
        onlyRealReaders();
        var url = send(article("读", "<p>x</p>"));
        var two = sandbox.phones(2);

        open(url + "");
        open(url);
        open(url.replace("#rd", "&openid=" + two.get(0).openId()));
        open(url.replace("#rd", "&openid=" + two.get(1).openId()));
        open(url.replace("#rd", "&openid=" + two.get(1).openId()));

        assertThat(open(url).body()).contains("<span>阅读 3</span>");
        sandbox.clock().advance(Duration.ofDays(1));
        assertThat(statistics("getarticleread").at("/detail/read_user").asInt()).isEqualTo(3);
    }

    @Test
    void ordered_readers_and_single_ones_are_in_the_statistics() throws Exception {
        onlyRealReaders();
        send(article("读", "<p>x</p>"));
        long id = publication().path("msgDataId").asLong();

        readers("{\"users\":40,\"shares\":7,\"likes\":3,\"zaikan\":2,\"originals\":0}");
        control(
                "POST",
                "/followers/" + sandbox.phones(1).get(0).openId() + "/reading",
                "{\"msgDataId\":%d,\"deeds\":[\"share\",\"original\"]}".formatted(id));
        caller.keepAndRestore();
        sandbox.clock().advance(Duration.ofDays(1));

        var sum = statistics("getbizsummary").path("detail");
        assertThat(sum.path("read_user").asInt()).isEqualTo(41);
        assertThat(sum.path("share_user").asInt()).isEqualTo(8);
        assertThat(sum.path("like_user").asInt()).isEqualTo(3);
        assertThat(sum.path("zaikan_user").asInt()).isEqualTo(2);
        assertThat(sum.path("redirect_ori_page_user").asInt()).isEqualTo(1);
        assertThat(statistics("getarticleshare").at("/detail/share_user").asInt()).isEqualTo(8);
    }

    @Test
    void what_an_order_leaves_open_follows_from_the_seed() throws Exception {
        send(article("读", "<p>x</p>"));

        var first = readers("{\"users\":1000}");

        assertThat(first).isEqualTo(readers("{\"users\":1000}"));
        assertThat(first.path("shares").asInt()).isBetween(1, 100);
    }

    private ObjectNode article(String title, String content) {
        return articles.article(title)
                .put("content", content)
                .put("content_source_url", "https://example.com/?a=1&b=2");
    }

    private String send(ObjectNode article) throws Exception {
        sendAll(articles.add(article).path("media_id").asString());
        return publication().at("/articles/0/url").asString();
    }

    private void sendAll(String draft) throws Exception {
        caller.post(
                "/cgi-bin/message/mass/sendall",
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"mpnews\",\"mpnews\":%s}"
                        .formatted(Articles.id(draft)));
        sandbox.awaitDelivered();
    }

    private JsonNode onPhone() throws Exception {
        var openId = sandbox.phones(1).get(0).openId();
        return control("GET", "/followers/" + openId + "/messages", "").at("/messages/0");
    }

    private JsonNode publication() throws Exception {
        return control("GET", "/publications", "").at("/publications/0");
    }

    private void comment(long id, String words) throws Exception {
        var body = Json.object().put("msgDataId", id).put("index", 1).put("content", words);
        var openId = sandbox.phones(1).get(0).openId();
        control("POST", "/followers/" + openId + "/comments", body.toString());
    }

    private JsonNode readers(String body) throws Exception {
        long id = publication().path("msgDataId").asLong();
        return control("POST", "/publications/" + id + "/reading", body);
    }

    private void onlyRealReaders() throws Exception {
        control("PATCH", "", "{\"switches\":{\"onlyRealReaders\":true}}");
    }

    private JsonNode statistics(String call) throws Exception {
        caller.withToken();
        return caller.post(
                        "/datacube/" + call,
                        "{\"begin_date\":\"%s\",\"end_date\":\"%s\"}".formatted(DAY, DAY))
                .at("/list/0");
    }

    private JsonNode control(String method, String path, String body) throws Exception {
        return caller.control(method, "/accounts/" + sandbox.account().appId() + path, body);
    }

    /** As a browser does: the same address on the sandbox, without its fragment. */
    private HttpResponse<String> open(String url) throws Exception {
        return caller.get(
                url.replaceFirst("^http://mp\\.weixin\\.qq\\.com", "").replaceFirst("#.*", ""));
    }
}
