package io.qunfa.server.broadcast;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an account has used and reserved of its quotas, and what it has left, by the platform's
 * days. Pure.
 *
 * @param byDay days of which something is used or reserved
 */
record QuotaBook(Limits limits, Map<LocalDate, Uses> byDay) {

    /** So many calls of a day are kept for repeating those of unknown outcome. */
    static final int RESERVE = 5;

    private static final int HORIZON_DAYS = 62;

    QuotaBook {
        byDay = Map.copyOf(byDay);
    }

    /**
     * What the platform grants.
     *
     * @param sendsPerDay to whomever; a subscription account's one
     * @param toAllPerDay to everybody
     * @param sendAllCallsPerDay of the call for everybody or one tag
     * @param listCallsPerDay of the call for OpenIDs
     */
    record Limits(
            int sendsPerDay,
            int toAllPerDay,
            int toAllPerMonth,
            int sendAllCallsPerDay,
            int listCallsPerDay) {

        /** A number that no account reaches. */
        static final int NONE = 1_000_000;

        static final Limits SUBSCRIPTION = new Limits(1, 1, NONE, 100, 100);
        static final Limits SERVICE = new Limits(NONE, 1, 4, 100, 100);

        Limits withCalls(int sendAll, int list) {
            return new Limits(sendsPerDay, toAllPerDay, toAllPerMonth, sendAll, list);
        }
    }

    /** What one day takes. */
    record Uses(int sends, int toAll, int sendAllCalls, int listCalls) {

        static final Uses NOTHING = new Uses(0, 0, 0, 0);

        Uses plus(Uses more) {
            return new Uses(
                    sends + more.sends,
                    toAll + more.toAll,
                    sendAllCalls + more.sendAllCalls,
                    listCalls + more.listCalls);
        }
    }

    Uses on(LocalDate day) {
        return byDay.getOrDefault(day, Uses.NOTHING);
    }

    /** The book with more in it. */
    QuotaBook plus(Map<LocalDate, Uses> more) {
        var all = new TreeMap<>(byDay);
        more.forEach((day, uses) -> all.merge(day, uses, Uses::plus));
        return new QuotaBook(limits, all);
    }

    /** How many calls of this route a day has left, besides the reserve. */
    int callsLeft(Route route, LocalDate day) {
        var used = on(day);
        var left =
                route == Route.BY_LIST
                        ? limits.listCallsPerDay() - used.listCalls()
                        : limits.sendAllCallsPerDay() - used.sendAllCalls();
        return Math.max(0, left - RESERVE);
    }

    int sendsLeft(LocalDate day) {
        return Math.max(0, limits.sendsPerDay() - on(day).sends());
    }

    int toAllLeft(LocalDate day) {
        return Math.max(0, limits.toAllPerDay() - on(day).toAll());
    }

    int toAllLeft(YearMonth month) {
        return Math.max(0, limits.toAllPerMonth() - toAll(month));
    }

    int toAll(YearMonth month) {
        return byDay.entrySet().stream()
                .filter(entry -> YearMonth.from(entry.getKey()).equals(month))
                .mapToInt(entry -> entry.getValue().toAll())
                .sum();
    }

    /** Whether one call of this route fits on a day. */
    boolean fits(Route route, LocalDate day) {
        return callsLeft(route, day) > 0
                && sendsLeft(day) > 0
                && (route != Route.TO_ALL
                        || (toAllLeft(day) > 0 && toAllLeft(YearMonth.from(day)) > 0));
    }

    /** The first day from this one on that has room for one call of this route. */
    Optional<LocalDate> firstDay(Route route, LocalDate from) {
        return from.datesUntil(from.plusDays(HORIZON_DAYS))
                .filter(day -> fits(route, day))
                .findFirst();
    }
}
