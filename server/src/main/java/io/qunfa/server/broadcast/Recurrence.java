package io.qunfa.server.broadcast;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * When something comes again: a cron expression read on the clocks of a zone. A time that clocks
 * jump over happens as long after the jump, and one that comes twice happens once. Pure.
 *
 * @param cron five fields from minutes on, or six from seconds on, or a word such as {@code @daily}
 */
record Recurrence(String cron, ZoneId zone) {

    private static final int MOST_SKIPPED = 10;
    private static final int FIELDS_WITHOUT_SECONDS = 5;

    Recurrence {
        cron = cron.strip();
        parse(cron);
    }

    /** The first time after a moment; empty if there is none. */
    Optional<Start> next(Instant after) {
        var expression = parse(cron);
        var local = after.atZone(zone).toLocalDateTime();
        for (var skipped = 0; skipped < MOST_SKIPPED; skipped++) {
            var next = expression.next(local);
            if (next == null) {
                return Optional.empty();
            }
            var start = Start.of(next, zone, false);
            if (start.at().isAfter(after)) {
                return Optional.of(start);
            }
            local = next;
        }
        return Optional.empty();
    }

    /** The next times after a moment. */
    List<Start> next(Instant after, int count) {
        var starts = new ArrayList<Start>(count);
        var from = after;
        while (starts.size() < count) {
            var next = next(from);
            if (next.isEmpty()) {
                break;
            }
            starts.add(next.get());
            from = next.get().at();
        }
        return List.copyOf(starts);
    }

    private static CronExpression parse(String cron) {
        var fields = cron.split("\\s+", -1).length;
        return CronExpression.parse(fields == FIELDS_WITHOUT_SECONDS ? "0 " + cron : cron);
    }
}
