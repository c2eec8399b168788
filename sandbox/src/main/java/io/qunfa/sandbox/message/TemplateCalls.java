package io.qunfa.sandbox.message;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.Notifications;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Template messages (模板消息) and the templates for them. */
public final class TemplateCalls {

    private static final int ID_LENGTH = 43;
    private static final int INDUSTRIES = 41;

    private final TemplateLibrary library = TemplateLibrary.read();

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/message/template/send", this::send,
                "/cgi-bin/template/api_set_industry", this::setIndustry,
                "/cgi-bin/template/get_industry", this::industry,
                "/cgi-bin/template/api_add_template", this::add,
                "/cgi-bin/template/get_all_private_template", this::list,
                "/cgi-bin/template/del_private_template", this::delete,
                "/wxa/sec/queryblocktmplmsg", this::blocked);
    }

    /** {@code POST /cgi-bin/message/template/send}; the result comes as an event. */
    ObjectNode send(Call call) {
        var account = call.account();
        var body = call.body();
        var notifications = account.relations().notifications();
        int number = Recipient.follower(account, body);
        var template = template(notifications, body);
        Recipient.requireTarget(body);
        var data = body.path("data");
        Keywords.require(template, data, account.kind() != AccountKind.TEST);
        var text = template.fill(key -> Keywords.valueOf(data, key));
        var clientKey = body.path("client_msg_id").asString("");
        return Envelope.ok().put("msgid", notifications.sendTemplate(number, text, clientKey));
    }

    private static Template template(Notifications notifications, JsonNode body) {
        var id = body.path("template_id").asString("");
        return notifications
                .template(id)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        id.length() > ID_LENGTH ? 40036 : 40037,
                                        "the account has the template",
                                        id.isEmpty() ? "no template_id" : id,
                                        "a template_id of get_all_private_template"));
    }

    /** {@code POST /cgi-bin/template/api_set_industry}: once a month. */
    ObjectNode setIndustry(Call call) {
        int primary = industry(call.body().path("industry_id1"));
        int secondary = industry(call.body().path("industry_id2"));
        call.account().relations().notifications().industry(primary, secondary);
        return Envelope.ok();
    }

    private static int industry(JsonNode node) {
        long number = Json.integer(node).orElse(0);
        if (number < 1 || number > INDUSTRIES) {
            throw Refusal.of(40102, "an industry is 1 to 41", node.toString(), "\"1\" to \"41\"");
        }
        return (int) number;
    }

    /** {@code GET /cgi-bin/template/get_industry}. */
    ObjectNode industry(Call call) {
        var answer = Json.object();
        var industry = call.account().relations().notifications().industry();
        industry.ifPresent(
                i -> {
                    write(answer.putObject("primary_industry"), i.primary());
                    write(answer.putObject("secondary_industry"), i.secondary());
                });
        return answer;
    }

    private static void write(ObjectNode json, int industry) {
        var names = TemplateLibrary.industry(industry);
        json.put("first_class", names.first()).put("second_class", names.second());
    }

    /** {@code POST /cgi-bin/template/api_add_template}: a template of the library. */
    ObjectNode add(Call call) {
        var shortId = call.body().path("template_id_short").asString("");
        var entry =
                library.find(shortId)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                40037,
                                                "template_id_short is in the library",
                                                shortId.isEmpty() ? "nothing" : shortId,
                                                "one of " + library.ids()));
        var template = entry.template(keywords(call.body(), entry));
        var added = call.account().relations().notifications().addTemplate(template);
        return Envelope.ok().put("template_id", added.id());
    }

    /** Templates of categories let one choose among their keywords. */
    private static List<String> keywords(JsonNode body, TemplateLibrary.Entry entry) {
        var chosen = new ArrayList<String>();
        body.path("keyword_name_list").forEach(name -> chosen.add(name.asString("")));
        if (!entry.keywords().keySet().containsAll(chosen)) {
            throw Refusal.of(
                    40246,
                    "keyword_name_list has keywords of the template",
                    chosen.toString(),
                    "some of " + entry.keywords().keySet());
        }
        return chosen;
    }

    /** {@code GET /cgi-bin/template/get_all_private_template}. */
    ObjectNode list(Call call) {
        var answer = Json.object();
        var list = answer.putArray("template_list");
        call.account()
                .relations()
                .notifications()
                .templates()
                .forEach(
                        template ->
                                list.addObject()
                                        .put("template_id", template.id())
                                        .put("title", template.title())
                                        .put("primary_industry", template.primaryIndustry())
                                        .put("deputy_industry", template.deputyIndustry())
                                        .put("content", template.content())
                                        .put("example", template.example()));
        return answer;
    }

    /** {@code POST /cgi-bin/template/del_private_template}. */
    ObjectNode delete(Call call) {
        var notifications = call.account().relations().notifications();
        notifications.delete(template(notifications, call.body()).id());
        return Envelope.ok();
    }

    /** {@code POST /wxa/sec/queryblocktmplmsg}: the sandbox intercepts no message. */
    ObjectNode blocked(Call call) {
        var answer = Envelope.ok();
        answer.putArray("msginfo");
        return answer;
    }
}
