package io.qunfa.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notices that fill in a template: to followers, one by one, about something they did. An event
 * tells whether each was handed over.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/guide/product/template_message/Template_Message_Interface.html">模板消息,
 *     state of November 2026</a>
 */
public final class TemplateMessages {

    private final Api api;

    TemplateMessages(Api api) {
        this.api = api;
    }

    /**
     * Sends a notice; the id returns in {@code TEMPLATESENDJOBFINISH} and exceeds 2^53. 100,000 a
     * day; colours, which phones ignore since 2023, are not sent.
     *
     * @throws WeChatException.Refused 47003 for a value that its keyword's kind does not allow
     * @throws WeChatException.RecipientUnreachable 43004 for somebody who does not follow
     */
    public MsgId send(TemplateMessage message) {
        return api.post("/cgi-bin/message/template/send", message.json(), Sent.class).msgid;
    }

    /** The templates of this account; 25 at most. */
    public List<Template> list() {
        var path = "/cgi-bin/template/get_all_private_template";
        return api.get(path, Query.NONE, Templates.class).templateList;
    }

    /**
     * Takes a template of the library into the account.
     *
     * @param libraryId such as {@code TM00015}
     * @param keywords of a category template, in order; may be empty
     * @return the id it has in this account
     */
    public String add(String libraryId, List<String> keywords) {
        var body = Json.object().put("template_id_short", libraryId);
        body.set("keyword_name_list", Json.strings(keywords.stream()));
        return api.post("/cgi-bin/template/api_add_template", body, Added.class).templateId;
    }

    /** Takes a template out of the account; 40037 if it is not there. */
    public void delete(String templateId) {
        api.post(
                "/cgi-bin/template/del_private_template",
                Json.object().put("template_id", templateId));
    }

    /** The account's two industries; empty names before they were set. */
    public Industries industries() {
        return api.get("/cgi-bin/template/get_industry", Query.NONE, Industries.class);
    }

    /**
     * Sets the account's two industries, once a month.
     *
     * @param primary 1 to 41
     * @param secondary 1 to 41
     */
    public void setIndustries(int primary, int secondary) {
        var body =
                Json.object()
                        .put("industry_id1", Integer.toString(primary))
                        .put("industry_id2", Integer.toString(secondary));
        api.post("/cgi-bin/template/api_set_industry", body);
    }

    /**
     * Notices the platform stopped.
     *
     * @param templateMessageId as the platform names the kind of notice
     * @param after 0 for the first page, then the last {@link BlockedMessage#id}
     * @param limit how many
     */
    public List<BlockedMessage> blocked(String templateMessageId, long after, int limit) {
        var body =
                Json.object()
                        .put("tmpl_msg_id", templateMessageId)
                        .put("largest_id", after)
                        .put("limit", limit);
        return api.post("/wxa/sec/queryblocktmplmsg", body, Blocked.class).msginfo;
    }

    /**
     * A notice to one follower.
     *
     * @param url opened on tap; may be empty
     * @param miniProgram opened on tap instead, where phones can
     * @param templateId 43 characters, of this account
     * @param onceOnlyKey the same notice is sent once in ten minutes; may be empty
     * @param values by the keyword's name, such as {@code thing1}
     */
    public record TemplateMessage(
            OpenId to,
            String templateId,
            String url,
            Optional<MiniProgramPage> miniProgram,
            String onceOnlyKey,
            Map<String, String> values) {

        public TemplateMessage {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** A notice that opens nothing. */
        public TemplateMessage(OpenId to, String templateId, Map<String, String> values) {
            this(to, templateId, "", Optional.empty(), "", values);
        }

        ObjectNode json() {
            var body = Json.object().put("touser", to.value()).put("template_id", templateId);
            if (!url.isEmpty()) {
                body.put("url", url);
            }
            miniProgram.ifPresent(page -> page.write(body));
            if (!onceOnlyKey.isEmpty()) {
                body.put("client_msg_id", onceOnlyKey);
            }
            var data = body.putObject("data");
            values.forEach((name, value) -> data.putObject(name).put("value", value));
            return body;
        }
    }

    /**
     * A template of the account.
     *
     * @param deputyIndustry the second industry, which {@link Industries} calls secondary
     */
    public record Template(
            String templateId,
            String title,
            String primaryIndustry,
            String deputyIndustry,
            String content,
            String example) {}

    /** What the account's templates are chosen from. Since 2023 categories have taken its place. */
    public record Industries(Industry primaryIndustry, Industry secondaryIndustry) {

        private static final Industry NONE = new Industry("", "");

        public Industries {
            primaryIndustry = Objects.requireNonNullElse(primaryIndustry, NONE);
            secondaryIndustry = Objects.requireNonNullElse(secondaryIndustry, NONE);
        }
    }

    /** An industry in Chinese words, the broader one first. */
    public record Industry(String firstClass, String secondClass) {}

    /**
     * A notice the platform stopped.
     *
     * @param openid whom it was for
     */
    public record BlockedMessage(
            long id,
            String tmplMsgId,
            String title,
            String content,
            @Nullable Instant sendTimestamp,
            OpenId openid) {}

    record Sent(MsgId msgid) {
        Sent {
            Objects.requireNonNull(msgid, "msgid");
        }
    }

    private record Templates(List<Template> templateList) {}

    record Added(String templateId) {
        Added {
            Identifiers.require("template_id", templateId, Integer.MAX_VALUE);
        }
    }

    private record Blocked(List<BlockedMessage> msginfo) {}
}
