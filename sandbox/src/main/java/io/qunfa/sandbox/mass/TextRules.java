package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.Measure;
import io.qunfa.sandbox.world.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a mass text may say. */
final class TextRules {

    private static final Pattern TAG_START = Pattern.compile("<a\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANCHOR =
            Pattern.compile("<a\\s([^<>]{0,2048})>([^<]{0,2048})</a>", Pattern.CASE_INSENSITIVE);
    private static final Pattern HREF =
            Pattern.compile("(?:^|\\s)href\\s*=\\s*[\"']?([^\"'\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MINI_PROGRAM =
            Pattern.compile(
                    "data-miniprogram-appid\\s*=\\s*[\"']?([^\"'\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ARTICLE = Pattern.compile("https?://mp\\.weixin\\.qq\\.com/s.*");

    private TextRules() {}

    static void require(String text, AccountSettings settings) {
        if (text.isEmpty()) {
            throw Refusal.of(44004, "the text is not empty", "\"\"", "some text");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        int most = settings.measure(Measure.MASS_TEXT_BYTES);
        if (bytes > most) {
            throw Refusal.of(
                            45002,
                            "at most %d bytes of text".formatted(most),
                            bytes + " bytes",
                            "less text; the limit massTextBytes says how much")
                    .assumed();
        }
        requireLegalLinks(text, settings);
    }

    private static void requireLegalLinks(String text, AccountSettings settings) {
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
            requireLegalTarget(anchor.group(1), settings);
        }
    }

    private static void requireLegalTarget(String attributes, AccountSettings settings) {
        var href = HREF.matcher(attributes);
        var target = href.find() ? href.group(1) : "";
        var miniProgram = MINI_PROGRAM.matcher(attributes);
        if (miniProgram.find() && !settings.miniPrograms().contains(miniProgram.group(1))) {
            throw Refusal.of(
                            45086,
                            "the mini program is linked with the account",
                            attributes.strip(),
                            "one of the account's miniPrograms: " + settings.miniPrograms())
                    .observed();
        }
        var allowed =
                target.isEmpty()
                        || settings.switches().externalLinksInText()
                        || ARTICLE.matcher(target).matches();
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
