package io.qunfa.server.reply;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.qunfa.client.MediaId;
import io.qunfa.server.http.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules as JSON, in requests, in answers and in the database: flat, told apart by {@code kind},
 * with null for what a kind does not have.
 */
final class RuleForms {

    static final int LONGEST_NAME = 60;
    static final int MAX_KEYWORDS = 50;
    static final int LONGEST_KEYWORD = 100;

    private static final int LONGEST_KEY = 128;
    private static final int MOST_LINKS = 8;
    private static final int LONGEST_ADDRESS = 2048;

    private RuleForms() {}

    /**
     * @param match exact, contains or pattern
     */
    record KeywordForm(@Nullable String text, @Nullable String match) {}

    /**
     * When a rule answers.
     *
     * @param kind follow, keywords, message, menu_click, scan or fallback
     * @param messageKinds of message: text, image, voice, video, location, link
     * @param key of menu_click
     * @param scene of scan; null for any code
     */
    record TriggerForm(
            @Nullable String kind,
            @Nullable List<KeywordForm> keywords,
            @Nullable List<String> messageKinds,
            @Nullable String key,
            @Nullable String scene) {

        static TriggerForm of(Trigger trigger) {
            return switch (trigger) {
                case Trigger.Follow _ -> new TriggerForm("follow", null, null, null, null);
                case Trigger.Fallback _ -> new TriggerForm("fallback", null, null, null, null);
                case Trigger.Keywords(var keywords) ->
                        new TriggerForm(
                                "keywords",
                                keywords.stream()
                                        .map(k -> new KeywordForm(k.text(), word(k.match())))
                                        .toList(),
                                null,
                                null,
                                null);
                case Trigger.Message(var kinds) ->
                        new TriggerForm(
                                "message",
                                null,
                                kinds.stream().sorted().map(RuleForms::word).toList(),
                                null,
                                null);
                case Trigger.MenuClick(var key) ->
                        new TriggerForm("menu_click", null, null, key, null);
                case Trigger.Scan(var scene) ->
                        new TriggerForm("scan", null, null, null, scene.orElse(null));
            };
        }

        Trigger trigger() {
            return switch (required("trigger.kind", kind)) {
                case "follow" -> new Trigger.Follow();
                case "fallback" -> new Trigger.Fallback();
                case "keywords" -> new Trigger.Keywords(keywordList());
                case "message" -> new Trigger.Message(kinds());
                case "menu_click" ->
                        new Trigger.MenuClick(limited("trigger.key", key, LONGEST_KEY));
                case "scan" ->
                        new Trigger.Scan(
                                Optional.ofNullable(scene)
                                        .map(String::strip)
                                        .filter(text -> !text.isEmpty()));
                default -> throw unknown("trigger.kind", kind);
            };
        }

        private List<Keyword> keywordList() {
            var list = Objects.requireNonNullElse(keywords, List.<KeywordForm>of());
            requireCount("trigger.keywords", list.size(), MAX_KEYWORDS);
            return list.stream().map(TriggerForm::keyword).toList();
        }

        private static Keyword keyword(KeywordForm form) {
            var field = "trigger.keywords";
            var text = limited(field, form.text(), LONGEST_KEYWORD);
            var match = constant(Keyword.Match.class, field, form.match());
            if (match == Keyword.Match.PATTERN) {
                requirePattern(field, text);
            }
            return new Keyword(text, match);
        }

        private EnumSet<Trigger.MessageKind> kinds() {
            var words = Objects.requireNonNullElse(messageKinds, List.<String>of());
            requireCount("trigger.messageKinds", words.size(), Trigger.MessageKind.values().length);
            var kinds = EnumSet.noneOf(Trigger.MessageKind.class);
            words.forEach(
                    word ->
                            kinds.add(
                                    constant(
                                            Trigger.MessageKind.class,
                                            "trigger.messageKinds",
                                            word)));
            return kinds;
        }
    }

    record LinkForm(
            @Nullable String title,
            @Nullable String description,
            @Nullable String pictureUrl,
            @Nullable String url) {}

    /**
     * What is answered.
     *
     * @param kind text, image, voice, video, music, links or hand_over
     * @param content of text
     * @param mediaId of image, voice and video
     * @param thumbId of music; of video only for messages to one follower
     * @param items of links
     * @param agent of hand_over; null for whoever is free
     */
    record AnswerForm(
            @Nullable String kind,
            @Nullable String content,
            @Nullable String mediaId,
            @Nullable String thumbId,
            @Nullable String title,
            @Nullable String description,
            @Nullable String url,
            @Nullable String hqUrl,
            @Nullable List<LinkForm> items,
            @Nullable String agent) {

        private static AnswerForm media(String kind, MediaId media) {
            return new AnswerForm(
                    kind, null, media.value(), null, null, null, null, null, null, null);
        }

        static AnswerForm of(Answer answer) {
            return switch (answer) {
                case Answer.Text(var content) ->
                        new AnswerForm(
                                "text", content, null, null, null, null, null, null, null, null);
                case Answer.Image(var media) -> media("image", media);
                case Answer.Voice(var media) -> media("voice", media);
                case Answer.Video(var media, var title, var description, var thumb) ->
                        new AnswerForm(
                                "video",
                                null,
                                media.value(),
                                thumb.map(MediaId::value).orElse(null),
                                title,
                                description,
                                null,
                                null,
                                null,
                                null);
                case Answer.Music(var title, var description, var url, var hqUrl, var thumb) ->
                        new AnswerForm(
                                "music",
                                null,
                                null,
                                thumb.value(),
                                title,
                                description,
                                url,
                                hqUrl,
                                null,
                                null);
                case Answer.Links(var items) ->
                        new AnswerForm(
                                "links",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                items.stream().map(AnswerForm::form).toList(),
                                null);
                case Answer.HandOver(var agent) ->
                        new AnswerForm(
                                "hand_over",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                agent.orElse(null));
            };
        }

        private static LinkForm form(Answer.Link link) {
            return new LinkForm(link.title(), link.description(), link.pictureUrl(), link.url());
        }

        Answer answer() {
            return switch (required("answer.kind", kind)) {
                case "text" -> new Answer.Text(text());
                case "image" -> new Answer.Image(mediaOf("answer.mediaId", mediaId));
                case "voice" -> new Answer.Voice(mediaOf("answer.mediaId", mediaId));
                case "video" ->
                        new Answer.Video(
                                mediaOf("answer.mediaId", mediaId),
                                orEmpty(title),
                                orEmpty(description),
                                Optional.ofNullable(thumbId)
                                        .filter(id -> !id.isBlank())
                                        .map(id -> mediaOf("answer.thumbId", id)));
                case "music" ->
                        new Answer.Music(
                                orEmpty(title),
                                orEmpty(description),
                                addressOrEmpty("answer.url", url),
                                addressOrEmpty("answer.hqUrl", hqUrl),
                                mediaOf("answer.thumbId", thumbId));
                case "links" -> new Answer.Links(links());
                case "hand_over" ->
                        new Answer.HandOver(
                                Optional.ofNullable(agent)
                                        .map(String::strip)
                                        .filter(text -> !text.isEmpty()));
                default -> throw unknown("answer.kind", kind);
            };
        }

        private String text() {
            var text = orEmpty(content).replace("\r\n", "\n");
            if (text.isBlank()) {
                throw Problem.invalid("answer.content", "required");
            }
            var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (bytes > Answer.MAX_TEXT_BYTES) {
                throw Problem.invalid(
                        "answer.content",
                        "too-many-bytes",
                        Map.of("bytes", bytes, "limitBytes", Answer.MAX_TEXT_BYTES));
            }
            return text;
        }

        private List<Answer.Link> links() {
            var list = Objects.requireNonNullElse(items, List.<LinkForm>of());
            requireCount("answer.items", list.size(), MOST_LINKS);
            return list.stream()
                    .map(
                            link ->
                                    new Answer.Link(
                                            required("answer.items", link.title()),
                                            orEmpty(link.description()),
                                            addressOrEmpty("answer.items", link.pictureUrl()),
                                            address("answer.items", link.url())))
                    .toList();
        }
    }

    static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid(field, "required");
        }
        return value.strip();
    }

    static String limited(String field, @Nullable String value, int most) {
        var text = required(field, value);
        if (text.length() > most) {
            throw Problem.invalid(field, "length", Map.of("least", 1, "most", most));
        }
        return text;
    }

    private static String orEmpty(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String addressOrEmpty(String field, @Nullable String value) {
        return value == null || value.isBlank() ? "" : address(field, value);
    }

    private static String address(String field, @Nullable String value) {
        var address = limited(field, value, LONGEST_ADDRESS);
        if (!address.toLowerCase(Locale.ROOT).matches("https?://[^\\s]+")) {
            throw Problem.invalid(field, "not-an-address", Map.of("value", address));
        }
        return address;
    }

    private static MediaId mediaOf(String field, @Nullable String value) {
        try {
            return new MediaId(required(field, value));
        } catch (IllegalArgumentException _) {
            throw unknown(field, value);
        }
    }

    private static void requireCount(String field, int count, int most) {
        if (count < 1 || count > most) {
            throw Problem.invalid(field, "count", Map.of("least", 1, "most", most));
        }
    }

    private static void requirePattern(String field, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw Problem.invalid(
                    field, "not-a-pattern", Map.of("value", pattern, "reason", e.getDescription()));
        }
    }

    static <E extends Enum<E>> E constant(Class<E> type, String field, @Nullable String word) {
        for (var constant : type.getEnumConstants()) {
            if (word(constant).equals(word)) {
                return constant;
            }
        }
        throw unknown(field, word);
    }

    private static Problem unknown(String field, @Nullable String value) {
        return Problem.invalid(field, "unknown-value", Map.of("value", String.valueOf(value)));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
