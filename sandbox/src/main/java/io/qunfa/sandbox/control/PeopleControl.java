package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.menu.MenuJson;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Conversations;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Website;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
        boolean refuses = request.body("refusesMessages").flag("refusesMessages");
        account.run(
                () ->
                        account.relations()
                                .refuse(FollowerControl.follower(account, request), refuses));
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
        var triggers = Conversations.Trigger.values();
        var words = Stream.of(triggers).map(ControlBody::word).toArray(String[]::new);
        var body = request.body(words);
        Stream.of(triggers)
                .filter(trigger -> body.has(ControlBody.word(trigger)))
                .forEach(trigger -> change(account, trigger, body));
        return windows(request);
    }

    private static void change(
            OfficialAccount account, Conversations.Trigger trigger, ControlBody body) {
        var window = body.object(ControlBody.word(trigger), "messages", "seconds");
        var allowance =
                new Conversations.Allowance(
                        window.number("messages", 0, Integer.MAX_VALUE, 0),
                        Duration.ofSeconds(window.number("seconds", 0, Integer.MAX_VALUE, 0)));
        account.run(() -> account.relations().conversations().allow(trigger, allowance));
    }

    private static ObjectNode windows(OfficialAccount account) {
        var body = Json.object();
        account.call(() -> account.relations().conversations().allowances())
                .forEach(
                        (trigger, allowance) ->
                                body.putObject(ControlBody.word(trigger))
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
        var body = request.body("active", "menu", "followReply", "defaultReply", "keywords");
        var setup =
                new Website.Setup(
                        MenuJson.read(body.object("menu", "button").raw("button")),
                        body.text("followReply", ""),
                        body.text("defaultReply", ""),
                        keywords(body));
        account.run(() -> account.relations().website().setUp(setup));
        return website(request);
    }

    private static List<Website.KeywordReply> keywords(ControlBody body) {
        return body.objects("keywords", "rule", "keyword", "exact", "reply").stream()
                .map(
                        entry ->
                                new Website.KeywordReply(
                                        entry.text("rule", entry.text("keyword")),
                                        entry.text("keyword"),
                                        entry.flag("exact", false),
                                        entry.text("reply")))
                .toList();
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

    /** The person who was invited answers; an agent comes or goes. */
    Answer changeAgent(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body("accepted", "online");
        var name = request.variable("agent");
        account.run(
                () -> {
                    var agents = account.relations().agents();
                    agents.require(name);
                    if (body.has("accepted")) {
                        agents.answer(name, body.flag("accepted"));
                    }
                    if (body.has("online")) {
                        agents.online(name, body.flag("online"));
                    }
                });
        return ControlSurface.nothing();
    }
}
