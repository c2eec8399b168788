package io.qunfa.server.broadcast;

import io.qunfa.server.http.Problem;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time to begin.
 *
 * @param local such as {@code 2026-12-01T20:00}
 * @param zone such as {@code Asia/Shanghai}, which it is if none is named
 * @param later the second of two such times, when clocks are set back
 */
record StartRequest(@Nullable String local, @Nullable String zone, @Nullable Boolean later) {

    Start start() {
        return Start.of(requireLocal(), zone("start.zone", zone), Boolean.TRUE.equals(later));
    }

    private LocalDateTime requireLocal() {
        if (local == null || local.isBlank()) {
            throw Problem.invalid("start.local", "required");
        }
        try {
            return LocalDateTime.parse(local);
        } catch (DateTimeException _) {
            throw Problem.invalid("start.local", "local-time", Map.of("value", local));
        }
    }

    static ZoneId zone(String field, @Nullable String zone) {
        var name = Objects.requireNonNullElse(zone, BeijingTime.ZONE.getId());
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw Problem.invalid(field, "zone", Map.of("value", name));
        }
    }
}
