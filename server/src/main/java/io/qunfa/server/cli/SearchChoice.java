package io.qunfa.server.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which broadcasts are looked for. */
final class SearchChoice {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "Only these, such as draft,scheduled,sending,held.")
    private List<String> states = List.of();

    @Option(names = "--kind", paramLabel = "KIND", description = "Only text, or only article.")
    private @Nullable String kind;

    @Option(names = "--author", paramLabel = "NAME", description = "Only what this person wrote.")
    private @Nullable String author;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "Sent, or else made, on this day or later, such as 2026-12-01.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "On this day or earlier.")
    private @Nullable LocalDate to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "Where it is that day (${DEFAULT-VALUE}).")
    private String zone;

    @Option(
            names = "--text",
            paramLabel = "WORDS",
            description = "Words that all stand in the text or the titles.")
    private @Nullable String text;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, at most 100 (${DEFAULT-VALUE}).")
    private int limit;

    String query(AccountConnection account) {
        var parts = new ArrayList<>(List.of("limit=" + limit));
        states.forEach(state -> add(parts, "state", state));
        add(parts, "kind", kind);
        add(parts, "author", author == null ? null : authorId(account, author));
        add(parts, "from", from == null ? null : beginning(from));
        add(parts, "until", to == null ? null : beginning(to.plusDays(1)));
        add(parts, "text", text);
        return "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.add(name + "=" + StartChoice.encoded(value));
        }
    }

    private static String authorId(AccountConnection account, String name) {
        for (var author : account.get("/broadcasts/authors").path("items")) {
            if (author.path("name").asString().equals(name)) {
                return author.path("id").asString();
            }
        }
        throw new UserError("%s has written no broadcast of this account.".formatted(name));
    }

    private String beginning(LocalDate day) {
        try {
            return day.atStartOfDay(ZoneId.of(zone)).toInstant().toString();
        } catch (DateTimeException _) {
            throw new UserError("%s is no time zone. One is Asia/Shanghai.".formatted(zone));
        }
    }
}
