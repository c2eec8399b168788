package io.qunfa.server.broadcast;

import io.qunfa.server.content.Finding;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What sending would mean, known before anything leaves.
 *
 * @param members the recipients, if they are known one by one; null for everybody and for a tag
 * @param parts of a list, each of which is cut into calls by itself, in the order of the calls
 * @param overQuota whom the platform would refuse this month, if they are known one by one
 * @param calls the calls to the platform that send; empty if none can be made
 * @param otherCalls those that make and remove a temporary tag
 * @param findings what would go wrong, or differently from what one might expect
 * @param before the quotas without this broadcast
 */
record Plan(
        Route route,
        long recipients,
        @Nullable RoaringBitmap members,
        List<RoaringBitmap> parts,
        RoaringBitmap overQuota,
        List<PlannedCall> calls,
        int otherCalls,
        List<Finding> findings,
        QuotaBook before,
        LocalDate firstDay,
        Duration duration) {

    Plan {
        parts = List.copyOf(parts);
        calls = List.copyOf(calls);
        findings = List.copyOf(findings);
    }

    /** One call on one of the platform's days. */
    record PlannedCall(long recipients, LocalDate day) {}

    /** The same plan with one more thing to know. */
    Plan with(Finding finding) {
        var all = new ArrayList<>(findings);
        all.add(finding);
        return new Plan(
                route,
                recipients,
                members,
                parts,
                overQuota,
                calls,
                otherCalls,
                all,
                before,
                firstDay,
                duration);
    }

    /** Whether it may be sent. */
    boolean isClear() {
        return findings.stream().noneMatch(Finding::isError);
    }

    /** Whom each call of a list is for; empty if the calls name nobody. */
    List<RoaringBitmap> batches() {
        return route == Route.BY_LIST
                ? parts.stream().flatMap(part -> Batches.cut(part).stream()).toList()
                : List.of();
    }

    /** What it takes of each day. */
    Map<LocalDate, QuotaBook.Uses> uses() {
        return calls.stream()
                .collect(
                        Collectors.groupingBy(
                                PlannedCall::day,
                                TreeMap::new,
                                Collectors.collectingAndThen(
                                        Collectors.counting(),
                                        count -> route.uses(count.intValue()))));
    }

    /** The quotas with this broadcast. */
    QuotaBook after() {
        return before.plus(uses());
    }

    long days() {
        return calls.stream().map(PlannedCall::day).distinct().count();
    }
}
