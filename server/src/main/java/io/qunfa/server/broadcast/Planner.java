package io.qunfa.server.broadcast;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.Account;
import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Drafts;
import io.qunfa.server.content.Finding;
import io.qunfa.server.content.Lint;
import io.qunfa.server.content.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the cheapest correct route for a message to an audience, and everything that stands in its
 * way. Pure.
 */
final class Planner {

    /** So many unknown OpenIDs are named in a finding; the rest is a number. */
    static final int NAMED = 10;

    private Planner() {}

    static Plan plan(Proposal proposal, Circumstances circumstances) {
        var selection = Selection.of(proposal, circumstances);
        var spread = Spread.of(selection, proposal.options(), circumstances);
        var findings = new ArrayList<>(Lint.check(proposal.message()));
        findings.addAll(article(proposal, spread, circumstances.start()));
        findings.addAll(abilities(circumstances, selection));
        findings.addAll(audience(proposal.reach(), selection));
        findings.addAll(selection.findings());
        findings.addAll(spread.findings());
        findings.addAll(StartFindings.of(circumstances, proposal.options()));
        var calls = isImpossible(findings) ? List.<Plan.PlannedCall>of() : spread.calls();
        if (!calls.isEmpty()) {
            findings.add(Finding.note("blocked-counted", Map.of()));
        }
        quietHours(selection, calls, circumstances).ifPresent(findings::add);
        return new Plan(
                selection.route(),
                selection.recipients(),
                selection.members(),
                selection.parts().stream().map(MonthParts.Part::members).toList(),
                selection.overQuota(),
                calls,
                TemporaryTagPrice.calls(selection),
                findings,
                circumstances.quota(),
                firstDay(calls, circumstances),
                duration(selection, calls, circumstances));
    }

    /** What only articles have: a draft that may have changed, and that one send uses up. */
    private static List<Finding> article(Proposal proposal, Spread spread, Start start) {
        if (!(proposal.message() instanceof Message.Article picked)) {
            return List.of();
        }
        var findings = new ArrayList<>(draft(picked, proposal));
        var count = spread.calls().size();
        if (count > 1) {
            findings.add(separate(proposal.options(), Map.of("count", count)));
        }
        proposal.otherUse()
                .flatMap(other -> shared(proposal, start, other))
                .ifPresent(findings::add);
        return findings;
    }

    /** Whoever comes second finds no draft, unless a copy may be sent. */
    private static Optional<Finding> shared(Proposal proposal, Start start, Instant other) {
        var first = other.isAfter(start.at());
        if (!first && (proposal.usedUp() || proposal.options().separateArticles())) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.warning(
                        first ? "draft-used-later" : "draft-used-before",
                        Map.of("start", Start.at(other, start.zone()).shown())));
    }

    private static List<Finding> draft(Message.Article picked, Proposal proposal) {
        if (!proposal.usedUp()) {
            return Drafts.check(picked, proposal.draft());
        }
        return List.of(
                proposal.options().separateArticles()
                        ? Finding.note("draft-copied", Map.of())
                        : Finding.error("draft-used-up", Map.of()));
    }

    private static Finding separate(Options options, Map<String, Object> count) {
        return options.separateArticles()
                ? Finding.note("separate-articles", count)
                : Finding.error("separate-articles-not-accepted", count);
    }

    /** Nobody is there to be sent to. */
    private static boolean isImpossible(List<Finding> findings) {
        return findings.stream()
                .map(Finding::code)
                .anyMatch(
                        code ->
                                code.startsWith("audience-")
                                        || code.equals("tag-empty")
                                        || code.equals("tag-unknown"));
    }

    private static LocalDate firstDay(List<Plan.PlannedCall> calls, Circumstances circumstances) {
        return calls.isEmpty()
                ? BeijingTime.day(circumstances.start().at())
                : calls.getFirst().day();
    }

    /** From the first call to the last delivery, if all goes well. */
    private static Duration duration(
            Selection selection, List<Plan.PlannedCall> calls, Circumstances at) {
        if (calls.isEmpty()) {
            return Duration.ZERO;
        }
        var lastDay = calls.getLast().day();
        var days = ChronoUnit.DAYS.between(calls.getFirst().day(), lastDay);
        var callsOfLastDay = calls.stream().filter(call -> call.day().equals(lastDay)).count();
        return Duration.ofDays(days)
                .plus(onOneDay(selection, callsOfLastDay, selection.recipients(), at));
    }

    private static Duration onOneDay(
            Selection selection, long calls, long recipients, Circumstances at) {
        return at.pace()
                .interval()
                .multipliedBy(calls - 1)
                .plus(at.speed().deliveryTo(recipients))
                .plus(TemporaryTagPrice.duration(selection));
    }

    /** What is under way goes on in the quiet hours. */
    private static Optional<Finding> quietHours(
            Selection selection, List<Plan.PlannedCall> calls, Circumstances at) {
        var days = calls.stream().map(Plan.PlannedCall::day).distinct();
        return days.flatMap(day -> quietHoursOfADay(selection, on(day, calls), at).stream())
                .findFirst()
                .map(from -> StartFindings.reachingQuietHours(from, at.settings()));
    }

    private static List<Plan.PlannedCall> on(LocalDate day, List<Plan.PlannedCall> calls) {
        return calls.stream().filter(call -> call.day().equals(day)).toList();
    }

    private static Optional<Instant> quietHoursOfADay(
            Selection selection, List<Plan.PlannedCall> calls, Circumstances at) {
        var recipients = calls.stream().mapToLong(Plan.PlannedCall::recipients).sum();
        return at.settings()
                .quietDuring(
                        BeijingTime.on(calls.getFirst().day(), at.start().at()),
                        onOneDay(selection, calls.size(), recipients, at));
    }

    private static List<Finding> abilities(Circumstances circumstances, Selection selection) {
        var account = circumstances.account();
        if (account.kind() == Account.Kind.TEST) {
            return List.of(Finding.warning("test-account-may-not-send", Map.of()));
        }
        if (!account.verified()) {
            return List.of(Finding.error("account-not-verified", Map.of()));
        }
        return selection.route() == Route.BY_TEMPORARY_TAG
                ? temporaryTag(circumstances, selection)
                : List.of();
    }

    private static List<Finding> temporaryTag(Circumstances circumstances, Selection selection) {
        var most = circumstances.settings().temporaryTagMembers();
        if (selection.recipients() > most) {
            return List.of(
                    Finding.error(
                            "temporary-tag-too-large",
                            Map.of("count", selection.recipients(), "limit", most)));
        }
        if (selection.recipients() == 0) {
            return List.of();
        }
        return List.of(
                Finding.note(
                        "temporary-tag",
                        Map.of(
                                "count",
                                selection.recipients(),
                                "calls",
                                TemporaryTagPrice.calls(selection))));
    }

    private static List<Finding> audience(Reach reach, Selection selection) {
        return switch (reach) {
            case Reach.Everyone everyone -> everyone(everyone, selection);
            case Reach.Tagged(var tag) ->
                    tag.count() == 0
                            ? List.of(Finding.error("tag-empty", Map.of("tag", tag.name())))
                            : List.of(Finding.note("not-in-history", Map.of()));
            case Reach.NoSuchTag(var tag) ->
                    List.of(Finding.error("tag-unknown", Map.of("tagId", tag.toString())));
            case Reach.Listed listed -> listed(listed);
        };
    }

    private static List<Finding> everyone(Reach.Everyone everyone, Selection selection) {
        if (everyone.asOf().isEmpty()) {
            return List.of(Finding.error("followers-not-synchronized", Map.of()));
        }
        if (everyone.count() == 0) {
            return List.of(Finding.error("audience-nobody", Map.of()));
        }
        return List.of(
                selection.route() == Route.TO_ALL
                        ? Finding.note(
                                "in-history",
                                Map.of("asOf", everyone.asOf().orElseThrow().toString()))
                        : Finding.warning("not-in-history", Map.of()));
    }

    private static List<Finding> listed(Reach.Listed listed) {
        var findings = new ArrayList<Finding>();
        if (!listed.unknown().isEmpty()) {
            findings.add(unknown(listed.unknown()));
        }
        findings.add(
                listed.members().isEmpty()
                        ? Finding.error("audience-nobody", Map.of())
                        : Finding.note("not-in-history", Map.of()));
        return findings;
    }

    private static Finding unknown(List<OpenId> openIds) {
        var named = openIds.stream().limit(NAMED).map(OpenId::value).toList();
        return Finding.warning(
                "openids-unknown",
                Map.of("count", openIds.size(), "openIds", String.join(", ", named)));
    }
}
