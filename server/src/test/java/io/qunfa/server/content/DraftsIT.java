package io.qunfa.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.Article;
import io.qunfa.client.CommentRule;
import io.qunfa.client.MediaId;
import io.qunfa.client.MediaKind;
import io.qunfa.client.Upload;
import io.qunfa.client.WeChat;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.testing.SamplePictures;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The draft box, against the sandbox. */
@ServerTest
final class DraftsIT {

    private final Stage stage;
    private final Drafts drafts;
    private final WeChat wechat;

    DraftsIT(@Autowired Stages stages, @Autowired Drafts drafts, @Autowired Accounts accounts) {
        this.stage = stages.withFollowers(1);
        this.drafts = drafts;
        this.wechat = accounts.wechat(account());
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void the_box_is_listed_in_pages_without_the_texts() {
        var written = IntStream.range(0, 3).mapToObj(i -> wechat.drafts().add(articles("No " + i)));
        assertThat(written.toList()).hasSize(3);

        var first = stage.operator().get(stage.path("/drafts?limit=2")).json();
        var second = stage.operator().get(stage.path("/drafts?limit=2&offset=2")).json();

        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(first.path("next").asInt()).isEqualTo(2);
        assertThat(first.at("/items/0/articles/0/title").asString()).isNotBlank();
        assertThat(first.at("/items/0/articles/0/content").isNull()).isTrue();
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void a_draft_is_told_with_everything_in_its_articles() {
        var cover = cover();
        var draft = wechat.drafts().add(List.of(article("Spring", "<p>Tea</p>", cover)));

        var told = stage.operator().get(stage.path("/drafts/" + draft)).json();

        var article = told.at("/articles/0");
        assertThat(article.path("kind").asString()).isEqualTo("article");
        assertThat(article.path("title").asString()).isEqualTo("Spring");
        assertThat(article.path("author").asString()).isEqualTo("Li");
        assertThat(article.path("digest").asString()).isEqualTo("In short");
        assertThat(article.path("content").asString()).contains("Tea");
        assertThat(article.path("sourceUrl").asString()).isEqualTo("https://example.com/tea");
        assertThat(article.path("coverId").asString()).isEqualTo(cover.value());
        assertThat(article.path("comments").asString()).isEqualTo("followers");
        assertThat(article.path("previewUrl").asString()).startsWith("http");
    }

    @Test
    void the_fingerprint_changes_with_what_readers_see_and_with_nothing_else() {
        var cover = cover();
        var draft = wechat.drafts().add(List.of(article("Spring", "<p>Tea</p>", cover)));
        var before = drafts.find(account(), draft).orElseThrow().fingerprint();

        stage.pass(Duration.ofMinutes(5));
        wechat.drafts().update(draft, 0, article("Spring", "<p>Tea</p>", cover));
        assertThat(drafts.find(account(), draft).orElseThrow().fingerprint()).isEqualTo(before);
        assertThat(drafts.page(account(), 0, 1).drafts().getFirst().fingerprint())
                .isEqualTo(before);

        wechat.drafts().update(draft, 0, article("Spring", "<p>More tea</p>", cover));
        assertThat(drafts.find(account(), draft).orElseThrow().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void a_draft_that_is_gone_is_not_there() {
        var draft = wechat.drafts().add(articles("Soon gone"));
        assertThat(drafts.exists(account(), draft)).isTrue();

        wechat.drafts().delete(draft);

        assertThat(drafts.exists(account(), draft)).isFalse();
        assertThat(stage.operator().get(stage.path("/drafts/" + draft)).status()).isEqualTo(404);
    }

    @Test
    void a_refusal_is_told_with_what_the_platform_said() {
        stage.refuseOnce("/cgi-bin/draft/batchget", 48001);

        var answer = stage.operator().with("Accept-Language", "zh-CN").get(stage.path("/drafts"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("platform-permission");
        assertThat(answer.json().path("detail").asString()).contains("48001");
    }

    @Test
    void a_draft_is_written_with_a_picture_pasted_into_its_text() {
        var html =
                "<p>Tea</p><img src=\"data:image/png;base64,%s\">"
                        .formatted(Base64.getEncoder().encodeToString(SamplePictures.png(8, 8)));

        var written = write(form("Spring", html));

        assertThat(written.status()).as(written.text()).isEqualTo(201);
        assertThat(written.json().at("/articles/0/content").asString())
                .contains("data-src=\"http://mmbiz.qpic.cn/");
    }

    @Test
    void what_the_platform_would_refuse_is_told_before_and_not_sent() {
        var articles = Map.of("articles", List.of(form("", "<script>x()</script>a")));

        var check = stage.operator().post(stage.path("/drafts/check"), articles);
        var refused = stage.operator().post(stage.path("/drafts"), articles);

        assertThat(check.json().at("/articles/0/findings/0/code").asString())
                .isEqualTo("title-empty");
        assertThat(check.json().at("/articles/0/findings/0/title").asString()).isNotBlank();
        assertThat(refused.code()).isEqualTo("draft-has-errors");
        assertThat(refused.json().at("/parameters/codes").asString()).contains("article-script");
        assertThat(refused.json().path("detail").asString())
                .contains(check.json().at("/articles/0/findings/0/title").asString())
                .doesNotContain("title-empty");
        assertThat(wechat.drafts().count()).isZero();
    }

    @Test
    void a_draft_is_changed_and_deleted_only_as_it_was_seen() {
        var draft = write(form("Spring", "<p>Tea</p>")).json();
        var path = "/drafts/" + draft.path("id").asString();
        var seen = draft.path("fingerprint").asString();

        var changed = change(path, seen, form("Summer", "<p>Ice</p>"));
        var late = change(path, seen, form("Autumn", "<p>Tea</p>"));
        var deletedLate = stage.operator().delete(stage.path(path + "?fingerprint=" + seen));

        assertThat(changed.json().at("/articles/0/title").asString()).isEqualTo("Summer");
        assertThat(late.code()).isEqualTo("draft-changed");
        assertThat(deletedLate.code()).isEqualTo("draft-changed");

        var now = changed.json().path("fingerprint").asString();
        var deleted = stage.operator().delete(stage.path(path + "?fingerprint=" + now));
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(wechat.drafts().count()).isZero();
    }

    private Answer write(Map<String, Object> article) {
        return stage.operator().post(stage.path("/drafts"), Map.of("articles", List.of(article)));
    }

    private Answer change(String path, String fingerprint, Map<String, Object> article) {
        return stage.operator()
                .put(
                        stage.path(path + "/articles/0"),
                        Map.of("fingerprint", fingerprint, "article", article));
    }

    private Map<String, Object> form(String title, String content) {
        return Map.of("title", title, "content", content, "coverId", cover().value());
    }

    private List<Article> articles(String title) {
        return List.of(article(title, "<p>Hello</p>", cover()));
    }

    private static Article article(String title, String content, MediaId cover) {
        return new Article.News(
                title,
                "Li",
                "In short",
                content,
                "https://example.com/tea",
                cover,
                CommentRule.FOLLOWERS,
                "",
                "");
    }

    private MediaId cover() {
        var picture = Upload.of("cover.png", SamplePictures.png(90, 50));
        return wechat.materials().add(MediaKind.IMAGE, picture).mediaId();
    }

    private AccountId account() {
        return AccountId.of(stage.accountId());
    }
}
