package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Draft;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Originality;
import io.qunfa.sandbox.world.Publication;
import io.qunfa.sandbox.world.Verdicts;
import java.util.EnumSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do to an account's content beside its API: reviewers, the originality check, the
 * website's editor.
 */
final class ContentControl {

    /** All articles banned by the system. */
    private static final int LAST_STATUS = 6;

    private final ControlledSandbox sandbox;

    ContentControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Marks an article of a draft as a reprint of somebody else's. */
    Answer markReprint(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body("mediaId", "index", "original", "canReprint");
        var mediaId = body.text("mediaId");
        int idx = body.number("index", 1, Integer.MAX_VALUE, 1);
        var original = body.object("original", "appid", "url");
        var mark =
                new Originality.Mark(
                        mediaId,
                        idx,
                        original.text("url", addressOf(original)),
                        body.flag("canReprint", false));
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

    private static String addressOf(ControlBody original) {
        return "http://mp.weixin.qq.com/s/" + original.text("appid", "original");
    }

    Answer verdicts(ControlRequest request) {
        var account = sandbox.account(request);
        return ControlSurface.json(account.call(() -> writeVerdicts(account)));
    }

    /** What the reviewers say to the next sends and publications. */
    Answer decide(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body("sends", "publications");
        var sends = body.list("sends").stream().map(ContentControl::readVerdict).toList();
        var publications =
                body.list("publications").stream().map(ContentControl::readStatus).toList();
        account.run(
                () -> {
                    account.content().verdicts().onSends(sends);
                    account.content().verdicts().onPublications(publications);
                });
        return verdicts(request);
    }

    private static Verdicts.OnSend readVerdict(JsonNode verdict) {
        if (verdict.isString()) {
            return new Verdicts.OnSend(verdict.asString(), 0, 0);
        }
        var body = ControlBody.of("sends[]", verdict, List.of("status", "errors", "unaccounted"));
        return new Verdicts.OnSend(
                body.text("status", "send success"),
                body.number("errors", 0, Integer.MAX_VALUE, 0),
                body.number("unaccounted", 0, Integer.MAX_VALUE, 0));
    }

    private static int readStatus(JsonNode status) {
        if (!status.isIntegralNumber() || status.asInt(-1) < 0 || status.asInt() > LAST_STATUS) {
            throw ControlProblem.badRequest(
                    "publications must be numbers from 0 to %d; sent: %s"
                            .formatted(LAST_STATUS, status));
        }
        return status.asInt();
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
                                        .put("errors", verdict.errors())
                                        .put("unaccounted", verdict.unaccounted()));
        verdicts.waitingOnPublications().forEach(json.putArray("publications")::add);
        return json;
    }

    /** What stands in the way of a draft: the editor saved it on its own, and the like. */
    Answer changeDraft(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body("autosaved", "adOrder", "siteOnly", "unfit");
        var mediaId = request.variable("mediaid");
        account.run(
                () -> {
                    var drafts = account.content().drafts();
                    var marks = EnumSet.noneOf(Draft.Mark.class);
                    marks.addAll(drafts.require(mediaId).marks());
                    set(marks, Draft.Mark.AUTOSAVED, body, "autosaved");
                    set(marks, Draft.Mark.AD_ORDER, body, "adOrder");
                    set(marks, Draft.Mark.SITE_ONLY, body, "siteOnly");
                    set(marks, Draft.Mark.UNFIT, body, "unfit");
                    drafts.mark(mediaId, marks);
                });
        return ControlSurface.nothing();
    }

    private static <E extends Enum<E>> void set(
            EnumSet<E> marks, E mark, ControlBody body, String name) {
        if (body.flag(name, marks.contains(mark))) {
            marks.add(mark);
        } else {
            marks.remove(mark);
        }
    }

    /** The platform reviews a video, or lets it pass. */
    Answer changeMedia(ControlRequest request) {
        var account = sandbox.account(request);
        boolean underReview = request.body("underReview").flag("underReview");
        var mediaId = request.variable("mediaid");
        account.run(() -> account.content().media().review(mediaId, underReview));
        return ControlSurface.nothing();
    }

    /** The bytes of a file that can be used now, for the pages that show what a phone received. */
    Answer media(ControlRequest request) {
        var account = sandbox.account(request);
        var mediaId = request.variable("mediaid");
        var file =
                account.call(() -> account.content().media().find(mediaId))
                        .orElseThrow(() -> ControlProblem.notFound("media " + mediaId));
        return Answer.of(200, file.format().contentType(), file.content().bytes())
                .with("X-Content-Type-Options", "nosniff")
                .with("Content-Security-Policy", "default-src 'none'; sandbox")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** What the platform decides about articles that have pages. */
    Answer flag(ControlRequest request) {
        var account = sandbox.account(request);
        var body = request.body("rumour", "limited", "banned");
        long id = request.id("msgdataid");
        account.run(
                () -> {
                    var publication =
                            account.content()
                                    .publications()
                                    .find(id)
                                    .orElseThrow(() -> ControlProblem.notFound("publication"));
                    for (var flag : Publication.Flag.values()) {
                        boolean isSet = body.flag(ControlBody.word(flag), publication.has(flag));
                        publication.flag(flag, isSet);
                    }
                });
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
                    page.forEach(publication -> list.add(write(account, publication)));
                    if (page.size() == request.limit()) {
                        body.put("next", page.getLast().msgDataId());
                    } else {
                        body.putNull("next");
                    }
                });
        return ControlSurface.json(body);
    }

    private static ObjectNode write(OfficialAccount account, Publication publication) {
        var json =
                Json.object()
                        .put("msgDataId", publication.msgDataId())
                        .put("articleId", publication.articleId())
                        .put("time", publication.at().toString())
                        .put("notified", publication.isNotified())
                        .put("reach", publication.reach());
        var pages = json.putArray("articles");
        for (var flag : Publication.Flag.values()) {
            json.put(ControlBody.word(flag), publication.has(flag));
        }
        for (var page : publication.pages()) {
            var reading = account.content().readership().untilToday(publication, page);
            pages.addObject()
                    .put("index", page.idx())
                    .put("title", page.article().title())
                    .put("url", page.url())
                    .put("deleted", page.isDeleted())
                    .put("commentsOpen", page.comments().isOpen())
                    .put("comments", page.comments().newestFirst().size())
                    .set("reading", ReaderControl.write(reading));
        }
        return json;
    }
}
