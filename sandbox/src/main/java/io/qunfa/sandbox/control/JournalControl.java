package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.journal.Entry;
import io.qunfa.sandbox.journal.Journal;
import io.qunfa.sandbox.journal.Wanted;
import io.qunfa.sandbox.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What was seen and pushed, as pages and live. */
final class JournalControl {

    private static final int MAX_UNREAD = 1_000;
    private static final int HEARTBEAT_SECONDS = 15;
    private static final byte[] HEARTBEAT = ": alive\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Journal journal;

    JournalControl(Journal journal) {
        this.journal = journal;
    }

    /**
     * Oldest first after {@code after}, or with {@code newest} newest first before {@code before}.
     */
    Answer requests(ControlRequest request) {
        return request.newest().isPresent()
                ? newest(request, "requests", journal::requestsBefore)
                : page(
                        "requests",
                        journal.requestsAfter(request.number("after", 0), request.limit()),
                        request.limit());
    }

    Answer callbacks(ControlRequest request) {
        return request.newest().isPresent()
                ? newest(request, "callbacks", journal::callbacksBefore)
                : page(
                        "callbacks",
                        journal.callbacksAfter(request.number("after", 0), request.limit()),
                        request.limit());
    }

    private static Answer newest(ControlRequest request, String name, OlderEntries older) {
        int size = request.newest().orElseThrow();
        return page(name, older.read(request.number("before", Long.MAX_VALUE), size), size);
    }

    /** Reads entries older than an id, newest first. */
    private interface OlderEntries {
        List<? extends Entry> read(long id, int limit);
    }

    /** Requests and callbacks together, newest first, of these only what is asked for. */
    Answer found(ControlRequest request) {
        var wanted =
                new Wanted(
                        request.query("path"),
                        code(request),
                        request.query("appid"),
                        request.query("refused").equals("true"),
                        moment(request, "since", Instant.MIN),
                        moment(request, "until", Instant.MAX));
        var before = request.number("before", Long.MAX_VALUE);
        var entries = journal.found(wanted, before, request.limit());
        var body = Json.object();
        if (before == Long.MAX_VALUE) {
            body.put("matching", journal.count(wanted));
        }
        return page(body, "entries", entries, request.limit());
    }

    private static OptionalInt code(ControlRequest request) {
        return request.query("errcode").isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) request.number("errcode", 0));
    }

    private static Instant moment(ControlRequest request, String name, Instant otherwise) {
        var text = request.query(name);
        return text.isEmpty() ? otherwise : OffsetDateTime.parse(text).toInstant();
    }

    private static Answer page(String name, List<? extends Entry> entries, int limit) {
        return page(Json.object(), name, entries, limit);
    }

    private static Answer page(
            ObjectNode body, String name, List<? extends Entry> entries, int limit) {
        var list = body.putArray(name);
        entries.forEach(entry -> list.add(write(entry)));
        if (entries.size() == limit) {
            body.put("next", entries.get(limit - 1).id());
        } else {
            body.putNull("next");
        }
        return ControlSurface.json(body);
    }

    /** Server-sent events from now on; a reader who is too slow misses some. */
    Answer events(ControlRequest request) {
        return new Answer.Stream("text/event-stream", this::stream);
    }

    private void stream(OutputStream out) throws IOException {
        var unread = new ArrayBlockingQueue<Entry>(MAX_UNREAD);
        Consumer<Entry> listener = unread::offer;
        journal.listen(listener);
        try {
            out.write(HEARTBEAT);
            out.flush();
            while (true) {
                var entry = unread.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                out.write(entry == null ? HEARTBEAT : event(entry));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            journal.forget(listener);
        }
    }

    private static byte[] event(Entry entry) {
        var text =
                "id: %d\nevent: %s\ndata: %s\n\n"
                        .formatted(entry.id(), kind(entry), write(entry).toString());
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String kind(Entry entry) {
        return switch (entry) {
            case Entry.RequestSeen seen -> "request";
            case Entry.CallbackPushed pushed -> "callback";
        };
    }

    private static ObjectNode write(Entry entry) {
        var json =
                Json.object()
                        .put("is", kind(entry))
                        .put("id", entry.id())
                        .put("time", entry.time().toString())
                        .put("errcode", entry.errorCode())
                        .put("refused", entry.isRefused());
        switch (entry) {
            case Entry.RequestSeen seen -> {
                json.put("appid", seen.appId())
                        .put("method", seen.method())
                        .put("path", seen.path())
                        .put("query", seen.query())
                        .put("body", seen.body())
                        .put("outcome", seen.outcome())
                        .put("answer", seen.answer());
                seen.notes().forEach(json.putArray("notes")::add);
            }
            case Entry.CallbackPushed pushed ->
                    json.put("appid", pushed.appId())
                            .put("url", pushed.url())
                            .put("kind", pushed.kind())
                            .put("attempt", pushed.attempt())
                            .put("body", pushed.body())
                            .put("answer", pushed.answer())
                            .put("outcome", pushed.outcome());
        }
        return json;
    }
}
