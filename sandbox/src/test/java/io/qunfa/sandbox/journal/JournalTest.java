package io.qunfa.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final Instant BEGIN = Instant.parse("2026-11-25T00:00:00Z");
    private static final Wanted ALL =
            new Wanted("", OptionalInt.empty(), "", false, Instant.MIN, Instant.MAX);

    private final Journal journal = new Journal();

    @Test
    void the_newest_hundred_thousand_calls_are_kept() {
        call(Ring.MAX_ENTRIES + 5);

        assertThat(journal.count(ALL)).isEqualTo(Ring.MAX_ENTRIES);
        assertThat(journal.requestsAfter(0, 1)).extracting(Entry::id).containsExactly(6L);
    }

    @Test
    void the_call_of_ten_minutes_ago_is_found_among_a_hundred_thousand() {
        call(Ring.MAX_ENTRIES);
        var then = BEGIN.plusSeconds(99_400);

        var found = journal.found(at(then, then.plusSeconds(1)), Long.MAX_VALUE, 10);

        assertThat(found).extracting(Entry::time).containsExactly(then);
    }

    @Test
    void what_is_looked_for_is_paged_over_both_kinds() {
        call(3);
        push("MASSSENDJOBFINISH", "200");
        call(2);

        var newest = journal.found(ALL, Long.MAX_VALUE, 4);
        var older = journal.found(ALL, newest.get(3).id(), 4);

        assertThat(newest).extracting(Entry::id).containsExactly(6L, 5L, 4L, 3L);
        assertThat(older).extracting(Entry::id).containsExactly(2L, 1L);
    }

    @Test
    void a_path_is_found_by_a_part_of_it_in_any_case() {
        call(1);
        push("MASSSENDJOBFINISH", "200");

        assertThat(found(path("JobFinish"))).containsExactly(2L);
        assertThat(found(path("CGI-bin/TOKEN"))).containsExactly(1L);
        assertThat(found(path("/cgi-bin/tokens"))).isEmpty();
    }

    @Test
    void a_refusal_is_found_by_its_code_and_a_failed_push_among_the_refused() {
        answer("{\"errcode\":0,\"errmsg\":\"ok\"}");
        answer("{\"errcode\":40001,\"errmsg\":\"invalid credential\"}");
        answer("{\"content\":{\"errcode\":40002}}");
        push("CLICK", "url-timeout: no answer in 5 seconds");
        push("CLICK", "200");

        assertThat(found(code(40001))).containsExactly(2L);
        assertThat(found(new Wanted("", OptionalInt.empty(), "", true, Instant.MIN, Instant.MAX)))
                .containsExactly(4L, 2L);
    }

    private List<Long> found(Wanted wanted) {
        return journal.found(wanted, Long.MAX_VALUE, 100).stream().map(Entry::id).toList();
    }

    private static Wanted path(String part) {
        return new Wanted(part, OptionalInt.empty(), "", false, Instant.MIN, Instant.MAX);
    }

    private static Wanted code(int code) {
        return new Wanted("", OptionalInt.of(code), "", false, Instant.MIN, Instant.MAX);
    }

    private static Wanted at(Instant since, Instant until) {
        return new Wanted("", OptionalInt.empty(), "", false, since, until);
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            answer("");
        }
    }

    private void answer(String answer) {
        journal.request(
                id ->
                        new Entry.RequestSeen(
                                id,
                                BEGIN.plusSeconds(id),
                                "wx1",
                                "GET",
                                "/cgi-bin/token",
                                "",
                                "",
                                "200",
                                answer,
                                List.of()));
    }

    private void push(String kind, String outcome) {
        journal.callback(
                id ->
                        new Entry.CallbackPushed(
                                id, BEGIN, "wx1", "http://h/", kind, 1, "", "", outcome));
    }
}
