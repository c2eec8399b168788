package io.qunfa.server.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an account's broadcasts are decided and begun.
 *
 * @param fourEyes whether somebody else than the author has to approve
 * @param quietFrom when nothing begins any more; null for never
 * @param quietTo when it may again, perhaps on the next day
 * @param zone of the quiet hours
 * @param grace how late a missed start still happens by itself
 * @param callsPerDay how often each send call may be made a day; the documented number unless the
 *     operator knows of another
 * @param temporaryTagMembers the most followers a temporary tag is filled with
 */
record Settings(
        boolean fourEyes,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietTo,
        ZoneId zone,
        Duration grace,
        int callsPerDay,
        int temporaryTagMembers) {

    static final int DOCUMENTED_CALLS_PER_DAY = 100;
    static final int MOST_CALLS_PER_DAY = 1_000_000;
    static final int MOST_TEMPORARY_TAG_MEMBERS = 100_000;
    static final Duration LONGEST_GRACE = Duration.ofDays(1);

    static final Settings DEFAULT =
            new Settings(
                    false,
                    null,
                    null,
                    BeijingTime.ZONE,
                    Duration.ofMinutes(30),
                    DOCUMENTED_CALLS_PER_DAY,
                    5_000);

    Settings {
        if ((quietFrom == null) != (quietTo == null)) {
            throw new IllegalArgumentException("quiet hours have a beginning and an end");
        }
    }

    /** Whether nothing should begin then. */
    boolean isQuiet(Instant at) {
        if (quietFrom == null || quietTo == null || quietFrom.equals(quietTo)) {
            return false;
        }
        var time = at.atZone(zone).toLocalTime();
        var afterFrom = !time.isBefore(quietFrom);
        var beforeTo = time.isBefore(quietTo);
        return quietFrom.isBefore(quietTo) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    /** When what begins before the quiet hours gets into them; empty if it does not. */
    Optional<Instant> quietDuring(Instant begin, Duration lasting) {
        if (quietFrom == null || quietFrom.equals(quietTo) || isQuiet(begin)) {
            return Optional.empty();
        }
        var local = begin.atZone(zone);
        var today = local.with(quietFrom);
        var next = today.isAfter(local) ? today : today.plusDays(1);
        return Optional.of(next.toInstant()).filter(begin.plus(lasting)::isAfter);
    }

    /** The quiet hours in words, such as {@code 22:00–08:00}. */
    Optional<String> quietHours() {
        return quietFrom == null
                ? Optional.empty()
                : Optional.of(quietFrom + "–" + quietTo + " " + zone);
    }
}
