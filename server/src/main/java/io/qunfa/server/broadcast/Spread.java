package io.qunfa.server.broadcast;

import io.qunfa.server.account.Account;
import io.qunfa.server.content.Finding;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * On which of the platform's days the calls are made: on the day of the start as far as its quota
 * goes, and the rest on the days after it. Pure.
 *
 * @param calls empty if they do not fit
 */
record Spread(List<Plan.PlannedCall> calls, List<Finding> findings) {

    static Spread of(Selection selection, Options options, Circumstances circumstances) {
        var first = BeijingTime.day(circumstances.start().at());
        if (selection.recipients() == 0) {
            return new Spread(List.of(), List.of());
        }
        return selection.route() == Route.BY_LIST
                ? list(selection, options, circumstances.quota(), first)
                : single(selection, circumstances, first);
    }

    private static Spread single(Selection selection, Circumstances circumstances, LocalDate day) {
        var quota = circumstances.quota();
        if (quota.fits(selection.route(), day)) {
            var call = new Plan.PlannedCall(selection.recipients(), day);
            return new Spread(List.of(call), List.of());
        }
        var next = quota.firstDay(selection.route(), day).map(LocalDate::toString).orElse("–");
        var code = whatIsUsedUp(circumstances.account(), quota, selection.route(), day);
        return new Spread(
                List.of(),
                List.of(Finding.error(code, Map.of("day", day.toString(), "next", next))));
    }

    private static String whatIsUsedUp(
            Account account, QuotaBook quota, Route route, LocalDate day) {
        if (account.kind() == Account.Kind.SUBSCRIPTION && quota.sendsLeft(day) == 0) {
            return "quota-day";
        }
        if (route == Route.TO_ALL && quota.toAllLeft(YearMonth.from(day)) == 0) {
            return "quota-to-all-month";
        }
        return route == Route.TO_ALL && quota.toAllLeft(day) == 0
                ? "quota-to-all-day"
                : "quota-calls";
    }

    private static Spread list(
            Selection selection, Options options, QuotaBook quota, LocalDate first) {
        var calls = new ArrayList<Plan.PlannedCall>();
        var count = 0;
        for (var part : selection.parts()) {
            var sizes = Batches.sizes(part.members().getCardinality());
            count += sizes.size();
            calls.addAll(fill(sizes, quota, MonthParts.days(first, part.month())));
        }
        if (calls.size() < count) {
            var finding =
                    Finding.error(
                            "quota-too-many-calls",
                            Map.of("calls", count, "days", MonthParts.MOST_DAYS));
            return new Spread(List.of(), List.of(finding));
        }
        if (calls.getLast().day().equals(first)) {
            return new Spread(calls, List.of());
        }
        var findings = new ArrayList<Finding>();
        findings.add(severalDays(calls, options, first));
        findings.addAll(months(selection));
        return options.severalDays()
                ? new Spread(calls, findings)
                : new Spread(List.of(), findings);
    }

    private static Finding severalDays(
            List<Plan.PlannedCall> calls, Options options, LocalDate first) {
        var last = calls.getLast().day();
        Map<String, Object> facts =
                Map.of(
                        "calls",
                        calls.size(),
                        "days",
                        ChronoUnit.DAYS.between(first, last) + 1,
                        "last",
                        last.toString());
        return options.severalDays()
                ? Finding.warning("several-days", facts)
                : Finding.error("several-days-consent", facts);
    }

    /** Each follower's four messages are those of the month in which it is their turn. */
    private static List<Finding> months(Selection selection) {
        var parts = selection.parts();
        return parts.stream()
                .skip(1)
                .map(
                        part ->
                                Finding.warning(
                                        "month-end-crossed",
                                        Map.of(
                                                "count",
                                                part.members().getLongCardinality(),
                                                "month",
                                                part.month().toString())))
                .toList();
    }

    private static List<Plan.PlannedCall> fill(
            List<Integer> sizes, QuotaBook quota, List<LocalDate> days) {
        var calls = new ArrayList<Plan.PlannedCall>(sizes.size());
        for (var day : days) {
            var room = Math.min(quota.callsLeft(Route.BY_LIST, day), sizes.size() - calls.size());
            for (var n = 0; n < room; n++) {
                calls.add(new Plan.PlannedCall(sizes.get(calls.size()), day));
            }
        }
        return calls;
    }
}
