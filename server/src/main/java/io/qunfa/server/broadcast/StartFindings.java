package io.qunfa.server.broadcast;

import io.qunfa.server.content.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is worth saying about the time at which a broadcast would begin. Pure. */
final class StartFindings {

    private StartFindings() {}

    static List<Finding> of(Circumstances circumstances, Options options) {
        var start = circumstances.start();
        var findings = new ArrayList<Finding>();
        if (start.at().isBefore(circumstances.now())) {
            findings.add(Finding.error("start-in-past", Map.of("start", start.shown())));
        }
        switch (start.fold()) {
            case NONE -> {}
            case GAP ->
                    findings.add(Finding.warning("start-in-gap", Map.of("start", start.shown())));
            case OVERLAP_EARLIER, OVERLAP_LATER ->
                    findings.add(
                            Finding.warning("start-in-overlap", Map.of("start", start.shown())));
        }
        if (circumstances.settings().isQuiet(start.at())) {
            findings.add(quiet(circumstances.settings(), options));
        }
        return findings;
    }

    static Finding reachingQuietHours(Instant from, Settings settings) {
        return Finding.warning(
                "quiet-hours-reached",
                Map.of(
                        "hours", settings.quietHours().orElse(""),
                        "from", Start.at(from, settings.zone()).shown()));
    }

    private static Finding quiet(Settings settings, Options options) {
        Map<String, Object> hours = Map.of("hours", settings.quietHours().orElse(""));
        return options.duringQuietHours()
                ? Finding.warning("quiet-hours-accepted", hours)
                : Finding.error("quiet-hours", hours);
    }
}
