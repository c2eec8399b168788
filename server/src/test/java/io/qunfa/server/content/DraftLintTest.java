package io.qunfa.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.CommentRule;
import io.qunfa.client.MediaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DraftLintTest {

    private static final Optional<MediaId> COVER = Optional.of(new MediaId("cover"));
    private static final String LINK = "<a href=\"%s\">there</a>";
    private static final String CARD =
            "<mp-common-miniprogram data-miniprogram-appid=\"wx0123\" data-miniprogram-path=\"a\""
                    + " data-miniprogram-type=\"card\"></mp-common-miniprogram>";

    @Test
    void what_lies_in_the_box_and_is_good_has_no_findings() {
        assertThat(check(article("Tea", "<p>Hello</p>", COVER))).isEmpty();
    }

    @Test
    void what_the_platform_has_taken_is_doubted_and_not_refused() {
        var home = LINK.formatted("https://mp.weixin.qq.com/mp/profile_ext?action=home");
        var doubtful = article("x".repeat(70), home + "<script>x</script>" + CARD, COVER);

        var findings = check(doubtful);

        assertThat(findings.stream().map(Finding::code))
                .containsExactlyInAnyOrder(
                        "title-too-long",
                        "article-link-home-page",
                        "article-script",
                        "link-to-mini-program");
        assertThat(findings).noneMatch(Finding::isError);
    }

    @Test
    void what_no_send_carries_is_an_error() {
        assertThat(check(article("Tea", "<p>Hello</p>", Optional.empty())))
                .containsExactly(Finding.error("cover-missing", Map.of()));
        assertThat(check(pictures("<p>bold</p>", 0)))
                .containsExactly(
                        Finding.error("pictures-missing", Map.of()),
                        Finding.warning("picture-post-html", Map.of("tag", "<p>")));
        assertThat(check(pictures("plain", 21)))
                .containsExactly(
                        Finding.warning("pictures-many", Map.of("count", 21, "limit", 20)));
    }

    @Test
    void pictures_that_are_not_the_platforms_are_named() {
        var html =
                "<img src=\"data:image/png;base64,AAAA\"><img src=\"https://example.com/a.png\">";

        assertThat(check(article("Tea", html, COVER)))
                .containsExactly(
                        Finding.warning("article-picture-external", Map.of("address", "data:…")),
                        Finding.warning(
                                "article-picture-external",
                                Map.of("address", "https://example.com/a.png")));
    }

    @Test
    void findings_name_their_article_and_do_not_make_a_crowd() {
        var links =
                IntStream.range(0, 10)
                        .mapToObj(n -> LINK.formatted("https://example.com/" + n))
                        .collect(Collectors.joining());

        var findings =
                check(article("Tea", "<p>Hello</p>", COVER), article("Dessert", links, COVER));

        assertThat(findings).hasSize(DraftLint.MOST_OF_A_KIND + 1);
        assertThat(findings)
                .allMatch(
                        finding -> Integer.valueOf(2).equals(finding.parameters().get("article")));
        assertThat(findings.getLast().parameters()).containsEntry("count", 7);
    }

    private static List<Finding> check(DraftArticle... articles) {
        return DraftLint.check(
                new Draft(new MediaId("draft"), Optional.empty(), List.of(articles)));
    }

    private static DraftArticle article(String title, String html, Optional<MediaId> cover) {
        return draft(DraftArticle.Kind.ARTICLE, title, html, cover, 0);
    }

    private static DraftArticle pictures(String text, int count) {
        return draft(DraftArticle.Kind.PICTURE_POST, "Tea", text, Optional.empty(), count);
    }

    private static DraftArticle draft(
            DraftArticle.Kind kind,
            String title,
            String content,
            Optional<MediaId> cover,
            int pictures) {
        return new DraftArticle(
                kind,
                title,
                "",
                "",
                content,
                "",
                cover,
                "",
                "",
                CommentRule.NOBODY,
                IntStream.range(0, pictures).mapToObj(n -> new MediaId("picture" + n)).toList());
    }
}
