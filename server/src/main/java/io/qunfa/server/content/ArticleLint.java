package io.qunfa.server.content;

import io.qunfa.server.content.ArticleHtml.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the platform would refuse in an article, or silently drop from it. Pure. */
final class ArticleLint {

    static final int MAX_ARTICLES = 8;

    /** The page says 32 characters, yet 39 passed; beyond 64 nobody has seen one pass. */
    static final int COMFORTABLE_TITLE = 32;

    static final int MAX_TITLE = 64;
    static final int MAX_AUTHOR = 16;

    /** The page says 128 characters; tools meet 45004 from about 120 bytes on. */
    static final int COMFORTABLE_DIGEST_BYTES = 120;

    static final int MAX_DIGEST = 128;
    static final int MAX_SOURCE_BYTES = 1024;

    /** The page says 20,000 characters, yet 24,061 passed. The megabyte is not disputed. */
    static final int COMFORTABLE_CONTENT = 20_000;

    static final int MAX_CONTENT_BYTES = 1024 * 1024;

    private static final Pattern PLATFORM_PICTURE =
            Pattern.compile("(?s)(https?:)?//(mmbiz|mmecoa)\\.(qpic|qlogo)\\.cn/.*");
    private static final Pattern ARTICLE_LINK =
            Pattern.compile("(?s)https?://mp\\.weixin\\.qq\\.com/s[/?].*");
    private static final Pattern HOME_PAGE =
            Pattern.compile("(?s)https?://mp\\.weixin\\.qq\\.com/mp/(homepage|profile_ext).*");
    private static final Set<String> WHOLE_DOCUMENT =
            Set.of("html", "head", "body", "title", "meta");

    private final List<Finding> findings = new ArrayList<>();

    private ArticleLint() {}

    static List<Finding> check(ArticleForm article) {
        var lint = new ArticleLint();
        lint.title(article.title());
        lint.lengths(article);
        lint.source(article.sourceUrl());
        if (article.coverId().isEmpty()) {
            lint.error("cover-missing", Map.of());
        }
        lint.content(article.content());
        return List.copyOf(new LinkedHashSet<>(lint.findings));
    }

    static List<Finding> checkTitle(String title) {
        var lint = new ArticleLint();
        lint.title(title);
        return List.copyOf(lint.findings);
    }

    private void title(String title) {
        var characters = characters(title);
        if (title.isBlank()) {
            error("title-empty", Map.of());
        } else if (characters > MAX_TITLE) {
            error("title-too-long", Map.of("characters", characters, "limit", MAX_TITLE));
        } else if (characters > COMFORTABLE_TITLE) {
            warning("title-long", Map.of("characters", characters, "limit", COMFORTABLE_TITLE));
        }
    }

    private void lengths(ArticleForm article) {
        var author = characters(article.author());
        if (author > MAX_AUTHOR) {
            error("author-too-long", Map.of("characters", author, "limit", MAX_AUTHOR));
        }
        var digest = characters(article.digest());
        var digestBytes = bytes(article.digest());
        if (digest > MAX_DIGEST) {
            error("digest-too-long", Map.of("characters", digest, "limit", MAX_DIGEST));
        } else if (digestBytes > COMFORTABLE_DIGEST_BYTES) {
            warning("digest-long", Map.of("bytes", digestBytes, "limit", COMFORTABLE_DIGEST_BYTES));
        }
    }

    private void source(String url) {
        if (url.isEmpty()) {
            return;
        }
        if (!url.toLowerCase(Locale.ROOT).matches("https?://.+")) {
            error("source-not-an-address", Map.of("address", url));
        }
        if (bytes(url) > MAX_SOURCE_BYTES) {
            error("source-too-long", Map.of("bytes", bytes(url), "limit", MAX_SOURCE_BYTES));
        }
    }

    private void content(String content) {
        var html = new ArticleHtml(content);
        var tags = html.tags();
        if (html.text().isEmpty() && tags.stream().noneMatch(tag -> tag.name().equals("img"))) {
            error("article-empty", Map.of());
            return;
        }
        size(content);
        tags.forEach(this::tag);
        content.codePoints()
                .filter(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0)
                .findFirst()
                .ifPresent(c -> error("article-control-character", Map.of("character", name(c))));
    }

    private void size(String content) {
        var characters = characters(content);
        var bytes = bytes(content);
        if (bytes >= MAX_CONTENT_BYTES) {
            error("article-too-long", Map.of("bytes", bytes, "limit", MAX_CONTENT_BYTES));
        } else if (characters >= COMFORTABLE_CONTENT) {
            warning("article-long", Map.of("characters", characters, "limit", COMFORTABLE_CONTENT));
        }
    }

    private void tag(Tag tag) {
        if (tag.name().equals("script") || isScript(tag.attribute("href").orElse(""))) {
            error("article-script", Map.of());
        }
        if (tag.hasHandler()) {
            error("article-handler", Map.of("tag", excerpt(tag.source())));
        }
        if (WHOLE_DOCUMENT.contains(tag.name())) {
            warning("article-whole-document", Map.of());
        }
        if (tag.attribute("data-miniprogram-appid").isPresent()) {
            var appId = tag.attribute("data-miniprogram-appid").orElseThrow();
            warning("link-to-mini-program", Map.of("appId", appId));
        } else if (tag.name().equals("a")) {
            link(tag.attribute("href").orElse(""));
        } else if (tag.name().equals("img")) {
            picture(tag.attribute("src").or(() -> tag.attribute("data-src")).orElse(""));
        }
    }

    private static boolean isScript(String address) {
        return address.toLowerCase(Locale.ROOT).startsWith("javascript:");
    }

    private void link(String href) {
        if (HOME_PAGE.matcher(href).matches()) {
            error("article-link-home-page", Map.of("address", href));
        } else if (!href.isEmpty()
                && !href.startsWith("#")
                && !isScript(href)
                && !ARTICLE_LINK.matcher(href).matches()) {
            warning("article-link-external", Map.of("address", excerpt(href)));
        }
    }

    private void picture(String address) {
        if (InlinePicture.isOne(address)) {
            note("article-picture-inline");
        } else if (!PLATFORM_PICTURE.matcher(address).matches()) {
            warning("article-picture-external", Map.of("address", excerpt(address)));
        }
    }

    private void error(String code, Map<String, Object> parameters) {
        findings.add(Finding.error(code, parameters));
    }

    private void warning(String code, Map<String, Object> parameters) {
        findings.add(Finding.warning(code, parameters));
    }

    private void note(String code) {
        findings.add(Finding.note(code, Map.of()));
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String name(int character) {
        return "U+%04X".formatted(character);
    }

    private static String excerpt(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
