package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.world.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a mass text may say. */
final class TextRules {

    private static final int MAX_BYTES = 2048;
    private static final Pattern TAG_START = Pattern.compile("<a\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANCHOR =
            Pattern.compile("<a\\s([^<>]{0,2048})>([^<]{0,2048})</a>", Pattern.CASE_INSENSITIVE);
    private static final Pattern HREF =
            Pattern.compile("(?:^|\\s)href\\s*=\\s*[\"']?([^\"'\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MINI_PROGRAM =
            Pattern.compile("data-miniprogram-appid\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern ARTICLE = Pattern.compile("https?://mp\\.weixin\\.qq\\.com/s.*");

    private TextRules() {}

    static void require(String text, boolean externalLinksAllowed) {
        if (text.isEmpty()) {
            throw Refusal.of(44004, "the text is not empty", "\"\"", "some text");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw Refusal.of(45002, "at most 2048 bytes of text", bytes + " bytes", "less text")
                    .assumed();
        }
        requireLegalLinks(text, externalLinksAllowed);
    }

    private static void requireLegalLinks(String text, boolean externalLinksAllowed) {
        long starts = TAG_START.matcher(text).results().count();
        var anchors = ANCHOR.matcher(text).results().toList();
        if (anchors.size() != starts) {
            throw Refusal.of(
                    40213, "every <a> is closed", starts + " opened", "<a href=\"…\">text</a>");
        }
        for (var anchor : anchors) {
            if (anchor.group(2).isBlank()) {
                throw Refusal.of(40214, "a link has a text", anchor.group(), "a text inside <a>");
            }
            requireLegalTarget(anchor.group(1), externalLinksAllowed);
        }
    }

    private static void requireLegalTarget(String attributes, boolean externalLinksAllowed) {
        var href = HREF.matcher(attributes);
        var target = href.find() ? href.group(1) : "";
        if (MINI_PROGRAM.matcher(attributes).find()) {
            throw Refusal.of(
                            45086,
                            "the mini program is linked with the account",
                            attributes.strip(),
                            "a linked mini program; this sandbox has none")
                    .observed();
        }
        var allowed = target.isEmpty() || externalLinksAllowed || ARTICLE.matcher(target).matches();
        if (!allowed) {
            throw Refusal.of(
                            40066,
                            "a mass text links to articles only, since April 2020",
                            target,
                            "no <a>, an article of mp.weixin.qq.com, or the bare address")
                    .observed();
        }
    }
}
