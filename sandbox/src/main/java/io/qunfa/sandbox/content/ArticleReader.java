package io.qunfa.sandbox.content;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Article;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.Measure;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Restriction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads articles as they are sent, and holds them to the platform's limits. */
final class ArticleReader {

    private static final int MAX_ARTICLES = 8;
    private static final int MAX_TITLE = 32;
    private static final int MAX_TITLE_LENIENT = 64;
    private static final int MAX_AUTHOR = 16;
    private static final int MAX_CONTENT = 20_000;
    private static final int MAX_CONTENT_BYTES = 1024 * 1024;
    private static final int MAX_URL_BYTES = 1024;
    private static final int MAX_IMAGES = 20;
    private static final int MAX_PRODUCTS = 50;
    private static final int DRAFT_DIGEST = 54;
    private static final int UPLOADED_DIGEST = 64;
    private static final String PRODUCT_TAG = "mp-common-product";
    private static final List<String> EXTRAS =
            List.of("pic_crop_235_1", "pic_crop_1_1", "cover_info");

    private final OfficialAccount account;
    private final Covers covers;
    private final int digestFromText;
    private final boolean sourcesAreAddresses;

    /** Which cover an article may have. */
    interface Covers {
        /** 40007 unless this is a cover. */
        void require(String mediaId);
    }

    private ArticleReader(
            OfficialAccount account,
            Covers covers,
            int digestFromText,
            boolean sourcesAreAddresses) {
        this.account = account;
        this.covers = covers;
        this.digestFromText = digestFromText;
        this.sourcesAreAddresses = sourcesAreAddresses;
    }

    /** Drafts need permanent covers. */
    static ArticleReader ofDrafts(OfficialAccount account) {
        return new ArticleReader(
                account, id -> account.content().media().requirePicture(id), DRAFT_DIGEST, true);
    }

    /** The old upload takes any thumb, and any source: its page shows {@code www.qq.com}. */
    static ArticleReader ofUploadedNews(OfficialAccount account) {
        return new ArticleReader(
                account,
                id -> account.content().media().requireAnyPicture(id),
                UPLOADED_DIGEST,
                false);
    }

    /** 44003 without articles, 45008 with more than eight. */
    List<Article> readAll(JsonNode articles) {
        if (!articles.isArray() || articles.isEmpty()) {
            throw Refusal.of(
                    44003,
                    "articles is a list with something in it",
                    articles.isMissingNode() ? "no articles" : articles.getNodeType().name(),
                    "\"articles\":[{…}]");
        }
        if (articles.size() > MAX_ARTICLES) {
            throw Refusal.of(
                            45008,
                            "at most " + MAX_ARTICLES + " articles",
                            articles.size() + " articles",
                            "several drafts")
                    .assumed();
        }
        boolean alone = articles.size() == 1;
        var list = new ArrayList<Article>();
        articles.forEach(article -> list.add(read(article, alone)));
        return list;
    }

    /**
     * One article.
     *
     * @param alone whether no other article is beside it: only then it has a digest
     */
    Article read(JsonNode json, boolean alone) {
        if (!json.isObject()) {
            throw Refusal.of(
                            47001,
                            "an article is an object",
                            json.getNodeType().name(),
                            "\"articles\":{…} in draft/update, \"articles\":[{…}] in draft/add")
                    .assumed();
        }
        requireTexts(json);
        requireComments(json);
        return switch (json.path("article_type").asString("news")) {
            case "news" -> news(json, alone);
            case "newspic" -> pictures(json);
            default ->
                    throw Refusal.of(
                                    40008,
                                    "article_type is known",
                                    json.path("article_type").toString(),
                                    "news or newspic")
                            .assumed();
        };
    }

    private Article news(JsonNode json, boolean alone) {
        var content = new ArticleHtml(account.settings()).clean(text(json, "content"));
        requireContent(content);
        covers.require(text(json, "thumb_media_id"));
        return article(
                Article.Kind.NEWS,
                json,
                alone ? digest(text(json, "digest"), content) : "",
                content,
                List.of());
    }

    private String digest(String written, String content) {
        return written.isEmpty() ? start(ArticleHtml.plainText(content)) : written;
    }

    private Article pictures(JsonNode json) {
        var content = text(json, "content");
        requireProducts(json, content);
        var images = new ArrayList<String>();
        json.path("image_info")
                .path("image_list")
                .forEach(image -> images.add(image.path("image_media_id").asString("")));
        if (images.isEmpty() || images.size() > MAX_IMAGES) {
            throw Refusal.of(
                            40215,
                            "a picture post has 1 to " + MAX_IMAGES + " pictures",
                            images.size() + " pictures",
                            "image_info.image_list[].image_media_id")
                    .observed();
        }
        images.forEach(account.content().media()::requirePicture);
        return article(Article.Kind.NEWSPIC, json, "", content, images);
    }

    private static Article article(
            Article.Kind kind, JsonNode json, String digest, String content, List<String> images) {
        return new Article(
                kind,
                text(json, "title"),
                text(json, "author"),
                digest,
                content,
                text(json, "content_source_url"),
                text(json, "thumb_media_id"),
                flag(json, "show_cover_pic"),
                flag(json, "need_open_comment"),
                flag(json, "only_fans_can_comment"),
                images,
                extras(json));
    }

    private static Map<String, String> extras(JsonNode json) {
        var extras = new HashMap<String, String>();
        EXTRAS.stream()
                .filter(json::has)
                .forEach(name -> extras.put(name, json.path(name).toString()));
        return extras;
    }

    private void requireTexts(JsonNode json) {
        boolean lenient = account.switches().content().isOn(ContentSwitch.LENIENT_ARTICLES);
        var title = text(json, "title");
        if (title.isEmpty()) {
            throw Refusal.of(45003, "an article has a title", "none", "a title").assumed();
        }
        requireLength(45003, "title", title, lenient ? MAX_TITLE_LENIENT : MAX_TITLE);
        requireLength(45110, "author", text(json, "author"), MAX_AUTHOR);
        requireLength(
                45004,
                "digest",
                text(json, "digest"),
                account.settings().measure(Measure.DIGEST_CHARACTERS));
        requireSource(text(json, "content_source_url"));
    }

    private static void requireLength(int code, String name, String value, int max) {
        int length = value.codePointCount(0, value.length());
        if (length > max) {
            throw Refusal.of(
                    code,
                    name + " has at most " + max + " characters",
                    length + " characters: " + value,
                    "a shorter " + name);
        }
    }

    private void requireSource(String url) {
        int bytes = url.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_URL_BYTES) {
            throw Refusal.of(45005, "at most 1 KB of address", bytes + " bytes", "a shorter one");
        }
        boolean address = url.isEmpty() || url.startsWith("http://") || url.startsWith("https://");
        if (sourcesAreAddresses && !address) {
            throw Refusal.of(
                    41039, "content_source_url is a web address", url, "http://… or https://…");
        }
    }

    private void requireContent(String content) {
        if (content.isBlank()) {
            throw Refusal.of(44004, "an article has content", "none", "some HTML").assumed();
        }
        int characters = content.codePointCount(0, content.length());
        boolean lenient = account.switches().content().isOn(ContentSwitch.LENIENT_ARTICLES);
        boolean tooLong = characters >= MAX_CONTENT && !lenient;
        if (tooLong || content.getBytes(StandardCharsets.UTF_8).length >= MAX_CONTENT_BYTES) {
            throw Refusal.of(
                    45002,
                    "less than 20000 characters and 1 MB of content",
                    characters + " characters",
                    "a shorter article; the switch lenientArticles plays what was seen in 2026");
        }
    }

    private void requireProducts(JsonNode json, String content) {
        boolean foreignTags = ArticleHtml.hasTagOtherThan(content, PRODUCT_TAG);
        if (foreignTags || ArticleHtml.countTags(content, PRODUCT_TAG) > MAX_PRODUCTS) {
            throw Refusal.of(
                    45166,
                    "a picture post has plain text and at most 50 products",
                    foreignTags ? "other tags" : "more products",
                    "plain text");
        }
        if (json.has("product_info") && account.settings().has(Restriction.SELLING)) {
            throw Refusal.of(53404, "the account may sell", "a restricted one", "no product");
        }
        if (json.has("product_info")) {
            throw Refusal.of(
                    53406,
                    "the account may sell",
                    "product_info",
                    "no product; accounts of the sandbox sell nothing");
        }
    }

    private void requireComments(JsonNode json) {
        boolean noComments = account.switches().content().isOn(ContentSwitch.NO_COMMENTS);
        if (noComments && flag(json, "need_open_comment")) {
            throw Refusal.of(
                    88000,
                    "the account has the comment privilege",
                    "need_open_comment 1",
                    "need_open_comment 0");
        }
    }

    private String start(String text) {
        int end =
                text.offsetByCodePoints(
                        0, Math.min(text.codePointCount(0, text.length()), digestFromText));
        return text.substring(0, end);
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    private static boolean flag(JsonNode json, String name) {
        return Json.integer(json.path(name)).orElse(0) == 1;
    }
}
