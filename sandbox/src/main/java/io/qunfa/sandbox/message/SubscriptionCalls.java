package io.qunfa.sandbox.message;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Notifications;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Subscription notices (订阅通知), their templates, and one-time messages (一次性订阅消息). */
public final class SubscriptionCalls {

    private static final int MAX_SCENE_CHARACTERS = 15;
    private static final int MAX_TITLE_CHARACTERS = 15;
    private static final int MAX_CONTENT_CHARACTERS = 200;
    private static final int MAX_SCENE = 10_000;
    private static final int MAX_TITLES = 30;
    private static final int CATEGORY = 616;

    private final TemplateLibrary library = TemplateLibrary.read();

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/message/subscribe/bizsend", this::send,
                "/cgi-bin/message/template/subscribe", this::sendOneTime,
                "/wxaapi/newtmpl/addtemplate", this::add,
                "/wxaapi/newtmpl/gettemplate", this::list,
                "/wxaapi/newtmpl/deltemplate", this::delete,
                "/wxaapi/newtmpl/getcategory", this::categories,
                "/wxaapi/newtmpl/getpubtemplatetitles", this::titles,
                "/wxaapi/newtmpl/getpubtemplatekeywords", this::keywords);
    }

    /**
     * {@code POST /cgi-bin/message/subscribe/bizsend}: takes one consent of the person. The page
     * prints no {@code msgid}; WxJava reads one and fails without it.
     */
    ObjectNode send(Call call) {
        var account = call.account();
        var body = call.body();
        var notifications = account.relations().notifications();
        int number = Recipient.anybody(account, body);
        var template = template(notifications, body.path("template_id"), 40037);
        requirePage(body);
        Recipient.requireTarget(body);
        Keywords.require(template, body.path("data"), true);
        var text = template.fill(key -> Keywords.valueOf(body.path("data"), key));
        return Envelope.ok().put("msgid", notifications.sendSubscription(number, template, text));
    }

    private static void requirePage(JsonNode body) {
        var page = body.path("page").asString("");
        if (!page.isEmpty() && !page.startsWith("http://") && !page.startsWith("https://")) {
            throw Refusal.of(41030, "page is an address", page, "http://… or https://…");
        }
    }

    /** {@code POST /cgi-bin/message/template/subscribe}: one message of a confirmed scene. */
    ObjectNode sendOneTime(Call call) {
        var account = call.account();
        var body = call.body();
        int number = Recipient.anybody(account, body);
        var title = body.path("title").asString("");
        if (title.isEmpty() || characters(title) > MAX_TITLE_CHARACTERS) {
            throw Refusal.of(40062, "title has 1 to 15 characters", title, "a shorter one");
        }
        var content = Keywords.valueOf(body.path("data"), "content");
        if (content.isEmpty() || characters(content) > MAX_CONTENT_CHARACTERS) {
            throw Refusal.of(
                    47003,
                    "data.content.value has 1 to 200 characters",
                    body.path("data").toString(),
                    "{\"content\":{\"value\":\"…\"}}");
        }
        long scene = Json.integer(body.path("scene")).orElse(-1);
        if (scene < 0 || scene > MAX_SCENE) {
            throw Refusal.of(
                    40129, "scene is 0 to 10000", body.path("scene").toString(), "\"1000\"");
        }
        var notifications = account.relations().notifications();
        notifications.consume(number, "scene " + scene, 43007);
        notifications.sendOneTime(number, title + "\n" + content);
        return Envelope.ok();
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@code POST /wxaapi/newtmpl/addtemplate}. */
    ObjectNode add(Call call) {
        var body = call.body();
        var entry =
                find(body.path("tid").asString(""))
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                200014,
                                                "tid is in the library",
                                                body.path("tid").toString(),
                                                "a tid of getpubtemplatetitles"));
        var chosen = chosen(entry, body.path("kidList"));
        var scene = body.path("sceneDesc").asString("");
        if (characters(scene) > MAX_SCENE_CHARACTERS) {
            throw Refusal.of(200021, "sceneDesc has at most 15 characters", scene, "a shorter one");
        }
        var notifications = call.account().relations().notifications();
        var added = notifications.addSubscription(entry.template(chosen));
        return Envelope.ok().put("priTmplId", added.id());
    }

    private static List<String> chosen(TemplateLibrary.Entry entry, JsonNode kidList) {
        var names = List.copyOf(entry.keywords().keySet());
        var chosen = new ArrayList<String>();
        for (JsonNode kid : kidList) {
            int index = (int) Json.integer(kid).orElse(0) - 1;
            if (index < 0 || index >= names.size()) {
                throw wrongKeywords(kidList);
            }
            chosen.add(names.get(index));
        }
        if (chosen.size() < 2 || chosen.size() > 5) {
            throw wrongKeywords(kidList);
        }
        return chosen;
    }

    private static Refusal wrongKeywords(JsonNode kidList) {
        return Refusal.of(
                200020,
                "kidList has 2 to 5 keywords of the template",
                kidList.toString(),
                "kids of getpubtemplatekeywords");
    }

    private java.util.Optional<TemplateLibrary.Entry> find(String tid) {
        return library.subscriptions().stream().filter(e -> e.id().equals(tid)).findFirst();
    }

    /** {@code GET /wxaapi/newtmpl/gettemplate}. */
    ObjectNode list(Call call) {
        var answer = Envelope.ok();
        var data = answer.putArray("data");
        call.account()
                .relations()
                .notifications()
                .subscriptions()
                .forEach(
                        template ->
                                data.addObject()
                                        .put("priTmplId", template.id())
                                        .put("title", template.title())
                                        .put("content", template.content())
                                        .put("example", template.example())
                                        .put("type", template.type()));
        return answer;
    }

    /** {@code POST /wxaapi/newtmpl/deltemplate}. */
    ObjectNode delete(Call call) {
        var notifications = call.account().relations().notifications();
        var id = call.body().path("priTmplId");
        notifications.delete(template(notifications, id, 200014).id());
        return Envelope.ok();
    }

    private static Template template(Notifications notifications, JsonNode id, int code) {
        return notifications
                .subscription(id.asString(""))
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        code,
                                        "the account has the template",
                                        id.toString(),
                                        "a priTmplId of newtmpl/gettemplate"));
    }

    /** {@code GET /wxaapi/newtmpl/getcategory}. */
    ObjectNode categories(Call call) {
        var answer = Envelope.ok();
        answer.putArray("data").addObject().put("id", CATEGORY).put("name", "公众号");
        return answer;
    }

    /** {@code GET /wxaapi/newtmpl/getpubtemplatetitles}. */
    ObjectNode titles(Call call) {
        requireCategories(call.parameter("ids"));
        long start = number(call, "start", 200016, Integer.MAX_VALUE);
        long limit = number(call, "limit", 200017, MAX_TITLES);
        var answer = Envelope.ok().put("count", library.subscriptions().size());
        var data = answer.putArray("data");
        library.subscriptions().stream()
                .skip(start)
                .limit(limit)
                .forEach(
                        entry ->
                                data.addObject()
                                        .put("tid", Integer.parseInt(entry.id()))
                                        .put("title", entry.title())
                                        .put("type", entry.type())
                                        .put("categoryId", String.valueOf(CATEGORY)));
        return answer;
    }

    private static void requireCategories(String ids) {
        if (ids.isEmpty()) {
            throw Refusal.of(200018, "ids came with the call", "none", "ids=616");
        }
        if (!ids.matches("[0-9]+(,[0-9]+)*")) {
            throw Refusal.of(200019, "ids are numbers", ids, "ids=616,617");
        }
    }

    private static long number(Call call, String name, int code, long most) {
        var text = call.parameter(name);
        if (!text.matches("[0-9]{1,9}") || Long.parseLong(text) > most) {
            throw Refusal.of(code, name + " is a number", text, "0 to " + most);
        }
        return Long.parseLong(text);
    }

    /** {@code GET /wxaapi/newtmpl/getpubtemplatekeywords}. */
    ObjectNode keywords(Call call) {
        var tid = call.parameter("tid");
        var entry =
                find(tid)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                200014,
                                                "tid is in the library",
                                                tid,
                                                "a tid of getpubtemplatetitles"));
        var answer = Envelope.ok().put("count", entry.keywords().size());
        var data = answer.putArray("data");
        entry.keywords()
                .forEach(
                        (name, variable) ->
                                data.addObject()
                                        .put("kid", data.size())
                                        .put("name", name)
                                        .put("example", "…")
                                        .put("rule", variable.replaceAll("[0-9]+$", "")));
        return answer;
    }
}
