package io.qunfa.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The automatic replies that were set up on the platform's website. The platform gives none of them
 * while pushes go to a callback, so read them before that is enabled.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/notify/autoreplies/api_getcurrentautoreplyinfo.html">获取自动回复规则,
 *     state of November 2026</a>
 */
public final class WebsiteReplies {

    private final Api api;

    WebsiteReplies(Api api) {
        this.api = api;
    }

    /** Everything that is set up. */
    public Current current() {
        var answer = api.get("/cgi-bin/get_current_autoreply_info", Query.NONE, JsonNode.class);
        return new Current(
                answer.path("is_add_friend_reply_open").asInt(0) == 1,
                reply(answer.path("add_friend_autoreply_info")),
                answer.path("is_autoreply_open").asInt(0) == 1,
                reply(answer.path("message_default_autoreply_info")),
                rules(answer.path("keyword_autoreply_info").path("list")));
    }

    private static Optional<Reply> reply(JsonNode json) {
        return json.isObject()
                ? Optional.of(
                        new Reply(
                                text(json, "type"),
                                text(json, "content"),
                                articles(json.path("news_info").path("list"))))
                : Optional.empty();
    }

    private static List<Article> articles(JsonNode list) {
        return list.valueStream()
                .map(
                        article ->
                                new Article(
                                        text(article, "title"),
                                        text(article, "digest"),
                                        text(article, "cover_url"),
                                        text(article, "content_url")))
                .toList();
    }

    private static List<Rule> rules(JsonNode list) {
        var rules = new ArrayList<Rule>();
        for (var rule : list) {
            var keywords = new ArrayList<Keyword>();
            for (var keyword : rule.path("keyword_list_info")) {
                keywords.add(
                        new Keyword(
                                text(keyword, "content"),
                                text(keyword, "match_mode").equals("equal")));
            }
            var replies = new ArrayList<Reply>();
            rule.path("reply_list_info").forEach(each -> reply(each).ifPresent(replies::add));
            var all = text(rule, "reply_mode").equals("reply_all");
            rules.add(new Rule(text(rule, "rule_name"), keywords, replies, all));
        }
        return rules;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    /**
     * What is set up.
     *
     * @param followOpen whether new followers are answered
     * @param messagesOpen whether messages are answered, by keyword or otherwise
     * @param otherwise what a message gets that no rule matches
     */
    public record Current(
            boolean followOpen,
            Optional<Reply> onFollow,
            boolean messagesOpen,
            Optional<Reply> otherwise,
            List<Rule> rules) {
        public Current {
            rules = List.copyOf(rules);
        }
    }

    /**
     * One answer.
     *
     * @param type {@code text}, {@code img}, {@code voice}, {@code video}, {@code news}, or what
     *     the platform adds
     * @param content the text, or the id of a media, which is temporary unless it is {@code news}
     * @param articles of {@code news}
     */
    public record Reply(String type, String content, List<Article> articles) {
        public Reply {
            articles = articles == null ? List.of() : List.copyOf(articles);
        }

        /** An answer that is not articles. */
        public Reply(String type, String content) {
            this(type, content, List.of());
        }
    }

    /** One article of {@code news}, as far as it shows in the chat. */
    public record Article(String title, String digest, String coverUrl, String url) {}

    /**
     * What some keywords are answered with.
     *
     * @param all whether all replies are given, and not one of them by chance
     */
    public record Rule(String name, List<Keyword> keywords, List<Reply> replies, boolean all) {
        public Rule {
            keywords = List.copyOf(keywords);
            replies = List.copyOf(replies);
        }
    }

    /**
     * What a message is looked through for.
     *
     * @param exact whether it has to be the whole message
     */
    public record Keyword(String content, boolean exact) {}
}
