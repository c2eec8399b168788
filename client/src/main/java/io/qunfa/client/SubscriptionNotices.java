package io.qunfa.client;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Notices that a person has agreed to receive, one per agreement.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/notify/notify/api_sendnewsubscribemsg.html">发送订阅通知,
 *     state of November 2026</a>
 */
public final class SubscriptionNotices {

    private static final String TEMPLATES = "/wxaapi/newtmpl/";
    private static final int MAX_TITLES = 30;
    private static final int MAX_SCENE = 10_000;
    private static final int MAX_RESERVED = 128;
    private static final int MIN_KEYWORDS = 2;
    private static final int MAX_KEYWORDS = 5;

    private final Api api;
    private final URI pages;
    private final AppId appId;

    SubscriptionNotices(Api api, URI pages, AppId appId) {
        this.api = api;
        this.pages = pages;
        this.appId = appId;
    }

    /**
     * Sends a notice.
     *
     * @throws WeChatException.RecipientUnreachable 43101 without an agreement left
     * @throws WeChatException.Refused 47003 for a value that its keyword's kind does not allow
     */
    public void send(Notice notice) {
        var body =
                Json.object()
                        .put("touser", notice.to.value())
                        .put("template_id", notice.templateId);
        if (!notice.page.isEmpty()) {
            body.put("page", notice.page);
        }
        notice.miniProgram.ifPresent(page -> page.write(body));
        var data = body.putObject("data");
        notice.values.forEach((name, value) -> data.putObject(name).put("value", value));
        api.post("/cgi-bin/message/subscribe/bizsend", body);
    }

    /**
     * Sends the one message a person agreed to on the page at {@link #askOnce}.
     *
     * @throws WeChatException.RecipientUnreachable 43007 without an agreement
     */
    public void sendOnce(OneTimeNotice notice) {
        var body =
                Json.object()
                        .put("touser", notice.to.value())
                        .put("template_id", notice.templateId);
        if (!notice.url.isEmpty()) {
            body.put("url", notice.url);
        }
        notice.miniProgram.ifPresent(page -> page.write(body));
        body.put("scene", Integer.toString(notice.scene)).put("title", notice.title);
        var content = body.putObject("data").putObject("content").put("value", notice.content);
        if (!notice.color.isEmpty()) {
            content.put("color", notice.color);
        }
        api.post("/cgi-bin/message/template/subscribe", body);
    }

    /**
     * The page that asks a person for one message.
     *
     * @param scene 0 to 10,000, chosen by the account
     * @param redirect where the answer is told, on a domain of the account
     * @param reserved returned as it is, up to 128 characters
     */
    public URI askOnce(int scene, String templateId, URI redirect, String reserved) {
        requireScene(scene);
        if (reserved.length() > MAX_RESERVED) {
            throw new IllegalArgumentException(
                    "up to 128 characters are returned, not " + reserved.length());
        }
        var query =
                Query.of("action", "get_confirm")
                        .and("appid", appId.value())
                        .and("scene", Integer.toString(scene))
                        .and("template_id", templateId)
                        .and("redirect_url", redirect.toString())
                        .and("reserved", reserved);
        return URI.create(pages + "/mp/subscribemsg" + query.encoded() + "#wechat_redirect");
    }

    private static void requireScene(int scene) {
        if (scene < 0 || scene > MAX_SCENE) {
            throw new IllegalArgumentException("a scene is 0 to 10000: " + scene);
        }
    }

    /** The templates of this account. */
    public List<NoticeTemplate> templates() {
        return api.get(TEMPLATES + "gettemplate", Query.NONE, TemplateList.class).data;
    }

    /**
     * Takes a template of the library into the account.
     *
     * @param titleId from {@link #titles}
     * @param keywords 2 to 5 of {@link #keywords}
     * @param scene what it is for, up to 15 characters
     * @return the template's id
     */
    public String addTemplate(String titleId, List<Integer> keywords, String scene) {
        if (keywords.size() < MIN_KEYWORDS || keywords.size() > MAX_KEYWORDS) {
            throw new IllegalArgumentException(
                    "a template has 2 to 5 keywords, not " + keywords.size());
        }
        var body = Json.object().put("tid", titleId);
        var kids = body.putArray("kidList");
        keywords.forEach(kids::add);
        body.put("sceneDesc", scene);
        return api.post(TEMPLATES + "addtemplate", body, AddedTemplate.class).priTmplId;
    }

    /** Takes a template out of the account. */
    public void deleteTemplate(String templateId) {
        api.post(TEMPLATES + "deltemplate", Json.object().put("priTmplId", templateId));
    }

    /** The categories of this account, whose templates it may use. */
    public List<Category> categories() {
        return api.get(TEMPLATES + "getcategory", Query.NONE, Categories.class).data;
    }

    /**
     * Templates of the library.
     *
     * @param limit 1 to 30
     */
    public TitlePage titles(List<Long> categories, int start, int limit) {
        if (limit < 1 || limit > MAX_TITLES) {
            throw new IllegalArgumentException("a page has 1 to 30 titles: " + limit);
        }
        var ids = categories.stream().map(String::valueOf).collect(Collectors.joining(","));
        var query =
                Query.of("ids", ids)
                        .and("start", Integer.toString(start))
                        .and("limit", Integer.toString(limit));
        return api.get(TEMPLATES + "getpubtemplatetitles", query, TitlePage.class);
    }

    /** The keywords of a template of the library. */
    public List<Keyword> keywords(String titleId) {
        var query = Query.of("tid", titleId);
        return api.get(TEMPLATES + "getpubtemplatekeywords", query, Keywords.class).data;
    }

    /**
     * A notice.
     *
     * @param page an address opened on tap; may be empty
     * @param miniProgram opened on tap instead
     * @param values by the keyword's name, such as {@code thing1}
     */
    public record Notice(
            OpenId to,
            String templateId,
            String page,
            Optional<MiniProgramPage> miniProgram,
            Map<String, String> values) {
        public Notice {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * The one message a person agreed to.
     *
     * @param scene as asked
     * @param title up to 15 characters
     * @param content up to 200 characters
     * @param color of the content, such as {@code #173177}; may be empty
     * @param url opened on tap; may be empty
     * @param miniProgram opened on tap instead
     */
    public record OneTimeNotice(
            OpenId to,
            String templateId,
            int scene,
            String title,
            String content,
            String color,
            String url,
            Optional<MiniProgramPage> miniProgram) {
        public OneTimeNotice {
            requireScene(scene);
        }
    }

    /**
     * A template of the account.
     *
     * @param type 2 for one notice per agreement, 3 for any number
     */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record NoticeTemplate(
            String priTmplId, String title, String content, String example, int type) {}

    /** A category of the account. */
    public record Category(long id, String name) {}

    /**
     * Templates of the library.
     *
     * @param count of the whole list
     */
    public record TitlePage(long count, List<Title> data) {
        public TitlePage {
            data = List.copyOf(data);
        }
    }

    /**
     * A template of the library.
     *
     * @param type 2 for one notice per agreement, 3 for any number
     */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Title(String tid, String title, int type, String categoryId) {}

    /**
     * A keyword of a template of the library.
     *
     * @param kid for {@link #addTemplate}
     * @param rule the kind of its values, such as {@code thing}
     */
    public record Keyword(int kid, String name, String example, String rule) {}

    private record TemplateList(List<NoticeTemplate> data) {}

    @JsonNaming(LowerCamelCaseStrategy.class)
    record AddedTemplate(String priTmplId) {
        AddedTemplate {
            Identifiers.require("priTmplId", priTmplId, Integer.MAX_VALUE);
        }
    }

    private record Categories(List<Category> data) {}

    private record Keywords(List<Keyword> data) {}
}
