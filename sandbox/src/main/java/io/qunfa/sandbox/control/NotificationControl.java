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
        var body = request.body("title", "content", "subscription");
        var title = body.text("title");
        var content = body.text("content");
        int type = body.has("subscription") ? subscriptionType(body) : 0;
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

    private static int subscriptionType(ControlBody body) {
        var word = body.word("subscription", List.of("one-time", "long-term"), "");
        return word.equals("one-time") ? 2 : Template.LONG_TERM;
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
        var body = request.body("status", "times");
        var status = body.word("status", OUTCOMES, "");
        int times = body.number("times", 1, 1_000, 1);
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
        var body = ControlBody.of(json, "type", "templateId", "withdraw", "accept", "scene");
        var notifications = account.relations().notifications();
        var templateId = body.text("templateId");
        requireTemplate(notifications, templateId);
        if (body.flag("withdraw", false)) {
            notifications.withdraw(number, templateId);
            return;
        }
        notifications.answerPopup(
                number,
                templateId,
                body.flag("accept", true),
                body.number("scene", 0, Integer.MAX_VALUE, 1));
    }

    private static void requireTemplate(Notifications notifications, String id) {
        if (notifications.subscription(id).isEmpty()) {
            throw ControlProblem.notFound("subscription template " + id);
        }
    }
}
