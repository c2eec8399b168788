package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.Generated;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Everything that can go wrong with a call that sends, and how each ends. */
@ServerTest
final class FaultTableIT {

    private static final Duration MINUTE = Duration.ofSeconds(61);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int FOLLOWERS = 5;

    private final Stages stages;

    FaultTableIT(@Autowired Stages stages) {
        this.stages = stages;
    }

    /** A way to send. */
    private enum Kind {
        TO_ALL("sendall, to all", "/cgi-bin/message/mass/sendall"),
        BY_TAG("sendall, by tag", "/cgi-bin/message/mass/sendall"),
        BY_LIST("send, by list", "/cgi-bin/message/mass/send");

        private final String title;
        private final String path;

        Kind(String title, String path) {
            this.title = title;
            this.path = path;
        }

        Map<String, Object> audience(Stage stage) {
            return switch (this) {
                case TO_ALL -> Stage.everybody();
                case BY_LIST -> Stage.list(stage.platform().followers(FOLLOWERS));
                case BY_TAG -> {
                    var all = stage.platform().followers(FOLLOWERS);
                    var tag = stage.platform().createTag("fault", all);
                    stage.pass(Duration.ofSeconds(3));
                    yield Stage.tag(tag);
                }
            };
        }
    }

    /** What becomes of the call and of its broadcast. */
    private enum End {
        SENT("accepted", "finished", 1, "the answer is waited for; sent once"),
        RENEWED("accepted", "finished", 1, "the token is renewed once, the same key; sent once"),
        ASKED(
                "unknown",
                "finished",
                1,
                "outcome unknown; after a minute the same key, until the platform accepts or"
                        + " answers 45065; sent once"),
        ADOPTED("accepted", "finished", 1, "the task it names is adopted; sent once"),
        WAITED("planned", "finished", 1, "not accepted; the account waits a minute; sent once"),
        NEXT_DAY(
                "planned",
                "finished",
                1,
                "not accepted; it and the calls behind it wait for the same time of the next day, and"
                        + " after three such days for a person; sent once"),
        STOPPED(
                "refused",
                "failed",
                0,
                "refused; no further call; whom it was for are the rest that can be sent to"),
        DROPPED(
                "refused",
                "failed",
                0,
                "refused; on a list whom the platform does not know are looked for and left out,"
                        + " here there is none; other calls go on"),
        PARKED("held", "held", 0, "held for a person; the rest waits");

        private final String reaction;
        private final String state;
        private final int sends;
        private final String words;

        End(String reaction, String state, int sends, String words) {
            this.reaction = reaction;
            this.state = state;
            this.sends = sends;
            this.words = words;
        }
    }

    /**
     * @param effect of the sandbox
     * @param end the same for every kind of call
     */
    private record Fault(String title, String effect, End end) {

        static Fault of(String title, String effect, End end) {
            return new Fault(title, "\"effect\":\"" + effect + "\"", end);
        }

        static Fault code(int errcode, String meaning, End end) {
            return new Fault(
                    errcode + " " + meaning, "\"effect\":\"errcode\",\"errcode\":" + errcode, end);
        }
    }

    private static final List<Fault> FAULTS =
            List.of(
                    Fault.of("no answer, before accepting", "drop-before", End.ASKED),
                    Fault.of("no answer, after accepting", "drop-after", End.ASKED),
                    Fault.of("connection reset", "reset", End.ASKED),
                    Fault.of("half an answer, after accepting", "half", End.ASKED),
                    Fault.of("HTTP 502", "status", End.ASKED),
                    Fault.of("malformed, after accepting", "malformed", End.ASKED),
                    Fault.of("a page of HTML", "html", End.ASKED),
                    new Fault("slow", "\"effect\":\"latency\",\"delay\":\"PT0.4S\"", End.SENT),
                    Fault.code(-1, "system busy", End.ASKED),
                    new Fault(
                            "-1 although accepted",
                            "\"effect\":\"errcode\",\"errcode\":-1,\"processed\":true",
                            End.ASKED),
                    Fault.code(40001, "token superseded", End.RENEWED),
                    Fault.code(42001, "token expired", End.RENEWED),
                    Fault.code(40003, "bad OpenID", End.DROPPED),
                    Fault.code(40007, "bad media id", End.STOPPED),
                    Fault.code(45009, "calls of the day used up", End.NEXT_DAY),
                    Fault.code(45011, "calls of the minute used up", End.WAITED),
                    Fault.code(42010, "too many tasks at once", End.WAITED),
                    Fault.code(45028, "mass quota used up", End.NEXT_DAY),
                    new Fault(
                            "45065 duplicate key, at the first call",
                            "\"effect\":\"errcode\",\"errcode\":45065,\"processed\":true",
                            End.ADOPTED),
                    Fault.code(45066, "same key too soon", End.ASKED),
                    Fault.code(48001, "not permitted", End.STOPPED),
                    Fault.code(48003, "agreement not accepted", End.PARKED),
                    Fault.code(89501, "a confirmation is open", End.PARKED),
                    Fault.code(89503, "the administrator has to confirm", End.PARKED),
                    Fault.code(9500002, "too many tasks", End.ASKED),
                    Fault.code(7654321, "a code nobody knows", End.ASKED));

    static Stream<Arguments> cells() {
        return FAULTS.stream()
                .flatMap(
                        fault ->
                                Arrays.stream(Kind.values())
                                        .map(kind -> Arguments.of(kind, fault)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void a_fault_ends_as_the_table_says(Kind kind, Fault fault) {
        try (var stage = stages.withFollowers(FOLLOWERS)) {
            var draft = stage.draft("fault", kind.audience(stage));
            stage.control(
                    "{\"faults\":[{\"path\":\"%s\",\"times\":1,%s}]}"
                            .formatted(kind.path, fault.effect()));

            stage.send(draft);
            var reaction = reaction(stage, draft);
            var end = playToTheEnd(stage, draft);

            assertThat(reaction.at("/calls/0/state").asString())
                    .as("%s", reaction.at("/calls/0"))
                    .isEqualTo(fault.end().reaction);
            assertThat(end.path("state").asString()).as("%s", end).isEqualTo(fault.end().state);
            assertThat(stage.platform().ledger()).hasSize(fault.end().sends);
            assertThat(stage.platform().receivedTwice()).isEmpty();
        }
    }

    @Test
    void a_bad_openid_in_a_list_is_found_and_left_out_and_the_others_get_the_message() {
        try (var stage = stages.withFollowers(FOLLOWERS)) {
            var draft = stage.draft("repair", Kind.BY_LIST.audience(stage));
            // The list is refused, so are the five asked about at once, and the first half of two.
            stage.control(
                    """
                    {"faults":[
                      {"path":"/cgi-bin/message/mass/send","times":1,"effect":"errcode","errcode":40003},
                      {"path":"/cgi-bin/user/info/batchget","times":3,"effect":"errcode","errcode":40003}]}
                    """);

            stage.send(draft);
            var end = playToTheEnd(stage, draft);

            assertThat(end.path("state").asString()).isEqualTo("finished");
            assertThat(end.at("/calls/0/recipients").asInt()).isEqualTo(FOLLOWERS - 1);
            assertThat(end.at("/totals/delivered").asInt()).isEqualTo(FOLLOWERS - 1);
        }
    }

    @Test
    void a_refusal_in_the_middle_loses_nothing_that_was_accepted() {
        try (var stage = stages.withFollowers(10_005)) {
            var broadcast = stage.sent("middle", Stage.list(stage.platform().followers(10_005)));
            stage.awaitCall(broadcast, "accepted");
            stage.refuseOnce(Kind.BY_LIST.path, 48001);

            var end = playToTheEnd(stage, broadcast);

            assertThat(end.path("state").asString()).isEqualTo("partly-sent");
            assertThat(end.at("/totals/delivered").asInt()).isEqualTo(10_000);
            var result =
                    stage.operator().get(stage.path("/broadcasts/" + broadcast + "/result")).json();
            assertThat(result.at("/rest/recipients").asInt()).isEqualTo(5);
            assertThat(stage.platform().ledger()).hasSize(1);
        }
    }

    @Test
    void what_a_day_does_not_grant_waits_for_the_next_and_says_so() {
        try (var stage = stages.withFollowers(20_005)) {
            var broadcast = stage.sent("days", Stage.list(stage.platform().followers(20_005)));
            stage.awaitCall(broadcast, "accepted");
            stage.control(
                    """
                    {"faults":[{"path":"%s","times":9,"effect":"errcode","errcode":45009}]}
                    """
                            .formatted(Kind.BY_LIST.path));
            stage.pass(Duration.ofSeconds(2));

            var waiting =
                    Stage.await(
                            () -> stage.broadcast(broadcast),
                            seen ->
                                    seen.at("/calls/1/problem/code")
                                            .asString()
                                            .equals("day-used-up"));
            stage.control("{\"faults\":[]}");

            assertThat(waiting.path("state").asString()).isEqualTo("sending");
            var again = waiting.at("/calls/1/nextAt").asString();
            assertThat(Instant.parse(waiting.at("/calls/1/problem/parameters/again").asString()))
                    .isEqualTo(Instant.parse(again));
            assertThat(waiting.at("/calls/2/nextAt").asString()).isEqualTo(again);
            assertThat(waiting.at("/calls/2/problem").isNull()).isTrue();
            stage.pass(DAY);
            stage.pass(MINUTE);
            Stage.await(
                    () -> stage.broadcast(broadcast),
                    seen -> seen.at("/calls/2/state").asString().equals("accepted"));
            stage.pass(MINUTE);
            var end = stage.await(broadcast, "finished");
            assertThat(end.at("/totals/delivered").asInt()).isEqualTo(20_005);
            assertThat(stage.platform().receivedTwice()).isEmpty();
        }
    }

    /** Refresh the page with {@code -Dqunfa.update}. */
    @Test
    void the_documented_table_is_the_tested_one() {
        var page =
                new StringBuilder(
                        """
                        # Fault table

                        Generated by `FaultTableIT` and `OtherCallsIT`, which play every cell against the sandbox.

                        ## The calls that send

                        Each fault once, at a broadcast's only call. What is unknown is asked for again with the same key after a
                        minute, then two, four, eight, sixteen, and is held for a person after 24 hours.

                        """);
        page.append("| fault |");
        Stream.of(Kind.values()).forEach(kind -> page.append(' ').append(kind.title).append(" |"));
        page.append("\n|---|---|---|---|\n");
        for (var fault : FAULTS) {
            page.append("| ").append(fault.title()).append(" |");
            Stream.of(Kind.values()).forEach(_ -> page.append(cell(fault.end())));
            page.append('\n');
        }
        page.append("\n| word | what happens | the broadcast |\n|---|---|---|\n");
        for (var end : End.values()) {
            page.append("| ").append(word(end)).append(" | ").append(end.words);
            page.append(" | ").append(end.state).append(" |\n");
        }
        page.append(
                """

                ## The calls around them

                Each fault once. Nobody gets a message twice, and none of our tags and copies is left behind.

                """);
        page.append(OtherCalls.table());
        Generated.check(Path.of("..", "docs", "fault-table.md"), page.toString());
    }

    private static String cell(End end) {
        return " " + word(end) + " |";
    }

    private static String word(End end) {
        return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What the server made of the first answer. */
    private static JsonNode reaction(Stage stage, String broadcast) {
        return Stage.await(
                () -> stage.broadcast(broadcast),
                seen -> {
                    var call = seen.at("/calls/0");
                    var state = call.path("state").asString();
                    return !state.equals("intent")
                            && !(state.equals("planned") && !isPostponed(call));
                });
    }

    private static boolean isPostponed(JsonNode call) {
        return call.path("problem").isObject() && !isRepair(call);
    }

    private static boolean isRepair(JsonNode call) {
        return call.at("/problem/code").asString().equals("recipients-refused");
    }

    /** Lets time pass whenever the server waits for it. */
    private static JsonNode playToTheEnd(Stage stage, String broadcast) {
        return Stage.await(
                () -> {
                    var seen = stage.broadcast(broadcast);
                    if (waits(seen)) {
                        stage.pass(isNextDay(seen) ? DAY : MINUTE);
                    }
                    return seen;
                },
                seen -> isOver(seen.path("state").asString()));
    }

    private static boolean isNextDay(JsonNode broadcast) {
        var call = broadcast.at("/calls/0");
        return call.path("state").asString().equals("planned")
                && call.at("/problem/code").asString().equals("day-used-up");
    }

    private static boolean waits(JsonNode broadcast) {
        return broadcast.path("calls").valueStream().noneMatch(call -> isUnderWay(call));
    }

    private static boolean isUnderWay(JsonNode call) {
        var state = call.path("state").asString();
        return state.equals("intent") || (state.equals("planned") && !isPostponed(call));
    }

    private static boolean isOver(String state) {
        return List.of("finished", "partly-sent", "failed", "held", "cancelled").contains(state);
    }
}
