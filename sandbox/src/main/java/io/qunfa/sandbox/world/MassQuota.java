package io.qunfa.sandbox.world;

import java.time.YearMonth;
import java.util.Collection;

/**
 * How often an account may mass send. Decided from the jobs themselves, so that a job that failed
 * gives its quota back.
 */
final class MassQuota {

    /** Messages one follower of a service account receives in a month. */
    static final int PER_FOLLOWER_AND_MONTH = 4;

    private static final int TO_ALL_PER_MONTH = 4;

    private MassQuota() {}

    /** 45028 if the account may not send this now. */
    static void require(OfficialAccount account, Audience audience, Collection<MassJob> jobs) {
        switch (account.kind()) {
            case SUBSCRIPTION -> requireSendOfDay(account, jobs);
            case SERVICE -> requireToAll(account, audience, jobs);
            case TEST -> {
                if (!account.switches().testAccountSends()) {
                    throw exhausted("a test account has no mass-send quota", "any send", "none");
                }
                requireToAll(account, audience, jobs);
            }
        }
    }

    private static void requireSendOfDay(OfficialAccount account, Collection<MassJob> jobs) {
        var today = account.clock().beijingDate();
        int most = account.settings().measure(Measure.SENDS_PER_DAY);
        long sent =
                jobs.stream()
                        .filter(job -> counts(account, job) && job.acceptedOn().equals(today))
                        .count();
        if (sent >= most) {
            throw exhausted(
                    "a subscription account sends %d a day".formatted(most),
                    "send number %d on %s".formatted(sent + 1, today),
                    String.valueOf(most));
        }
    }

    private static void requireToAll(
            OfficialAccount account, Audience audience, Collection<MassJob> jobs) {
        if (!(audience instanceof Audience.ToAll)) {
            return;
        }
        var today = account.clock().beijingDate();
        var month = YearMonth.from(today);
        var earlier =
                jobs.stream()
                        .filter(job -> counts(account, job))
                        .filter(job -> job.audience() instanceof Audience.ToAll)
                        .filter(job -> YearMonth.from(job.acceptedOn()).equals(month))
                        .toList();
        var todayToo = earlier.stream().anyMatch(job -> job.acceptedOn().equals(today));
        if (account.switches().serviceToAllOncePerDay() && todayToo) {
            throw exhausted(
                    "a service account sends to all once a day", "a second on " + today, "one");
        }
        if (earlier.size() >= TO_ALL_PER_MONTH) {
            throw exhausted("a service account sends to all four times a month", "a fifth", "four");
        }
    }

    /** Nobody says whether a send that failed counts; the switch says so. */
    private static boolean counts(OfficialAccount account, MassJob job) {
        return !job.failed() || account.switches().content().isOn(ContentSwitch.FAILED_SENDS_COUNT);
    }

    private static Refusal exhausted(String check, String sent, String expected) {
        return Refusal.of(45028, check, sent, expected);
    }
}
