package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.menu.MenuJson;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Conversations;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Website;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people and the operator set up beside the interface. */
final class PeopleControl {

    private final ControlledSandbox sandbox;

    PeopleControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** The owner of a phone refuses the account's messages, or takes them again. */
    Answer preferences(ControlRequest request) {
        var account = sandbox.account(request);
        var refuses = request.body().path("refusesMessages");
        if (!refuses.isBoolean()) {
            throw ControlProblem.badRequest("refusesMessages must be true or false");
        }
        account.run(
                () ->
                        account.relations()
                                .refuse(
                                        FollowerControl.follower(account, request),
                                        refuses.asBoolean()));
        return ControlSurface.nothing();
    }

    /** The menu that this phone shows. */
    Answer menu(ControlRequest request) {
        var account = sandbox.account(request);
        var body = Json.object();
        account.run(
                () ->
                        account.relations()
                                .menuOf(FollowerControl.follower(account, request))
                                .ifPresentOrElse(
                                        menu -> body.set("button", MenuJson.write(menu.buttons())),
                                        () -> body.putArray("button")));
        return ControlSurface.json(body);
    }

    /** How many customer-service messages a deed of the follower allows, and for how long. */
    Answer windows(ControlRequest request) {
        return ControlSurface.json(windows(sandbox.account(request)));
    }

    Answer changeWindows(ControlRequest request) {
        var account = sandbox.account(request);
        for (var window : request.body().properties()) {
            var trigger = Conversations.Trigger.valueOf(window.getKey().toUpperCase(Locale.ROOT));
            var allowance =
                    new Conversations.Allowance(
                            window.getValue().path("messages").asInt(0),
                            Duration.ofSeconds(window.getValue().path("seconds").asLong(0)));
            account.run(() -> account.relations().conversations().allow(trigger, allowance));
        }
        return windows(request);
    }

    private static ObjectNode windows(OfficialAccount account) {
        var body = Json.object();
        account.call(() -> account.relations().conversations().allowances())
                .forEach(
                        (trigger, allowance) ->
                                body.putObject(trigger.name().toLowerCase(Locale.ROOT))
                                        .put("messages", allowance.messages())
                                        .put("seconds", allowance.within().toSeconds()));
        return body;
    }

    /** The website's own menu and automatic replies. */
    Answer website(ControlRequest request) {
        var account = sandbox.account(request);
        return ControlSurface.json(account.call(() -> website(account)));
    }

    Answer setUpWebsite(ControlRequest request) {
        var account = sandbox.account(request);
        var json = request.body();
        var setup =
                new Website.Setup(
                        MenuJson.read(json.path("menu").path("button")),
                        json.path("followReply").asString(""),
                        json.path("defaultReply").asString(""),
                        keywords(json.path("keywords")));
        account.run(() -> account.relations().website().setUp(setup));
        return website(request);
    }

    private static List<Website.KeywordReply> keywords(JsonNode json) {
        var keywords = new ArrayList<Website.KeywordReply>();
        for (JsonNode entry : json) {
            var keyword = entry.path("keyword").asString("");
            keywords.add(
                    new Website.KeywordReply(
                            entry.path("rule").asString(keyword),
                            keyword,
                            entry.path("exact").asBoolean(false),
                            entry.path("reply").asString("")));
        }
        return keywords;
    }

    private static ObjectNode website(OfficialAccount account) {
        var setup = account.relations().website().setup();
        var body = Json.object().put("active", account.callback().isEmpty());
        body.putObject("menu").set("button", MenuJson.write(setup.menu()));
        body.put("followReply", setup.followReply()).put("defaultReply", setup.defaultReply());
        var keywords = body.putArray("keywords");
        setup.keywords()
                .forEach(
                        keyword ->
                                keywords.addObject()
                                        .put("rule", keyword.rule())
                                        .put("keyword", keyword.keyword())
                                        .put("exact", keyword.exact())
                                        .put("reply", keyword.reply()));
        return body;
    }
}
