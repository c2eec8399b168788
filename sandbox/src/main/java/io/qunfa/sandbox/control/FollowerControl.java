package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Followers;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.PhoneMessage;
import io.qunfa.sandbox.world.Publications;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Followers and their phones. */
final class FollowerControl {

    private static final int MAX_ROWS_OF_NEWCOMERS = 1_000;

    private final ControlledSandbox sandbox;

    FollowerControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Pages by OpenID. */
    Answer list(ControlRequest request) {
        var account = sandbox.account(request);
        var body = Json.object();
        account.run(
                () -> {
                    var followers = account.followers();
                    var after = request.query("after");
                    int from = after.isEmpty() ? 0 : known(followers, after) + 1;
                    var page = followers.page(from, request.limit());
                    body.put("total", followers.count());
                    writeRows(followers, page, body.putArray("followers"));
                    writeNext(followers, page, request.limit(), body);
                });
        return ControlSurface.json(body);
    }

    private static void writeNext(
            Followers followers, List<Integer> page, int limit, ObjectNode body) {
        if (page.size() == limit) {
            body.put("next", followers.openId(page.get(limit - 1)));
        } else {
            body.putNull("next");
        }
    }

    /** New people follow ({@code count}), or one comes back ({@code openid}). */
    Answer follow(ControlRequest request) {
        var account = sandbox.account(request);
        var wanted = request.body("count", "openid");
        var returning = wanted.text("openid", "");
        int count = wanted.number("count", 0, Followers.MAX, 1);
        var body = Json.object();
        account.run(
                () -> {
                    var followers = account.followers();
                    var rows = body.put("count", count).putArray("followers");
                    if (returning.isEmpty()) {
                        int first = account.follow(count);
                        var shown = Math.min(count, MAX_ROWS_OF_NEWCOMERS);
                        writeRows(followers, followers.page(first, shown), rows);
                    } else {
                        int number = known(followers, returning);
                        account.followAgain(number);
                        writeRows(followers, List.of(number), rows);
                    }
                });
        return ControlSurface.json(201, body);
    }

    private static void writeRows(Followers followers, List<Integer> page, ArrayNode rows) {
        for (int number : page) {
            rows.addObject()
                    .put("openid", followers.openId(number))
                    .put("wxname", followers.wxName(number))
                    .put("followedAt", followers.followedAt(number).toString());
        }
    }

    Answer unfollow(ControlRequest request) {
        var account = sandbox.account(request);
        account.run(() -> account.unfollow(follower(account, request)));
        return ControlSurface.nothing();
    }

    /** What the phone received, with {@code ?said=true} also what its owner said. */
    Answer messages(ControlRequest request) {
        var account = sandbox.account(request);
        boolean said = request.query("said").equals("true");
        var body = Json.object();
        account.run(
                () -> {
                    int number = follower(account, request);
                    var list = body.putArray("messages");
                    account.phones().chat(number).stream()
                            .filter(line -> said || line.source() != PhoneMessage.Source.SAID)
                            .forEach(line -> list.add(write(account, line)));
                    body.put(
                            "massMessagesThisMonth", account.massSends().receivedThisMonth(number));
                });
        return ControlSurface.json(body);
    }

    private static ObjectNode write(OfficialAccount account, PhoneMessage line) {
        var json =
                Json.object()
                        .put("time", line.time().toString())
                        .put("source", line.source().name().toLowerCase(Locale.ROOT))
                        .put("type", line.type())
                        .put("content", line.content())
                        .put("kind", line.type())
                        .put("title", line.card().title())
                        .put(
                                "text",
                                line.type().equals("text") ? line.content() : line.card().text())
                        .put("url", line.card().url())
                        .put("mediaId", line.card().mediaId());
        line.card().mediaIds().forEach(json.putArray("mediaIds")::add);
        var choices = json.putArray("choices");
        line.card()
                .choices()
                .forEach(
                        choice ->
                                choices.addObject()
                                        .put("id", choice.id())
                                        .put("content", choice.content()));
        writeArticles(account, line.card().url(), json);
        return line.msgId() == 0 ? json : json.put("msgId", line.msgId());
    }

    /** What a message of articles consists of, as long as the articles are there. */
    private static void writeArticles(OfficialAccount account, String url, ObjectNode into) {
        var articles =
                url.isEmpty()
                        ? List.<Publications.Listed>of()
                        : account.content().publications().messageAt(url);
        if (articles.isEmpty()) {
            return;
        }
        var list = into.putArray("articles");
        for (var listed : articles) {
            list.addObject()
                    .put("title", listed.article().title())
                    .put("digest", listed.article().digest())
                    .put("url", listed.url())
                    .put("cover", listed.article().thumbMediaId());
        }
    }

    static int follower(OfficialAccount account, ControlRequest request) {
        return known(account, request.variable("openid"));
    }

    static int known(OfficialAccount account, String openId) {
        return known(account.followers(), openId);
    }

    private static int known(Followers followers, String openId) {
        return followers
                .numberOf(openId)
                .orElseThrow(() -> ControlProblem.notFound("follower " + openId));
    }
}
