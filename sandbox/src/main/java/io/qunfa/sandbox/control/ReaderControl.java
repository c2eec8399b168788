package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Publications;
import io.qunfa.sandbox.world.Reading;
import io.qunfa.sandbox.world.Readings;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What readers do with articles that have pages: they read, share, like and comment. */
final class ReaderControl {

    private static final int MAX_READERS = 10_000_000;
    private static final List<String> DEEDS =
            Arrays.stream(Readings.Deed.values()).map(ControlBody::word).toList();

    private final ControlledSandbox sandbox;

    ReaderControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** So many people read an article today; what is not said follows from the seed. */
    Answer crowd(ControlRequest request) {
        var account = sandbox.account(request);
        var body =
                request.body(
                        "index", "users", "shares", "zaikan", "likes", "collections", "originals");
        long id = request.id("msgdataid");
        int users = body.number("users", 0, MAX_READERS, 1);
        var done =
                account.call(
                        () -> {
                            var place = readable(id, body, account);
                            var usual =
                                    account.content()
                                            .readership()
                                            .usual(users, place.publication(), place.page());
                            var reading = read(body, users, usual);
                            place.page().readings().add(reading, account.clock().beijingDate());
                            return reading;
                        });
        return ControlSurface.json(201, write(done));
    }

    private static Reading read(ControlBody body, int users, Reading usual) {
        return new Reading(
                users,
                body.number("shares", 0, MAX_READERS, usual.shares()),
                body.number("zaikan", 0, MAX_READERS, usual.zaikan()),
                body.number("likes", 0, MAX_READERS, usual.likes()),
                body.number("collections", 0, MAX_READERS, usual.collections()),
                body.number("originals", 0, MAX_READERS, usual.originals()));
    }

    static ObjectNode write(Reading reading) {
        return Json.object()
                .put("users", reading.users())
                .put("shares", reading.shares())
                .put("zaikan", reading.zaikan())
                .put("likes", reading.likes())
                .put("collections", reading.collections())
                .put("originals", reading.originals());
    }

    /** This follower reads an article today, and does more with it. */
    Answer reader(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body("msgDataId", "index", "deeds");
        var deeds = body.texts("deeds", List.of("read")).stream().map(this::deed).toList();
        account.run(
                () -> {
                    int reader = reader(request, account);
                    long id = body.id("msgDataId").orElse(0);
                    var readings = readable(id, body, account).page().readings();
                    var today = account.clock().beijingDate();
                    deeds.forEach(deed -> readings.did(deed, reader, today));
                });
        return ControlSurface.nothing();
    }

    private Readings.Deed deed(String word) {
        return Arrays.stream(Readings.Deed.values())
                .filter(deed -> ControlBody.word(deed).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                ControlProblem.badRequest(
                                        "deeds[] must be one of %s; sent: %s"
                                                .formatted(DEEDS, word)));
    }

    /** A reader comments on an article, counted from 1. */
    Answer comment(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body("msgDataId", "index", "content");
        var content = body.text("content");
        var answer = Json.object();
        account.run(
                () -> {
                    int reader = reader(request, account);
                    var comments = place(body, account).page().comments();
                    var now = account.clock().instant();
                    answer.put("userCommentId", comments.write(reader, content, now).id());
                });
        return ControlSurface.json(201, answer);
    }

    /** A reader deletes a comment again. */
    Answer withdraw(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body("msgDataId", "index", "userCommentId");
        long id = body.id("userCommentId").orElse(0);
        account.run(
                () ->
                        place(body, account)
                                .page()
                                .comments()
                                .withdraw(id, reader(request, account)));
        return ControlSurface.nothing();
    }

    private static int reader(ControlRequest request, OfficialAccount account) {
        return account.followers()
                .numberOf(request.variable("openid"))
                .orElseThrow(() -> ControlProblem.notFound("follower"));
    }

    private static Publications.Place readable(long id, ControlBody body, OfficialAccount account) {
        var place = place(id, body, account);
        if (place.page().isDeleted()) {
            throw ControlProblem.badRequest("the article was deleted: nobody can read it");
        }
        return place;
    }

    private static Publications.Place place(ControlBody body, OfficialAccount account) {
        return place(body.id("msgDataId").orElse(0), body, account);
    }

    /** The page at this place, counted from 1. */
    private static Publications.Place place(long id, ControlBody body, OfficialAccount account) {
        int index = body.number("index", 1, Integer.MAX_VALUE, 1);
        return account.content()
                .publications()
                .find(id)
                .flatMap(
                        found ->
                                found.pages().stream()
                                        .skip(index - 1L)
                                        .findFirst()
                                        .map(page -> new Publications.Place(found, page)))
                .orElseThrow(() -> ControlProblem.notFound("article"));
    }
}
