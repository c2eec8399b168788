package io.qunfa.server.broadcast;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.Account;
import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Finding;
import io.qunfa.server.content.Lint;
import io.qunfa.server.content.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the route for a message to an audience, and everything that stands in its way. Pure. */
final class Planner {

    /** So many unknown OpenIDs are named in a finding; the rest is a number. */
    static final int NAMED = 10;

    private Planner() {}

    static Plan plan(Account account, Message message, Reach reach) {
        var findings = new ArrayList<>(Lint.check(message));
        var route = route(reach);
        findings.addAll(abilities(account, route));
        findings.addAll(audience(reach));
        return new Plan(route, reach.count(), calls(reach), findings);
    }

    private static Route route(Reach reach) {
        return switch (reach) {
            case Reach.Everyone _ -> Route.TO_ALL;
            case Reach.Tagged _, Reach.NoSuchTag _ -> Route.BY_TAG;
            case Reach.Listed _ -> Route.BY_LIST;
        };
    }

    private static List<Long> calls(Reach reach) {
        return switch (reach) {
            case Reach.Everyone(var count, _) -> count > 0 ? List.of(count) : List.of();
            case Reach.Tagged(var tag) -> tag.count() > 0 ? List.of(tag.count()) : List.of();
            case Reach.NoSuchTag _ -> List.of();
            case Reach.Listed(var members, _) ->
                    members.getCardinality() < Batches.MIN
                            ? List.of()
                            : Batches.sizes(members.getCardinality()).stream()
                                    .map(Integer::longValue)
                                    .toList();
        };
    }

    private static List<Finding> abilities(Account account, Route route) {
        return switch (account.kind()) {
            case TEST -> List.of(Finding.warning("test-account-may-not-send", Map.of()));
            case SERVICE ->
                    account.verified()
                            ? List.of()
                            : List.of(Finding.error("account-not-verified", Map.of()));
            case SUBSCRIPTION -> subscription(account, route);
        };
    }

    private static List<Finding> subscription(Account account, Route route) {
        if (!account.verified()) {
            return List.of(Finding.error("account-not-verified", Map.of()));
        }
        return route == Route.BY_LIST
                ? List.of(Finding.error("list-needs-service-account", Map.of()))
                : List.of();
    }

    private static List<Finding> audience(Reach reach) {
        return switch (reach) {
            case Reach.Everyone everyone -> everyone(everyone);
            case Reach.Tagged(var tag) ->
                    tag.count() == 0
                            ? List.of(Finding.error("tag-empty", Map.of("tag", tag.name())))
                            : List.of(Finding.note("not-in-history", Map.of()));
            case Reach.NoSuchTag(var tag) ->
                    List.of(Finding.error("tag-unknown", Map.of("tagId", tag.toString())));
            case Reach.Listed listed -> listed(listed);
        };
    }

    private static List<Finding> everyone(Reach.Everyone everyone) {
        if (everyone.asOf().isEmpty()) {
            return List.of(Finding.error("followers-not-synchronized", Map.of()));
        }
        if (everyone.count() == 0) {
            return List.of(Finding.error("audience-nobody", Map.of()));
        }
        return List.of(
                Finding.note(
                        "in-history", Map.of("asOf", everyone.asOf().orElseThrow().toString())));
    }

    private static List<Finding> listed(Reach.Listed listed) {
        var findings = new ArrayList<Finding>();
        if (!listed.unknown().isEmpty()) {
            findings.add(unknown(listed.unknown()));
        }
        findings.add(
                switch (listed.members().getCardinality()) {
                    case 0 -> Finding.error("audience-nobody", Map.of());
                    case 1 -> Finding.error("audience-one", Map.of());
                    default -> Finding.note("not-in-history", Map.of());
                });
        return findings;
    }

    private static Finding unknown(List<OpenId> openIds) {
        var named = openIds.stream().limit(NAMED).map(OpenId::value).toList();
        return Finding.warning(
                "openids-unknown",
                Map.of("count", openIds.size(), "openIds", String.join(", ", named)));
    }
}
