package io.qunfa.server.broadcast;

import io.qunfa.server.http.Problem;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which broadcasts somebody looks for. Everything that is named has to fit.
 *
 * @param states any of these; none for all
 * @param kind of the message
 * @param from the first moment that it was sent at, or was created at if it was not sent
 * @param until the first moment that is too late
 * @param text words that all stand in what followers read
 */
record BroadcastFilter(
        Set<BroadcastState> states,
        @Nullable String kind,
        @Nullable UUID author,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String text) {

    private static final Set<String> KINDS = Set.of("text", "article");
    private static final String[] NO_WORDS = {};
    private static final int LONGEST_TEXT = 200;
    private static final String TIME = "coalesce(sent_at, created_at)";

    BroadcastFilter {
        states = Set.copyOf(states);
        if (kind != null && !KINDS.contains(kind)) {
            throw Problem.invalid("kind", "unknown-value", Map.of("value", kind));
        }
        if (text != null && (text.length() > LONGEST_TEXT || text.indexOf(0) >= 0)) {
            throw Problem.invalid("text", "unknown-value", Map.of("value", text.replace("\0", "")));
        }
    }

    /** As an address writes it. */
    static BroadcastFilter of(
            List<String> states,
            @Nullable String kind,
            @Nullable UUID author,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String text) {
        return new BroadcastFilter(
                states.stream().map(BroadcastFilter::state).collect(Collectors.toUnmodifiableSet()),
                kind,
                author,
                from,
                until,
                text);
    }

    private static BroadcastState state(String word) {
        return Stream.of(BroadcastState.values())
                .filter(state -> BroadcastStore.word(state).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> Problem.invalid("state", "unknown-value", Map.of("value", word)));
    }

    /** A condition in SQL and what its parameters stand for. */
    record Condition(String sql, Map<String, ?> parameters) {
        Condition(String sql, String name, Object value) {
            this(sql, Map.of(name, value));
        }
    }

    List<Condition> conditions() {
        var conditions = new ArrayList<Condition>();
        if (!states.isEmpty()) {
            var words = states.stream().map(BroadcastStore::word).toArray(String[]::new);
            conditions.add(new Condition("state = ANY (:states)", "states", words));
        }
        if (kind != null) {
            conditions.add(new Condition("message ->> 'kind' = :kind", "kind", kind));
        }
        if (author != null) {
            conditions.add(new Condition("created_by = :author", "author", author));
        }
        if (from != null) {
            conditions.add(new Condition(TIME + " >= :from", "from", Timestamp.from(from)));
        }
        if (until != null) {
            conditions.add(new Condition(TIME + " < :until", "until", Timestamp.from(until)));
        }
        conditions.addAll(spoken());
        return conditions;
    }

    private List<Condition> spoken() {
        var conditions = new ArrayList<Condition>();
        for (var word : text == null || text.isBlank() ? NO_WORDS : text.strip().split("\\s+")) {
            conditions.add(spoken("word" + conditions.size(), word));
        }
        return conditions;
    }

    /** The index knows pairs; that they stand in this order is seen in the row. */
    private static Condition spoken(String name, String word) {
        var isThere = "strpos(words, lower(:%s)) > 0".formatted(name);
        if (word.codePointCount(0, word.length()) < 2) {
            return new Condition(isThere, name, word);
        }
        var hasPairs = "broadcast.pairs(words) @> broadcast.pairs(lower(:%s))".formatted(name);
        return new Condition(hasPairs + " AND " + isThere, name, word);
    }
}
