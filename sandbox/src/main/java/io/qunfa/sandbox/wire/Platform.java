package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.faults.Effect;
import io.qunfa.sandbox.faults.Fault;
import io.qunfa.sandbox.faults.Faults;
import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.Body;
import io.qunfa.sandbox.http.HttpHandler;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.journal.Entry;
import io.qunfa.sandbox.journal.Journal;
import io.qunfa.sandbox.journal.RefusedCall;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The emulated platform: takes every request outside the control surface. */
public final class Platform implements HttpHandler {

    private static final int DUPLICATE_SEND = 45065;
    private static final int MAX_JOURNALED_BYTES = 64 * 1024;

    private final World world;
    private final Faults faults;
    private final Journal journal;
    private final Map<String, CallHandler> handlers;
    private final DocumentedCalls calls = DocumentedCalls.read();
    private final Map<String, DocumentedFields> fields = DocumentedFields.read();
    private final Envelope envelope = new Envelope();
    private final Runnable awaitPushes;
    private final Checks checks;

    public Platform(
            World world,
            Faults faults,
            Journal journal,
            Runnable awaitPushes,
            Map<String, CallHandler> handlers) {
        if (!handlers.keySet().containsAll(calls.paths())) {
            throw new IllegalStateException("calls.tsv lists more than is served");
        }
        this.world = world;
        this.faults = faults;
        this.journal = journal;
        this.awaitPushes = awaitPushes;
        this.handlers = handlers;
        this.checks = new Checks(world);
    }

    @Override
    public Answer handle(Request request) {
        var exchange = new Exchange(request);
        var fault = faults.ofCall(request.path()).orElse(null);
        var answer = fault == null ? exchange.serve() : exchange.disturbed(fault);
        exchange.write(answer);
        return answer;
    }

    /** One request and what becomes of it. */
    private final class Exchange {

        private final Request request;
        private final List<String> notes = new ArrayList<>();
        private final long begun = System.nanoTime();
        private @Nullable Call call;
        private String rid = "";

        Exchange(Request request) {
            this.request = request;
        }

        Answer.Whole serve() {
            var documented = calls.find(request.path());
            if (documented == null) {
                return unknownPath();
            }
            var current = new Call(request, documented);
            call = current;
            try {
                var body = checks.serve(current, handler(request.path()));
                if (current.isAnsweredAfterPushes()) {
                    awaitPushes.run();
                }
                var file = current.attachment();
                return file == null
                        ? styled(envelope.success(request.path(), body))
                        : file.answer();
            } catch (Refusal refusal) {
                explain(refusal, documented);
                return refuse(refusal);
            } finally {
                noteNearMisses(current);
            }
        }

        private CallHandler handler(String path) {
            return Objects.requireNonNull(handlers.get(path));
        }

        private Answer.Whole unknownPath() {
            var nearest = calls.nearest(request.path());
            notes.add("not emulated: " + request.path() + "; the nearest known path is " + nearest);
            var wrong = NearPath.explain(request.path(), calls);
            var refusal = Refusal.of(40066, "the path is known", request.path(), nearest);
            notes.add("failed: the path is known");
            notes.add("sent: " + wrong);
            notes.add("expected: " + nearest);
            notes.add("see: " + calls.page(nearest));
            return refuse(refusal).with("X-Qunfa-Not-Emulated", "nearest=" + nearest);
        }

        private Answer.Whole refuse(Refusal refusal) {
            rid = envelope.rid(world.clock().instant());
            return styled(
                    envelope.refusal(request.path(), rid, refusal, isOn(ContentSwitch.OLD_HINTS)));
        }

        private Answer.Whole styled(Answer.Whole answer) {
            return isOn(ContentSwitch.PLAIN_TEXT_ANSWERS) ? Envelope.asPlainText(answer) : answer;
        }

        private boolean isOn(ContentSwitch behaviour) {
            var owner = call == null ? null : call.owner();
            return owner != null && owner.switches().content().isOn(behaviour);
        }

        private void explain(Refusal refusal, DocumentedCall documented) {
            var why = refusal.explanation();
            notes.add("failed: " + why.check());
            notes.add("sent: " + why.sent());
            notes.add("expected: " + why.expected());
            notes.add("evidence: " + why.evidence().word());
            notes.add("see: " + documented.page());
        }

        private void noteNearMisses(Call current) {
            var path = current.documented().path();
            var misses = NearMisses.of(current, fields.getOrDefault(path, DocumentedFields.NONE));
            notes.addAll(misses);
            if (!misses.isEmpty() && rid.isEmpty()) {
                notes.add("see: " + current.documented().page());
            }
        }

        Answer disturbed(Fault fault) {
            notes.add("fault: " + fault.effect().word());
            prepare(fault);
            var real = fault.processed() ? serve() : null;
            return switch (fault.effect()) {
                case ERRCODE -> refused(fault.errcode(), real);
                case STATUS -> gatewayPage(fault.status());
                case HTML -> gatewayPage(200);
                case MALFORMED -> malformed(real == null ? serve() : real);
                case HALF -> new Answer.Half(real == null ? serve() : real);
                case RESET -> new Answer.Reset();
                case DROP_BEFORE, DROP_AFTER -> new Answer.Dropped();
                case TOKEN_KICKED, LATENCY, DUPLICATE, LATE, EARLY, LOST ->
                        real == null ? serve() : real;
            };
        }

        private Answer refused(int code, Answer.@Nullable Whole real) {
            var refusal = Refusal.of(code, "a fault was ordered", "errcode " + code, "no fault");
            var told = code == DUPLICATE_SEND && real != null ? naming(refusal, real) : refusal;
            return refuse(told);
        }

        /** A duplicate names the send that it repeats: here the one that this call has made. */
        private static Refusal naming(Refusal duplicate, Answer.Whole real) {
            var msgId = Json.parse(real.body().bytes()).path("msg_id");
            return msgId.isNumber() ? duplicate.carrying("msg_id", msgId.asLong()) : duplicate;
        }

        private static Answer gatewayPage(int status) {
            var page = "<html><body><h1>%d</h1></body></html>".formatted(status);
            return Answer.of(status, "text/html", page.getBytes(StandardCharsets.UTF_8));
        }

        private static Answer malformed(Answer.Whole whole) {
            return new Answer.Whole(whole.status(), whole.headers(), whole.body().half());
        }

        private void prepare(Fault fault) {
            if (fault.effect() == Effect.TOKEN_KICKED) {
                world.kick(request.parameters().getOrDefault("access_token", ""));
            }
            if (fault.effect() == Effect.LATENCY) {
                pause(fault.delay());
            }
        }

        private static void pause(Duration delay) {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void write(Answer answer) {
            var owner = call == null ? null : call.owner();
            var time = world.clock().instant();
            var query = Redaction.ofQuery(request.rawQuery());
            var body = bodyText();
            var text = answer instanceof Answer.Whole whole ? answerText(whole) : "";
            if (!rid.isEmpty()) {
                remember(time, query, body, text);
            }
            journal.request(
                    id ->
                            new Entry.RequestSeen(
                                    id,
                                    time,
                                    owner == null ? "" : owner.appId(),
                                    request.method(),
                                    request.path(),
                                    query,
                                    body,
                                    outcome(answer),
                                    text,
                                    List.copyOf(notes)));
        }

        /** For {@code openapi/rid/get}. */
        private void remember(Instant time, String query, String body, String text) {
            var owner = call == null ? null : call.owner();
            journal.refusedCalls()
                    .add(
                            new RefusedCall(
                                    rid,
                                    owner == null ? "" : owner.appId(),
                                    time,
                                    request.path(),
                                    query,
                                    body,
                                    text,
                                    request.caller().getHostAddress(),
                                    (System.nanoTime() - begun) / 1_000_000));
        }

        private String bodyText() {
            var type = request.header("content-type").orElse("");
            return MultipartForm.isIn(request)
                    ? "%d bytes of %s".formatted(request.body().length(), type)
                    : Redaction.ofJson(shorten(request.body()));
        }

        private String answerText(Answer.Whole whole) {
            var file = call == null ? null : call.attachment();
            return file == null
                    ? Redaction.ofJson(shorten(whole.body()))
                    : "%d bytes of %s".formatted(whole.body().length(), file.contentType());
        }

        private static String outcome(Answer answer) {
            return switch (answer) {
                case Answer.Whole whole -> String.valueOf(whole.status());
                case Answer.Half half -> "half";
                case Answer.Dropped dropped -> "dropped";
                case Answer.Reset reset -> "reset";
                case Answer.Stream stream -> "stream";
            };
        }

        private static String shorten(Body body) {
            return body.length() <= MAX_JOURNALED_BYTES
                    ? body.text()
                    : body.start(MAX_JOURNALED_BYTES).text() + "…";
        }
    }
}
