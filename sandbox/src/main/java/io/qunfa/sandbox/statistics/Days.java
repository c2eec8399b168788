package io.qunfa.sandbox.statistics;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.VirtualClock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The days that a caller asks for, both included. */
record Days(LocalDate begin, LocalDate end) {

    private static final LocalTime READY = LocalTime.of(8, 0);

    /** 61500 for what is no date, 61501 for days outside the range. */
    static Days of(Call call, LocalDate first, int maxDays) {
        var days =
                new Days(
                        date(call.body().path("begin_date"), "begin_date"),
                        date(call.body().path("end_date"), "end_date"));
        var yesterday = call.account().clock().beijingDate().minusDays(1);
        boolean legal =
                !days.begin.isBefore(first)
                        && !days.begin.isAfter(days.end)
                        && !days.end.isAfter(yesterday)
                        && days.begin.plusDays(maxDays).isAfter(days.end);
        if (!legal) {
            throw Refusal.of(
                    61501,
                    "at most %d days between %s and %s".formatted(maxDays, first, yesterday),
                    days.begin + " to " + days.end,
                    "\"begin_date\":\"%s\",\"end_date\":\"%s\"".formatted(yesterday, yesterday));
        }
        return days;
    }

    private static LocalDate date(JsonNode node, String name) {
        try {
            return LocalDate.parse(node.asString(""));
        } catch (DateTimeParseException e) {
            throw Refusal.of(
                    61500, name + " is a date", node.toString(), "\"" + name + "\":\"2026-11-24\"");
        }
    }

    Stream<LocalDate> stream() {
        return begin.datesUntil(end.plusDays(1));
    }

    /** A day is counted by eight in the morning after it. */
    boolean isEarly(Call call) {
        var now = call.account().clock().instant().atZone(VirtualClock.BEIJING);
        return end.equals(now.toLocalDate().minusDays(1)) && now.toLocalTime().isBefore(READY);
    }
}
