package io.qunfa.server.broadcast;

import io.qunfa.server.account.Account;
import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who of an audience is sent to, and by which route. Pure.
 *
 * @param members the recipients, if they are known one by one
 * @param parts who of a list is sent to in which month
 * @param overQuota whom the platform would refuse this month, as far as they are known one by one
 */
record Selection(
        Route route,
        long recipients,
        @Nullable RoaringBitmap members,
        List<MonthParts.Part> parts,
        RoaringBitmap overQuota,
        List<Finding> findings) {

    private static final RoaringBitmap NOBODY = new RoaringBitmap();

    static Selection of(Proposal proposal, Circumstances circumstances) {
        return switch (proposal.reach()) {
            case Reach.Everyone everyone -> everybody(proposal, everyone, circumstances);
            case Reach.Tagged(var tag) ->
                    new Selection(
                            Route.BY_TAG,
                            tag.count(),
                            null,
                            List.of(),
                            NOBODY,
                            tagged(proposal, circumstances));
            case Reach.NoSuchTag _ ->
                    new Selection(Route.BY_TAG, 0, null, List.of(), NOBODY, List.of());
            case Reach.Listed(var members, _) -> listed(proposal, members, circumstances);
        };
    }

    /** Everybody is one call, unless some of them have had the key before. */
    private static Selection everybody(
            Proposal proposal, Reach.Everyone everyone, Circumstances circumstances) {
        if (RoaringBitmap.intersects(everyone.members(), proposal.served())) {
            return listed(proposal, everyone.members(), circumstances);
        }
        var refused = RoaringBitmap.and(everyone.members(), circumstances.exhausted());
        var findings = new ArrayList<Finding>();
        if (!refused.isEmpty()) {
            findings.add(Finding.warning("over-quota-filtered", count(refused)));
        }
        if (refused.getLongCardinality() == everyone.count() && everyone.count() > 0) {
            findings.add(Finding.error("audience-exhausted", Map.of()));
        }
        return new Selection(
                Route.TO_ALL, everyone.count(), everyone.members(), List.of(), refused, findings);
    }

    /** Who carries a tag only the platform knows. */
    private static List<Finding> tagged(Proposal proposal, Circumstances circumstances) {
        var findings = new ArrayList<Finding>();
        var refused = circumstances.exhausted();
        if (!refused.isEmpty()) {
            findings.add(Finding.note("over-quota-unknown", count(refused)));
        }
        if (proposal.options().onceOnlyKey().isPresent()) {
            findings.add(Finding.error("once-only-needs-names", Map.of()));
        }
        return findings;
    }

    private static Selection listed(
            Proposal proposal, RoaringBitmap audience, Circumstances circumstances) {
        var findings = new ArrayList<Finding>();
        var unserved = RoaringBitmap.andNot(audience, proposal.served());
        var served = audience.getLongCardinality() - unserved.getLongCardinality();
        if (served > 0) {
            findings.add(Finding.warning("once-only-left-out", Map.of("count", served)));
        }
        var overQuota = proposal.options().overQuota();
        var months = MonthParts.of(unserved, overQuota, circumstances);
        var members = months.members();
        if (!months.refused().isEmpty()) {
            var code = overQuota == OverQuota.KEEP ? "over-quota-kept" : "over-quota-left-out";
            findings.add(Finding.warning(code, count(months.refused())));
        }
        if (members.isEmpty() && !audience.isEmpty()) {
            findings.add(Finding.error("audience-exhausted", Map.of()));
        }
        return new Selection(
                routeOfList(members, circumstances),
                members.getLongCardinality(),
                members,
                months.parts(),
                months.refused(),
                findings);
    }

    private static Route routeOfList(RoaringBitmap members, Circumstances circumstances) {
        var needsTag =
                members.getLongCardinality() == 1
                        || circumstances.account().kind() == Account.Kind.SUBSCRIPTION;
        return needsTag ? Route.BY_TEMPORARY_TAG : Route.BY_LIST;
    }

    private static Map<String, Object> count(RoaringBitmap members) {
        return Map.of("count", members.getLongCardinality());
    }
}
