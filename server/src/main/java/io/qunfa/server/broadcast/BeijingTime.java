package io.qunfa.server.broadcast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/** The calendar by which the platform counts: quotas begin anew at midnight in Beijing. */
final class BeijingTime {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BeijingTime() {}

    static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    static YearMonth month(Instant at) {
        return YearMonth.from(day(at));
    }

    /** The same time of day on another day. */
    static Instant on(LocalDate day, Instant at) {
        return at.atZone(ZONE).with(day).toInstant();
    }
}
