package io.qunfa.server.broadcast;

import io.qunfa.server.content.Finding;
import java.util.List;

/**
 * What sending would mean, known before anything leaves.
 *
 * @param calls the number of recipients of each call to the platform; empty if none can be made
 * @param findings what would go wrong, or differently from what one might expect
 */
record Plan(Route route, long recipients, List<Long> calls, List<Finding> findings) {

    Plan {
        calls = List.copyOf(calls);
        findings = List.copyOf(findings);
    }

    /** Whether it may be sent. */
    boolean isClear() {
        return findings.stream().noneMatch(Finding::isError);
    }
}
