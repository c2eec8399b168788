package io.qunfa.server.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.MediaId;
import io.qunfa.client.WebsiteReplies;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WebsiteRulesTest {

    @Test
    void what_the_website_says_is_said_on_the_same_occasions() {
        var rules =
                WebsiteRules.of(
                                new WebsiteReplies.Current(
                                        true,
                                        Optional.of(text("谢谢关注")),
                                        true,
                                        Optional.of(text("稍后回复")),
                                        List.of(
                                                keywords(
                                                        List.of(text("9:00–18:00")),
                                                        new WebsiteReplies.Keyword("几点", false),
                                                        new WebsiteReplies.Keyword(" 时间 ", true)))))
                        .rules();

        assertThat(rules)
                .extracting(WebsiteRules.Found::content)
                .containsExactly(
                        rule("被关注回复", true, new Trigger.Follow(), "谢谢关注"),
                        rule(
                                "营业时间",
                                true,
                                new Trigger.Keywords(
                                        List.of(
                                                new Keyword("几点", Keyword.Match.CONTAINS),
                                                new Keyword("时间", Keyword.Match.EXACT))),
                                "9:00–18:00"),
                        rule("收到消息回复", true, new Trigger.Fallback(), "稍后回复"));
    }

    @Test
    void what_the_website_has_switched_off_stays_off() {
        var website =
                new WebsiteReplies.Current(
                        false, Optional.of(text("a")), false, Optional.of(text("b")), List.of());

        assertThat(WebsiteRules.of(website).rules())
                .extracting(found -> found.content().enabled())
                .containsExactly(false, false);
    }

    @Test
    void a_file_that_the_platform_keeps_for_three_days_is_named_and_off() {
        var found = of(new WebsiteReplies.Reply("img", "MEDIA-1"));

        assertThat(found.rules().getFirst().content())
                .isEqualTo(
                        new Rule.Content(
                                "营业时间",
                                false,
                                new Trigger.Keywords(
                                        List.of(new Keyword("几点", Keyword.Match.EXACT))),
                                new Answer.Image(new MediaId("MEDIA-1"))));
        assertThat(codes(found)).containsExactly("temporary-media");
    }

    @Test
    void of_several_replies_the_first_that_can_be_given_is_taken_and_the_rest_named() {
        var found = of(new WebsiteReplies.Reply("hologram", "H"), text("b"), text("c"));

        assertThat(found.rules().getFirst().content().answer()).isEqualTo(new Answer.Text("b"));
        assertThat(codes(found)).containsExactly("first-reply-of-one", "unknown-kind");
    }

    @Test
    void of_several_articles_the_first_is_shown() {
        var article =
                new WebsiteReplies.Article("t", "d", "https://c.example", "https://a.example");

        var found = of(new WebsiteReplies.Reply("news", "M", Collections.nCopies(2, article)));

        assertThat(found.rules().getFirst().content().answer())
                .isEqualTo(
                        new Answer.Links(
                                List.of(
                                        new Answer.Link(
                                                "t",
                                                "d",
                                                "https://c.example",
                                                "https://a.example"))));
        assertThat(codes(found)).containsExactly("first-article");
    }

    @Test
    void what_no_rule_can_express_is_named_and_nothing_else() {
        assertThat(codes(of(text("茶".repeat(683))))).containsExactly("long-text");
        assertThat(codes(of(text(" ")))).containsExactly("empty-text");
        assertThat(codes(of(new WebsiteReplies.Reply("video", "http://v.example/1"))))
                .containsExactly("no-media");
        assertThat(codes(of(new WebsiteReplies.Reply("news", "M")))).containsExactly("no-article");
        assertThat(of(text(" ")).rules()).isEmpty();
    }

    @Test
    void keywords_beyond_the_limits_are_named() {
        var found =
                WebsiteRules.of(
                        website(
                                keywords(
                                        List.of(text("a")),
                                        Collections.nCopies(
                                                        51, new WebsiteReplies.Keyword("k", true))
                                                .toArray(WebsiteReplies.Keyword[]::new))));

        assertThat(codes(found)).containsExactly("too-many-keywords");
        assertThat(
                        codes(
                                WebsiteRules.of(
                                        website(
                                                keywords(
                                                        List.of(text("a")),
                                                        new WebsiteReplies.Keyword(
                                                                "长".repeat(101), true))))))
                .containsExactly("long-keyword");
    }

    private static WebsiteRules of(WebsiteReplies.Reply... replies) {
        return WebsiteRules.of(
                website(keywords(List.of(replies), new WebsiteReplies.Keyword("几点", true))));
    }

    private static WebsiteReplies.Current website(WebsiteReplies.Rule rule) {
        return new WebsiteReplies.Current(
                false, Optional.empty(), true, Optional.empty(), List.of(rule));
    }

    private static WebsiteReplies.Rule keywords(
            List<WebsiteReplies.Reply> replies, WebsiteReplies.Keyword... keywords) {
        return new WebsiteReplies.Rule("营业时间", List.of(keywords), replies, false);
    }

    private static WebsiteReplies.Reply text(String content) {
        return new WebsiteReplies.Reply("text", content);
    }

    private static Rule.Content rule(
            String name, boolean enabled, Trigger trigger, String content) {
        return new Rule.Content(name, enabled, trigger, new Answer.Text(content));
    }

    private static List<String> codes(WebsiteRules found) {
        return found.leftOut().stream().map(WebsiteRules.LeftOut::code).toList();
    }
}
