package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.MassJob;
import io.qunfa.sandbox.world.MassSpeed;
import io.qunfa.sandbox.world.Measure;
import io.qunfa.sandbox.world.Refusal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of a mass send. */
public final class JobCalls {

    /** {@code POST /cgi-bin/message/mass/get}: the status, never the counts. */
    public ObjectNode get(Call call) {
        var id = call.body().path("msg_id");
        boolean isSilent =
                call.account().switches().content().isOn(ContentSwitch.UNKNOWN_SEND_IS_EMPTY);
        if (isSilent && known(call, id).isEmpty()) {
            return Json.object();
        }
        var job = find(call, id);
        requireVisible(call, job);
        boolean hides =
                call.account().switches().content().isOn(ContentSwitch.WAITING_LOOKS_SENDING);
        if (!hides) {
            job.requireAnswered();
        }
        return Json.object().put("msg_id", job.msgId()).put("msg_status", job.publicStatus());
    }

    /** Reports tell that a send is not known at once. */
    private static void requireVisible(Call call, MassJob job) {
        var account = call.account();
        var visible = job.acceptedAt().plusSeconds(account.settings().measure(Measure.STATUS_LAG));
        if (account.clock().instant().isBefore(visible)) {
            throw unknown(job.msgId() + ", which is too new").observed();
        }
    }

    /** {@code POST /cgi-bin/message/mass/delete}: articles and videos of finished sends only. */
    public ObjectNode delete(Call call) {
        var body = call.body();
        var job = findToDelete(call, body);
        requireDeletable(job);
        call.account().massSends().requireNoRumour(job);
        int idx = body.has("url") && !hasId(body) ? pageOf(call, body) : place(body);
        int pages = job.content().draft().map(draft -> draft.articles().size()).orElse(1);
        if (idx < 0 || idx > pages) {
            throw Refusal.of(
                    40060,
                    "article_idx is the place of an article, from 1, or 0 for all",
                    String.valueOf(idx),
                    "0 to " + pages);
        }
        requirePage(call, job, idx);
        call.account().massSends().delete(job, idx);
        if (call.account().switches().content().isOn(ContentSwitch.DELETION_SAYS_40060)) {
            throw Refusal.of(
                            40060,
                            "nothing: the page is gone all the same",
                            String.valueOf(idx),
                            "the switch deletionSays40060 off")
                    .observed();
        }
        return Envelope.ok();
    }

    private static void requireDeletable(MassJob job) {
        job.requireAnswered();
        if (!job.content().isDeletable()) {
            throw Refusal.of(
                            40008,
                            "the send has a page to delete",
                            job.content().type(),
                            "mpnews or mpvideo")
                    .observed();
        }
        if (job.state() != MassJob.State.FINISHED) {
            throw Refusal.of(40065, "the send is finished", job.state().name(), "FINISHED");
        }
    }

    /** One article cannot be deleted twice, as a whole send cannot (assumed). */
    private static void requirePage(Call call, MassJob job, int idx) {
        var pages = call.account().content().publications().find(job.msgDataId());
        boolean isGone =
                pages.stream()
                        .flatMap(publication -> publication.pages().stream())
                        .anyMatch(page -> page.idx() == idx && page.isDeleted());
        if (isGone) {
            throw Refusal.of(40065, "the article has a page", idx + ", deleted", "another article")
                    .assumed();
        }
    }

    /** {@code msg_id} wins over {@code url}; old programs write {@code msgid}. */
    private static MassJob findToDelete(Call call, JsonNode body) {
        if (hasId(body)) {
            return find(call, body.has("msg_id") ? body.path("msg_id") : body.path("msgid"));
        }
        var url = body.path("url").asString("");
        return call.account().massSends().findByUrl(url).orElseThrow(() -> unknown(url));
    }

    private static boolean hasId(JsonNode body) {
        return body.has("msg_id") || body.has("msgid");
    }

    private static int place(JsonNode body) {
        return (int) Json.integer(body.path("article_idx")).orElse(0);
    }

    private static int pageOf(Call call, JsonNode body) {
        return call.account().content().publications().placeOf(body.path("url").asString(""));
    }

    /** {@code POST /cgi-bin/message/mass/speed/get}. */
    public ObjectNode speed(Call call) {
        call.account().massSends().requireAnswered();
        var speed = call.account().massSends().speed();
        return Json.object().put("speed", speed.level()).put("realspeed", speed.real());
    }

    /** {@code POST /cgi-bin/message/mass/speed/set}: the text of its success is empty. */
    public ObjectNode setSpeed(Call call) {
        long level =
                Json.integer(call.body().path("speed"))
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                45084,
                                                "speed is there",
                                                call.body().path("speed").toString(),
                                                "\"speed\":0"));
        int clamped = Math.clamp(level, -1, Integer.MAX_VALUE);
        call.account().massSends().speed(new MassSpeed(clamped));
        return Envelope.ok("");
    }

    private static MassJob find(Call call, JsonNode id) {
        return known(call, id).orElseThrow(() -> unknown(id.toString()));
    }

    private static Optional<MassJob> known(Call call, JsonNode id) {
        return Json.integer(id).stream()
                .mapToObj(call.account().massSends()::find)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Refusal unknown(String sent) {
        return Refusal.of(
                40059, "the send is one of this account", sent, "the msg_id or url of a send");
    }
}
