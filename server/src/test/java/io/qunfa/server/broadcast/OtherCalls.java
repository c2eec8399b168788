package io.qunfa.server.broadcast;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How faults of the calls around a send end; see {@link OtherCallsIT}. */
final class OtherCalls {

    private OtherCalls() {}

    /** What a call is made for. */
    enum Scene {
        FILLING,
        EMPTYING,
        PREVIEW,
        DELETION,
        READING,
        COPYING,
        DISCARDING
    }

    /** What becomes of it. */
    enum End {
        AT_ONCE("the answer is waited for, or the token renewed and the call repeated; done once"),
        LATER(
                "tried again: about a temporary tag after 15 seconds, then later each time, for up to 50"
                        + " minutes; about a draft after a minute; sent once"),
        HELD(
                "held for a person with the reason before anything was sent; once they have decided that it"
                        + " is sent, sent once"),
        FAILED(
                "the broadcast ends with the reason before anything was sent; a temporary tag is removed;"
                        + " whom it was for are the rest that can be sent to"),
        REMOVED_LATER("tried again later, until the tag or the copy is gone"),
        TAKEN_FOR_GONE("nothing was sent; the copy counts as deleted by somebody"),
        TOLD("whoever asked is told why; it is not repeated"),
        TOLD_UNCLEAR("whoever asked is told that it may have been done; it is not repeated");

        private final String words;

        End(String words) {
            this.words = words;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A fault that happens once.
     *
     * @param effect of the sandbox
     */
    record Fault(String title, String effect) {

        static Fault of(String title, String effect) {
            return new Fault(title, "\"effect\":\"" + effect + "\"");
        }

        static Fault code(int errcode) {
            return new Fault(
                    Integer.toString(errcode), "\"effect\":\"errcode\",\"errcode\":" + errcode);
        }

        String on(String path) {
            return "{\"path\":\"%s\",\"times\":1,%s}".formatted(path, effect);
        }
    }

    static final List<Fault> FAULTS =
            List.of(
                    Fault.of("no answer, before accepting", "drop-before"),
                    Fault.of("no answer, after accepting", "drop-after"),
                    Fault.of("connection reset", "reset"),
                    Fault.of("HTTP 502", "status"),
                    Fault.of("malformed, after accepting", "malformed"),
                    Fault.of("a page of HTML", "html"),
                    new Fault("slow", "\"effect\":\"latency\",\"delay\":\"PT0.2S\""),
                    Fault.code(-1),
                    Fault.code(40001),
                    Fault.code(42001),
                    Fault.code(40007),
                    Fault.code(45009),
                    Fault.code(45011),
                    Fault.code(45028),
                    Fault.code(45065),
                    Fault.code(45066),
                    Fault.code(48001),
                    Fault.code(89501),
                    Fault.code(9500002));

    private static final Set<String> UNCLEAR =
            Set.of(
                    "no answer, before accepting",
                    "no answer, after accepting",
                    "connection reset",
                    "HTTP 502",
                    "malformed, after accepting",
                    "a page of HTML",
                    "-1",
                    "45065",
                    "9500002");

    private static final Set<String> LATER = Set.of("45009", "45011", "45028", "45066");

    private static final Set<String> NEEDS_PERSON = Set.of("48001", "89501");

    private static final String REFUSED = "40007";

    /**
     * A call and how each fault of it ends; where nothing is said, at once.
     *
     * @param unclear the answer does not tell whether it was done; a duplicate key is none of this
     *     call's
     * @param later the platform grants no more now
     * @param held it would be refused again until a person has put something right
     * @param refused it would be refused again
     */
    record Call(
            String title, String path, Scene scene, End unclear, End later, End held, End refused) {

        End end(Fault fault) {
            if (scene == Scene.DISCARDING && fault.title().equals("40007")) {
                return End.TAKEN_FOR_GONE;
            }
            if (UNCLEAR.contains(fault.title())) {
                return unclear;
            }
            if (LATER.contains(fault.title())) {
                return later;
            }
            if (NEEDS_PERSON.contains(fault.title())) {
                return held;
            }
            return fault.title().equals(REFUSED) ? refused : End.AT_ONCE;
        }
    }

    static final List<Call> CALLS =
            List.of(
                    before("tags/create", "/cgi-bin/tags/create", Scene.FILLING),
                    before("batchtagging", "/cgi-bin/tags/members/batchtagging", Scene.FILLING),
                    behind(
                            "batchuntagging",
                            "/cgi-bin/tags/members/batchuntagging",
                            Scene.EMPTYING),
                    behind("tags/delete", "/cgi-bin/tags/delete", Scene.EMPTYING),
                    asked("mass/preview", "/cgi-bin/message/mass/preview", Scene.PREVIEW),
                    asked("mass/delete", "/cgi-bin/message/mass/delete", Scene.DELETION),
                    before("draft/get", "/cgi-bin/draft/get", Scene.READING),
                    before("draft/add", "/cgi-bin/draft/add", Scene.COPYING),
                    behind("draft/delete", "/cgi-bin/draft/delete", Scene.DISCARDING));

    private static Call before(String title, String path, Scene scene) {
        return new Call(title, path, scene, End.LATER, End.LATER, End.HELD, End.FAILED);
    }

    private static Call behind(String title, String path, Scene scene) {
        return new Call(
                title,
                path,
                scene,
                End.REMOVED_LATER,
                End.REMOVED_LATER,
                End.REMOVED_LATER,
                End.REMOVED_LATER);
    }

    private static Call asked(String title, String path, Scene scene) {
        return new Call(title, path, scene, End.TOLD_UNCLEAR, End.TOLD, End.TOLD, End.TOLD);
    }

    /** The table as a page shows it. */
    static String table() {
        var page = new StringBuilder("| fault |");
        CALLS.forEach(call -> page.append(" `").append(call.title()).append("` |"));
        page.append("\n|---|").append("---|".repeat(CALLS.size())).append('\n');
        for (var fault : FAULTS) {
            page.append("| ").append(fault.title()).append(" |");
            CALLS.forEach(call -> page.append(' ').append(call.end(fault).word()).append(" |"));
            page.append('\n');
        }
        page.append("\n| word | what happens |\n|---|---|\n");
        for (var end : End.values()) {
            page.append("| ").append(end.word()).append(" | ").append(end.words).append(" |\n");
        }
        return page.toString();
    }
}
