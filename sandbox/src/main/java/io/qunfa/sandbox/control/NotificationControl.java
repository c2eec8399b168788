package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Notifications;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Template;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Templates made by hand, as on the test account's page, and what becomes of their messages. */
final class NotificationControl {

    private static final List<String> OUTCOMES =
            List.of("success", "failed:user block", "failed: system failed", "failed:freq limit");

    private final ControlledSandbox sandbox;

    NotificationControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Templates for template messages and, under {@code subscriptions}, for notices. */
    Answer list(ControlRequest request) {
        var account = sandbox.account(request);
        var body = Json.object();
        account.run(
                () -> {
                    var notifications = account.relations().notifications();
                    write(notifications.templates(), body.putArray("templates"));
                    write(notifications.subscriptions(), body.putArray("subscriptions"));
                });
        return ControlSurface.json(body);
    }

    private static void write(List<Template> templates, ArrayNode list) {
        for (var template : templates) {
            list.addObject()
                    .put("templateId", template.id())
                    .put("title", template.title())
                    .put("content", template.content());
        }
    }

    /**
     * Adds a template; with {@code subscription} {@code one-time} or {@code long-term} a notice's.
     */
    Answer add(ControlRequest request) {
        var account = sandbox.account(request);
        var json = request.body();
        var title = json.path("title").asString("");
        var content = json.path("content").asString("");
        if (title.isEmpty() || content.isEmpty()) {
            throw ControlProblem.badRequest("a template needs title and content");
        }
        int type =
                switch (json.path("subscription").asString("")) {
                    case "" -> 0;
                    case "one-time" -> 2;
                    case "long-term" -> Template.LONG_TERM;
                    default ->
                            throw ControlProblem.badRequest(
                                    "subscription must be one-time or long-term");
                };
        var blank = new Template("", title, content, "", "", "", type);
        var added =
                account.call(
                        () -> {
                            var notifications = account.relations().notifications();
                            return type == 0
                                    ? notifications.addTemplate(blank)
                                    : notifications.addSubscription(blank);
                        });
        return ControlSurface.json(201, Json.object().put("templateId", added.id()));
    }

    Answer delete(ControlRequest request) {
        var account = sandbox.account(request);
        var id = request.variable("templateid");
        if (!account.call(() -> account.relations().notifications().delete(id))) {
            throw ControlProblem.notFound("template " + id);
        }
        return ControlSurface.nothing();
    }

    /** What becomes of the next template messages. */
    Answer orderOutcomes(ControlRequest request) {
        var account = sandbox.account(request);
        var status = request.body().path("status").asString("");
        int times = Math.clamp(request.body().path("times").asInt(1), 1, 1_000);
        if (!OUTCOMES.contains(status)) {
            throw ControlProblem.badRequest("status must be one of " + OUTCOMES);
        }
        account.run(
                () -> {
                    for (int i = 0; i < times; i++) {
                        account.relations().notifications().orderOutcome(status);
                    }
                });
        return ControlSurface.nothing();
    }

    /** Somebody answers the popup of a template, or withdraws a consent later. */
    static void subscription(OfficialAccount account, int number, JsonNode json) {
        var notifications = account.relations().notifications();
        var templateId = json.path("templateId").asString("");
        requireTemplate(notifications, templateId);
        if (json.path("withdraw").asBoolean(false)) {
            notifications.withdraw(number, templateId);
            return;
        }
        notifications.answerPopup(
                number,
                templateId,
                json.path("accept").asBoolean(true),
                json.path("scene").asInt(1));
    }

    private static void requireTemplate(Notifications notifications, String id) {
        if (notifications.subscription(id).isEmpty()) {
            throw ControlProblem.notFound("subscription template " + id);
        }
    }
}
