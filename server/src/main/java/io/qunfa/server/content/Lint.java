package io.qunfa.server.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the platform, or a follower's eye, would object to in a message. Pure. */
public final class Lint {

    /**
     * Above this the platform answers 45002. Undocumented for mass messages; the neighbouring kinds
     * stop at 2047 and 2048 bytes.
     */
    static final int MAX_BYTES = 2048;

    /** The website's own editor takes no more. */
    static final int COMFORTABLE_CHARACTERS = 600;

    private Lint() {}

    /** Of a message by itself; what is to be said of a draft, {@link Drafts#check} knows. */
    public static List<Finding> check(Message message) {
        return switch (message) {
            case Message.Text text -> text(text.content());
            case Message.Article _ -> List.of();
        };
    }

    private static List<Finding> text(String content) {
        if (content.isBlank()) {
            return List.of(Finding.error("text-empty", Map.of()));
        }
        var bytes = content.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            return List.of(
                    Finding.error("text-too-long", Map.of("bytes", bytes, "limit", MAX_BYTES)));
        }
        var findings = new ArrayList<>(unreadable(content));
        var characters = content.codePointCount(0, content.length());
        if (characters > COMFORTABLE_CHARACTERS) {
            findings.add(
                    Finding.warning(
                            "text-long",
                            Map.of("characters", characters, "limit", COMFORTABLE_CHARACTERS)));
        }
        findings.addAll(Links.check(content));
        return List.copyOf(findings);
    }

    /** Characters that a phone cannot show, or that would turn into others on the way. */
    private static List<Finding> unreadable(String content) {
        return content.codePoints()
                .distinct()
                .mapToObj(Lint::unreadable)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Finding> unreadable(int character) {
        Map<String, Object> name = Map.of("character", "U+%04X".formatted(character));
        if (Character.getType(character) == Character.SURROGATE) {
            return Optional.of(Finding.error("text-broken-character", name));
        }
        if (Character.isISOControl(character) && character != '\n' && character != '\t') {
            return Optional.of(Finding.error("text-control-character", name));
        }
        return Optional.empty();
    }
}
