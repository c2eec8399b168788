package io.qunfa.server.reply;

import io.qunfa.client.MediaId;
import io.qunfa.client.WebsiteReplies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The automatic replies of the platform's website as rules, and what of them no rule can express.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/notify/autoreplies/api_getcurrentautoreplyinfo.html">获取自动回复规则,
 *     state of November 2026</a>
 */
final class WebsiteRules {

    /** What the website calls the replies that have no name there. */
    private static final String ON_FOLLOW = "被关注回复";

    private static final String OTHERWISE = "收到消息回复";

    /** Of a video it may be an address instead, as on the platform's page. */
    private static final Pattern MEDIA_ID = Pattern.compile("[\\w-]{1,512}");

    private final List<Found> rules = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    private WebsiteRules() {}

    /**
     * A rule of the website.
     *
     * @param origin where it was found, the same whenever it is read
     */
    record Found(String origin, Rule.Content content) {}

    /**
     * Something that is not as it was on the website.
     *
     * @param rule its name
     * @param code what is different, a key of the texts
     */
    record LeftOut(String rule, String code, Map<String, Object> details) {}

    static WebsiteRules of(WebsiteReplies.Current website) {
        var found = new WebsiteRules();
        website.onFollow()
                .ifPresent(
                        reply ->
                                found.add(
                                        ON_FOLLOW,
                                        "follow",
                                        website.followOpen(),
                                        new Trigger.Follow(),
                                        List.of(reply)));
        website.rules().forEach(rule -> found.addKeywords(rule, website.messagesOpen()));
        website.otherwise()
                .ifPresent(
                        reply ->
                                found.add(
                                        OTHERWISE,
                                        "fallback",
                                        website.messagesOpen(),
                                        new Trigger.Fallback(),
                                        List.of(reply)));
        return found;
    }

    List<Found> rules() {
        return List.copyOf(rules);
    }

    List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    private void addKeywords(WebsiteReplies.Rule rule, boolean open) {
        var keywords =
                rule.keywords().stream()
                        .filter(keyword -> isUsable(rule, keyword))
                        .map(WebsiteRules::keyword)
                        .toList();
        if (keywords.size() > RuleForms.MAX_KEYWORDS) {
            leave(rule.name(), "too-many-keywords", Map.of("most", RuleForms.MAX_KEYWORDS));
        }
        if (rule.replies().size() > 1) {
            leave(
                    rule.name(),
                    rule.all() ? "first-reply-of-all" : "first-reply-of-one",
                    Map.of("count", rule.replies().size()));
        }
        if (!keywords.isEmpty()) {
            var kept = keywords.stream().limit(RuleForms.MAX_KEYWORDS).toList();
            add(rule.name(), origin(kept), open, new Trigger.Keywords(kept), rule.replies());
        }
    }

    private boolean isUsable(WebsiteReplies.Rule rule, WebsiteReplies.Keyword keyword) {
        if (keyword.content().isBlank()) {
            return false;
        }
        if (keyword.content().length() > RuleForms.LONGEST_KEYWORD) {
            leave(
                    rule.name(),
                    "long-keyword",
                    Map.of("keyword", keyword.content(), "most", RuleForms.LONGEST_KEYWORD));
            return false;
        }
        return true;
    }

    private static Keyword keyword(WebsiteReplies.Keyword keyword) {
        return new Keyword(
                keyword.content().strip(),
                keyword.exact() ? Keyword.Match.EXACT : Keyword.Match.CONTAINS);
    }

    private static String origin(List<Keyword> keywords) {
        return keywords.stream()
                .map(keyword -> keyword.match() + " " + keyword.text())
                .sorted()
                .reduce("keywords", (all, next) -> all + "\n" + next);
    }

    private void add(
            String name,
            String origin,
            boolean open,
            Trigger trigger,
            List<WebsiteReplies.Reply> replies) {
        var answer = replies.stream().flatMap(reply -> answer(name, reply).stream()).findFirst();
        answer.ifPresent(
                found ->
                        rules.add(
                                new Found(
                                        origin,
                                        new Rule.Content(
                                                shortened(name),
                                                open && !isTemporary(found),
                                                trigger,
                                                found))));
    }

    private static String shortened(String name) {
        var text = name.isBlank() ? "-" : name.strip();
        return text.length() <= RuleForms.LONGEST_NAME
                ? text
                : text.substring(0, text.offsetByCodePoints(0, RuleForms.LONGEST_NAME / 2));
    }

    private Optional<Answer> answer(String rule, WebsiteReplies.Reply reply) {
        return switch (reply.type()) {
            case "text" -> text(rule, reply.content());
            case "img", "image" -> media(rule, reply).map(Answer.Image::new);
            case "voice" -> media(rule, reply).map(Answer.Voice::new);
            case "video" ->
                    media(rule, reply)
                            .map(media -> new Answer.Video(media, "", "", Optional.empty()));
            case "news" -> article(rule, reply.articles());
            default -> {
                leave(rule, "unknown-kind", Map.of("kind", reply.type()));
                yield Optional.empty();
            }
        };
    }

    private Optional<Answer> text(String rule, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8).length;
        if (content.isBlank() || bytes > Answer.MAX_TEXT_BYTES) {
            leave(
                    rule,
                    content.isBlank() ? "empty-text" : "long-text",
                    Map.of("bytes", bytes, "most", Answer.MAX_TEXT_BYTES));
            return Optional.empty();
        }
        return Optional.of(new Answer.Text(content));
    }

    /** The platform keeps what it names here for three days. */
    private Optional<MediaId> media(String rule, WebsiteReplies.Reply reply) {
        if (!MEDIA_ID.matcher(reply.content()).matches()) {
            leave(rule, "no-media", Map.of("kind", reply.type()));
            return Optional.empty();
        }
        leave(rule, "temporary-media", Map.of("kind", reply.type()));
        return Optional.of(new MediaId(reply.content()));
    }

    private static boolean isTemporary(Answer answer) {
        return switch (answer) {
            case Answer.Image _, Answer.Voice _, Answer.Video _, Answer.Music _ -> true;
            case Answer.Text _, Answer.Links _, Answer.HandOver _ -> false;
        };
    }

    /** The platform takes a single article in the answer to a message. */
    private Optional<Answer> article(String rule, List<WebsiteReplies.Article> articles) {
        if (articles.isEmpty()) {
            leave(rule, "no-article", Map.of());
            return Optional.empty();
        }
        if (articles.size() > 1) {
            leave(rule, "first-article", Map.of("count", articles.size()));
        }
        var first = articles.getFirst();
        return Optional.of(
                new Answer.Links(
                        List.of(
                                new Answer.Link(
                                        first.title(),
                                        first.digest(),
                                        first.coverUrl(),
                                        first.url()))));
    }

    private void leave(String rule, String code, Map<String, Object> details) {
        leftOut.add(new LeftOut(rule, code, details));
    }
}
