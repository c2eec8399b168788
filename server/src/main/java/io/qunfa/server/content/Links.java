package io.qunfa.server.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The links in a mass text. Since 2020 the platform refuses links that leave it (40066), and it
 * refuses tags that it cannot read (40213) or that show nothing (40214).
 */
final class Links {

    private static final Pattern OPENING = Pattern.compile("(?i)<a(?=[\\s>])");
    private static final Pattern LINK = Pattern.compile("(?is)<a(\\s[^>]*)?>(.*?)</a\\s*>");

    private Links() {}

    static List<Finding> check(String content) {
        var findings = new ArrayList<Finding>();
        var opening = OPENING.matcher(content);
        var link = LINK.matcher(content);
        var from = 0;
        while (opening.find(from)) {
            if (!link.find(opening.start()) || link.start() != opening.start()) {
                findings.add(
                        Finding.error(
                                "link-broken", Map.of("tag", excerpt(content, opening.start()))));
                break;
            }
            judge(Optional.ofNullable(link.group(1)).orElse(""), link.group(2))
                    .ifPresent(findings::add);
            from = link.end();
        }
        return findings;
    }

    private static Optional<Finding> judge(String attributes, String text) {
        var address = attribute(attributes, "href").orElse("");
        var miniProgram = attribute(attributes, "data-miniprogram-appid");
        if (text.isBlank()) {
            return Optional.of(Finding.error("link-without-text", Map.of("address", address)));
        }
        if (!address.isEmpty()) {
            return Optional.of(
                    isArticle(address)
                            ? Finding.note("link-to-article", Map.of("address", address))
                            : Finding.error("link-external", Map.of("address", address)));
        }
        return Optional.of(
                miniProgram
                        .map(
                                appId ->
                                        Finding.warning(
                                                "link-to-mini-program", Map.of("appId", appId)))
                        .orElseGet(
                                () ->
                                        Finding.error(
                                                "link-broken",
                                                Map.of("tag", "<a" + attributes + ">"))));
    }

    private static boolean isArticle(String address) {
        var lower = address.toLowerCase(Locale.ROOT);
        return lower.matches("https?://mp\\.weixin\\.qq\\.com/s([/?].*)?");
    }

    private static Optional<String> attribute(String attributes, String name) {
        var value =
                Pattern.compile("(?i)(?<![\\w-])" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')")
                        .matcher(attributes);
        if (!value.find()) {
            return Optional.empty();
        }
        return Optional.of(value.group(1) != null ? value.group(1) : value.group(2))
                .map(String::strip);
    }

    private static String excerpt(String content, int from) {
        return content.substring(from, Math.min(content.length(), from + 40));
    }
}
