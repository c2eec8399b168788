package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Originality;
import io.qunfa.sandbox.world.Publication;
import io.qunfa.sandbox.world.Verdicts;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do to an account's content beside its API: reviewers, the originality check, the
 * website's editor, readers who comment.
 */
final class ContentControl {

    private final ControlledSandbox sandbox;

    ContentControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Marks an article of a draft as a reprint of somebody else's. */
    Answer markReprint(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body();
        var mediaId = required(body, "mediaId");
        int idx = body.path("index").asInt(1);
        var original = body.path("original");
        var mark =
                new Originality.Mark(
                        mediaId,
                        idx,
                        original.path("url").asString(addressOf(original)),
                        body.path("canReprint").asBoolean(false));
        account.run(
                () -> {
                    var articles = account.content().drafts().require(mediaId).articles();
                    if (idx < 1 || idx > articles.size()) {
                        throw ControlProblem.badRequest("index must be 1 to " + articles.size());
                    }
                    account.content().originality().mark(mark);
                });
        return ControlSurface.json(
                201,
                Json.object()
                        .put("mediaId", mediaId)
                        .put("index", idx)
                        .put("originalUrl", mark.originalUrl())
                        .put("canReprint", mark.canReprint()));
    }

    private static String addressOf(JsonNode original) {
        return "http://mp.weixin.qq.com/s/" + original.path("appid").asString("original");
    }

    Answer verdicts(ControlRequest request) {
        var account = sandbox.account(request);
        return ControlSurface.json(account.call(() -> writeVerdicts(account)));
    }

    /** What the reviewers say to the next sends and publications. */
    Answer decide(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body();
        var sends = new ArrayList<Verdicts.OnSend>();
        body.path("sends").forEach(verdict -> sends.add(readVerdict(verdict)));
        var publications = new ArrayList<Integer>();
        body.path("publications").forEach(status -> publications.add(status.asInt(0)));
        account.run(
                () -> {
                    account.content().verdicts().onSends(sends);
                    account.content().verdicts().onPublications(publications);
                });
        return verdicts(request);
    }

    private static Verdicts.OnSend readVerdict(JsonNode verdict) {
        return verdict.isString()
                ? new Verdicts.OnSend(verdict.asString(), 0)
                : new Verdicts.OnSend(
                        verdict.path("status").asString("send success"),
                        verdict.path("errors").asInt(0));
    }

    private static ObjectNode writeVerdicts(OfficialAccount account) {
        var verdicts = account.content().verdicts();
        var json = Json.object();
        var sends = json.putArray("sends");
        verdicts.waitingOnSends()
                .forEach(
                        verdict ->
                                sends.addObject()
                                        .put("status", verdict.status())
                                        .put("errors", verdict.errors()));
        verdicts.waitingOnPublications().forEach(json.putArray("publications")::add);
        return json;
    }

    /** The website's editor saves a draft on its own, or a person does. */
    Answer changeDraft(ControlRequest request) {
        var account = sandbox.account(request);
        var autosaved = request.body().path("autosaved");
        if (!autosaved.isBoolean()) {
            throw ControlProblem.badRequest("autosaved must be true or false");
        }
        var mediaId = request.variable("mediaid");
        account.run(() -> account.content().drafts().autosaved(mediaId, autosaved.asBoolean()));
        return ControlSurface.nothing();
    }

    /** Everything that has public pages, newest first; pages by msgDataId. */
    Answer publications(ControlRequest request) {
        var account = sandbox.account(request);
        long after = request.number("after", Long.MAX_VALUE);
        var body = Json.object();
        account.run(
                () -> {
                    var page =
                            account.content().publications().newestFirst().stream()
                                    .filter(publication -> publication.msgDataId() < after)
                                    .limit(request.limit())
                                    .toList();
                    var list = body.putArray("publications");
                    page.forEach(publication -> list.add(write(publication)));
                    if (page.size() == request.limit()) {
                        body.put("next", page.getLast().msgDataId());
                    } else {
                        body.putNull("next");
                    }
                });
        return ControlSurface.json(body);
    }

    private static ObjectNode write(Publication publication) {
        var json =
                Json.object()
                        .put("msgDataId", publication.msgDataId())
                        .put("articleId", publication.articleId())
                        .put("time", publication.at().toString())
                        .put("notified", publication.isNotified())
                        .put("reach", publication.reach());
        var pages = json.putArray("articles");
        for (var page : publication.pages()) {
            pages.addObject()
                    .put("index", page.idx())
                    .put("title", page.article().title())
                    .put("url", page.url())
                    .put("deleted", page.isDeleted())
                    .put("commentsOpen", page.comments().isOpen())
                    .put("comments", page.comments().newestFirst().size());
        }
        return json;
    }

    /** A reader comments on an article, counted from 1. */
    Answer comment(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body();
        var content = required(body, "content");
        long msgDataId = Json.integer(body.path("msgDataId")).orElse(0);
        int index = body.path("index").asInt(1);
        var answer = Json.object();
        account.run(
                () -> {
                    int reader =
                            account.followers()
                                    .numberOf(request.variable("openid"))
                                    .orElseThrow(() -> ControlProblem.notFound("follower"));
                    var page =
                            account.content()
                                    .publications()
                                    .find(msgDataId)
                                    .flatMap(p -> p.pages().stream().skip(index - 1L).findFirst())
                                    .orElseThrow(() -> ControlProblem.notFound("article"));
                    var now = account.clock().instant();
                    answer.put("userCommentId", page.comments().write(reader, content, now).id());
                });
        return ControlSurface.json(201, answer);
    }

    private static String required(JsonNode body, String name) {
        var text = body.path(name);
        if (!text.isString() || text.asString().isEmpty()) {
            throw ControlProblem.badRequest(name + " is missing");
        }
        return text.asString();
    }
}
