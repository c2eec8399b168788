package io.qunfa.server.broadcast;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a broadcast begins: a time of day in a named zone, and the moment that is.
 *
 * @param local as the operator named it
 * @param fold what the zone's clocks do then
 */
record Start(Instant at, LocalDateTime local, ZoneId zone, Fold fold) {

    /** What happens to a local time when clocks are changed. */
    enum Fold {
        /** It comes once. */
        NONE,
        /** Clocks jump over it; what is meant is as long after the jump as named. */
        GAP,
        /** It comes twice; the first is meant. */
        OVERLAP_EARLIER,
        /** It comes twice; the second is meant. */
        OVERLAP_LATER
    }

    /**
     * The moment that a local time names.
     *
     * @param later which one of two, when the clocks are set back
     */
    static Start of(LocalDateTime local, ZoneId zone, boolean later) {
        var offsets = zone.getRules().getValidOffsets(local);
        var meant = ZonedDateTime.of(local, zone);
        return switch (offsets.size()) {
            case 0 -> new Start(meant.toInstant(), local, zone, Fold.GAP);
            case 1 -> new Start(meant.toInstant(), local, zone, Fold.NONE);
            default ->
                    later
                            ? new Start(
                                    meant.withLaterOffsetAtOverlap().toInstant(),
                                    local,
                                    zone,
                                    Fold.OVERLAP_LATER)
                            : new Start(
                                    meant.withEarlierOffsetAtOverlap().toInstant(),
                                    local,
                                    zone,
                                    Fold.OVERLAP_EARLIER);
        };
    }

    /** For people: on the clocks of its zone, whose name it ends with. */
    String shown() {
        return at.atZone(zone).toOffsetDateTime() + " " + zone;
    }

    /** A moment, seen in a zone. */
    static Start at(Instant at, ZoneId zone) {
        var seen = at.atZone(zone);
        if (zone.getRules().getValidOffsets(seen.toLocalDateTime()).size() < 2) {
            return new Start(at, seen.toLocalDateTime(), zone, Fold.NONE);
        }
        var earlier = seen.withEarlierOffsetAtOverlap().toInstant().equals(at);
        return new Start(
                at,
                seen.toLocalDateTime(),
                zone,
                earlier ? Fold.OVERLAP_EARLIER : Fold.OVERLAP_LATER);
    }
}
