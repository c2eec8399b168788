package io.qunfa.sandbox;

import io.qunfa.sandbox.journal.Entry;
import io.qunfa.sandbox.wire.DocumentedCalls;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Collects what the sandboxes of the running test do, from their event logs. */
final class Playbill {

    /** One and the same, so that no sandbox is watched twice. */
    static final Consumer<Entry> WATCHER = Playbill::see;

    private static final DocumentedCalls CALLS = DocumentedCalls.read();
    private static final Pattern ERRCODE = Pattern.compile("^\\{\"errcode\":(-?[0-9]+)");

    /** Key of the play to its evidence. */
    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();

    /** Path to a call that succeeded. */
    private static final Map<String, Entry.RequestSeen> EXAMPLES = new ConcurrentHashMap<>();

    private Playbill() {}

    static void clear() {
        SEEN.clear();
        EXAMPLES.clear();
    }

    static Map<String, String> seen() {
        return Map.copyOf(SEEN);
    }

    static Map<String, Entry.RequestSeen> examples() {
        return Map.copyOf(EXAMPLES);
    }

    private static void see(Entry entry) {
        switch (entry) {
            case Entry.RequestSeen request -> see(request);
            case Entry.CallbackPushed push -> see("push", push.kind(), "");
        }
    }

    private static void see(Entry.RequestSeen request) {
        var fault = note(request, "fault: ");
        if (!fault.isEmpty()) {
            see("fault", fault, "");
        } else if (CALLS.knows(request.path())) {
            see(request.path(), errcode(request), note(request, "evidence: "));
            if (errcode(request).equals("0")) {
                EXAMPLES.putIfAbsent(request.path(), request);
            }
        } else if (request.answer().isEmpty()) {
            see("page", request.path().replaceFirst("^(/q/).*", "$1"), "");
        } else {
            see("an unknown path", errcode(request), "observed");
        }
    }

    private static void see(String what, String which, String evidence) {
        SEEN.put(what + "\t" + which, evidence);
    }

    private static String errcode(Entry.RequestSeen request) {
        var errcode = ERRCODE.matcher(request.answer());
        return errcode.find() ? errcode.group(1) : "0";
    }

    private static String note(Entry.RequestSeen request, String start) {
        return request.notes().stream()
                .filter(note -> note.startsWith(start))
                .map(note -> note.substring(start.length()))
                .findFirst()
                .orElse("");
    }
}
