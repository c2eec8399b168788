package io.qunfa.sandbox.message;

import io.qunfa.sandbox.world.Content;
import io.qunfa.sandbox.world.Measure;
import io.qunfa.sandbox.world.MediaLibrary;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.PhoneMessage.Card;
import io.qunfa.sandbox.world.PhoneMessage.Choice;
import io.qunfa.sandbox.world.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A customer-service message that passed its checks.
 *
 * @param type the {@code msgtype}
 * @param shown what the phone shows
 * @param card what belongs to it beside a text
 */
record CustomMessage(String type, String shown, Card card) {

    private static final int MAX_MENU_ITEMS = 10;
    private static final int MAX_MENU_ITEM_BYTES = 60;

    /** 40008 for an unknown type, otherwise the code of what is wrong with its object. */
    static CustomMessage read(JsonNode body, OfficialAccount account) {
        var media = account.content().media();
        var type = body.path("msgtype").asString("");
        var branch = body.path(type);
        var shown =
                switch (type) {
                    case "text" ->
                            text(branch, account.settings().measure(Measure.CUSTOM_TEXT_BYTES));
                    case "image", "voice" -> media(media, branch, type, "media_id");
                    case "mpnews" -> draft(account.content(), branch);
                    case "video" -> {
                        var id = media(media, branch, type, "media_id");
                        media(media, branch, type, "thumb_media_id");
                        yield branch.path("title").asString(id);
                    }
                    case "music" -> music(media, branch);
                    case "news" -> article(branch);
                    case "mpnewsarticle" -> published(account.content(), branch);
                    case "msgmenu" -> menu(branch);
                    case "wxcard" -> throw withdrawn(type);
                    case "miniprogrampage" -> miniProgram(account, branch);
                    default ->
                            throw Refusal.of(
                                    40008,
                                    "msgtype is known",
                                    body.path("msgtype").toString(),
                                    "text, image, voice, video, music, news, mpnews,"
                                            + " mpnewsarticle, msgmenu, wxcard or miniprogrampage");
                };
        return new CustomMessage(type, shown, card(type, branch, account.content()));
    }

    private static Card card(String type, JsonNode branch, Content content) {
        return switch (type) {
            case "image", "voice", "video" -> titled(branch, "", "media_id");
            case "msgmenu" ->
                    Card.question(
                            branch.path("head_content").asString(""),
                            choices(branch),
                            branch.path("tail_content").asString(""));
            case "music" -> titled(branch, branch.path("musicurl").asString(""), "thumb_media_id");
            case "miniprogrampage" -> titled(branch, "", "thumb_media_id");
            case "news" -> {
                var article = branch.path("articles").path(0);
                yield titled(article, article.path("url").asString(""), "media_id");
            }
            case "mpnews" -> {
                var id = branch.path("media_id").asString("");
                var first = content.drafts().requireNews(id).articles().get(0);
                var address = content.publications().previewAddress(id, 1);
                yield new Card(first.title(), first.digest(), address, id);
            }
            case "mpnewsarticle" -> {
                var id = branch.path("article_id").asString("");
                var first = content.publications().requireArticle(id).pages().get(0);
                var article = first.article();
                yield new Card(article.title(), article.digest(), first.url(), "");
            }
            default -> Card.NONE;
        };
    }

    private static List<Choice> choices(JsonNode branch) {
        return branch.path("list")
                .valueStream()
                .map(
                        item ->
                                new Choice(
                                        item.path("id").asString(""),
                                        item.path("content").asString("")))
                .toList();
    }

    private static Card titled(JsonNode from, String url, String material) {
        return new Card(
                from.path("title").asString(""),
                from.path("description").asString(""),
                url,
                from.path(material).asString(""));
    }

    private static String text(JsonNode branch, int most) {
        var content = branch.path("content").asString("");
        if (content.isEmpty()) {
            throw Refusal.of(
                    44004,
                    "the text is not empty",
                    branch.toString(),
                    "\"text\":{\"content\":\"…\"}");
        }
        requireSize(content, most, 45002, "text.content");
        return content;
    }

    private static String music(MediaLibrary media, JsonNode branch) {
        required(branch, "music", "musicurl", 40035);
        var id = media(media, branch, "music", "thumb_media_id");
        return branch.path("title").asString(id);
    }

    private static String article(JsonNode branch) {
        var articles = branch.path("articles");
        if (articles.size() != 1) {
            throw Refusal.of(
                    articles.isEmpty() ? 44003 : 45008,
                    "exactly one article, since October 2018",
                    articles.size() + " articles",
                    "news.articles with one");
        }
        return required(articles.path(0), "news.articles[0]", "title", 40035);
    }

    private static String menu(JsonNode branch) {
        var items = branch.path("list");
        if (items.isEmpty() || items.size() > MAX_MENU_ITEMS) {
            throw Refusal.of(
                    45098, "msgmenu.list has 1 to 10 items", items.size() + " items", "1 to 10");
        }
        var lines = new ArrayList<String>();
        lines.add(branch.path("head_content").asString(""));
        for (JsonNode item : items) {
            var content = required(item, "msgmenu.list[]", "content", 45099);
            requireSize(content, MAX_MENU_ITEM_BYTES, 45099, "msgmenu.list[].content");
            lines.add(content);
        }
        lines.add(branch.path("tail_content").asString(""));
        lines.removeIf(String::isEmpty);
        return String.join("\n", lines);
    }

    private static String draft(Content content, JsonNode branch) {
        var id = required(branch, "mpnews", "media_id", 40007);
        return content.drafts().requireNews(id).articles().get(0).title();
    }

    private static String published(Content content, JsonNode branch) {
        var id = required(branch, "mpnewsarticle", "article_id", 53600);
        return content.publications().requireArticle(id).pages().get(0).article().title();
    }

    /** Cards ended in August 2024; which code a customer-service message meets is assumed. */
    private static Refusal withdrawn(String type) {
        return Refusal.of(45113, "the type is still offered", type, "cards ended on 2024-08-10")
                .assumed();
    }

    private static String miniProgram(OfficialAccount account, JsonNode branch) {
        var appId = branch.path("appid").asString("");
        if (!appId.matches("wx[0-9a-f]{16}")) {
            throw Refusal.of(
                    40166,
                    "miniprogrampage.appid is an AppID",
                    appId.isEmpty() ? "nothing" : appId,
                    "wx and 16 hexadecimal digits");
        }
        var linked = account.settings().miniPrograms();
        if (!linked.contains(appId)) {
            throw Refusal.of(
                            40166,
                            "the mini program is linked with the account",
                            appId,
                            "one of the account's miniPrograms: " + linked)
                    .assumed();
        }
        required(branch, "miniprogrampage", "pagepath", 40165);
        var id = media(account.content().media(), branch, "miniprogrampage", "thumb_media_id");
        return branch.path("title").asString(id);
    }

    /** The id of a file that the account can use now. */
    private static String media(MediaLibrary media, JsonNode branch, String name, String member) {
        return media.require(required(branch, name, member, 40007)).id();
    }

    private static String required(JsonNode branch, String name, String member, int code) {
        var value = branch.path(member).asString("");
        if (value.isEmpty()) {
            throw Refusal.of(
                    code,
                    "%s.%s is there".formatted(name, member),
                    branch.isMissingNode() ? "no object " + name : branch.toString(),
                    "\"%s\":{\"%s\":\"…\"}".formatted(name, member));
        }
        return value;
    }

    private static void requireSize(String text, int most, int code, String what) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
            throw Refusal.of(
                    code,
                    "%s has at most %d bytes".formatted(what, most),
                    bytes + " bytes",
                    "a shorter one");
        }
    }
}
