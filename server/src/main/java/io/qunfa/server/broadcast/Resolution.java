package io.qunfa.server.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;

/**
 * What to do after an attempt, from its outcome and what went before. Pure.
 *
 * <p>The one rule that everything else serves: once an attempt may have been accepted, only the
 * platform's acceptance under the same key, its event, or a person ends the doubt. A later refusal
 * proves nothing, because the platform may check quota, content and permission before it looks at
 * the key.
 */
final class Resolution {

    /** The platform wants a minute between two uses of a key. */
    static final Duration SAME_KEY_PAUSE = Duration.ofSeconds(60);

    /** How long the platform remembers a key. Beyond it a repetition would be a second send. */
    static final Duration KEY_MEMORY = Duration.ofHours(24);

    /** The last repetition keeps this distance from the end of the platform's memory. */
    static final Duration MEMORY_MARGIN = Duration.ofMinutes(10);

    /** A call that is certainly not accepted is tried so often before a person is asked. */
    static final int MAX_POSTPONEMENTS = 10;

    /** A limit that a new day does not lift is not one of a day. */
    static final int MAX_DAYS = 3;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(16);

    private Resolution() {}

    static Step next(Outcome outcome, Attempts attempts, Instant now) {
        if (outcome instanceof Outcome.Accepted(var msgId, var articles)) {
            return new Step.Accept(msgId, articles);
        }
        return attempts.doubtful()
                ? doubt(reasonOf(outcome), attempts, now)
                : decided(outcome, attempts, now);
    }

    /** What to do with a call whose attempt was begun by a process that is gone. */
    static Step abandoned(Attempts attempts, Instant attemptedAt) {
        return new Step.Doubt(
                notLaterThanHold(attemptedAt.plus(SAME_KEY_PAUSE), attempts),
                Reason.of("server-stopped"));
    }

    /**
     * What to do with a doubtful call that cannot be repeated now, or not any more.
     *
     * @param last why it is in doubt
     */
    static Step waitOn(Attempts attempts, Reason last, Instant now) {
        return doubt(last, attempts, now);
    }

    /** Whether the platform may have forgotten the key, so that only a person may decide. */
    static boolean tooOld(Attempts attempts, Instant now) {
        return !now.isBefore(attempts.first().plus(KEY_MEMORY));
    }

    /** Whether the key may still be used, with a margin. */
    static boolean mayRepeat(Attempts attempts, Instant now) {
        return now.isBefore(attempts.first().plus(KEY_MEMORY).minus(MEMORY_MARGIN));
    }

    /** Whether the key was used less than a minute ago, so that it must rest. */
    static boolean isTooSoon(Instant attemptedAt, Instant now) {
        return now.isBefore(attemptedAt.plus(SAME_KEY_PAUSE));
    }

    /** When the attempt of that time is to be repeated. */
    static Instant repetition(Attempts attempts, Instant attemptedAt) {
        return notLaterThanHold(attemptedAt.plus(pause(attempts)), attempts);
    }

    private static Step decided(Outcome outcome, Attempts attempts, Instant now) {
        return switch (outcome) {
            case Outcome.Accepted(var msgId, var articles) -> new Step.Accept(msgId, articles);
            case Outcome.Unclear(var reason) -> doubt(reason, attempts, now);
            case Outcome.TooSoon(var reason) -> doubt(reason, attempts, now);
            case Outcome.NotNow(var reason) -> postpone(reason, attempts, now);
            case Outcome.NotToday(var reason) -> nextDay(reason, attempts, now);
            case Outcome.NotThisMonth(var reason) -> new Step.Hold(monthUsedUp(reason, now));
            case Outcome.RecipientsRefused(var reason) -> new Step.Repair(reason);
            case Outcome.Refused(var reason) -> new Step.RefuseAll(reason);
            case Outcome.NeedsPerson(var reason) -> new Step.Hold(reason);
        };
    }

    private static Step doubt(Reason reason, Attempts attempts, Instant now) {
        if (tooOld(attempts, now)) {
            return new Step.Hold(unknown(reason));
        }
        return new Step.Doubt(notLaterThanHold(now.plus(pause(attempts)), attempts), reason);
    }

    /** The person who decides wants to know what the platform said last. */
    private static Reason unknown(Reason last) {
        var known = new HashMap<>(last.parameters());
        known.put("last", last.code());
        return new Reason("outcome-unknown", known);
    }

    private static Step postpone(Reason reason, Attempts attempts, Instant now) {
        return attempts.count() >= MAX_POSTPONEMENTS
                ? new Step.Hold(reason)
                : new Step.Postpone(now.plus(pause(attempts)), reason);
    }

    /** The same time of the platform's next day, which the account's quiet hours allowed today. */
    private static Step nextDay(Reason reason, Attempts attempts, Instant now) {
        if (attempts.count() >= MAX_DAYS) {
            return new Step.Hold(reason);
        }
        var again =
                BeijingTime.on(BeijingTime.day(now).plusDays(1), now)
                        .truncatedTo(ChronoUnit.SECONDS);
        var known = new HashMap<>(reason.parameters());
        known.put("again", again.atZone(BeijingTime.ZONE).toOffsetDateTime().toString());
        return new Step.NextDay(again, new Reason(reason.code(), known));
    }

    /**
     * Weeks later the message may be meant no more, so that a person says whether it is sent then.
     */
    private static Reason monthUsedUp(Reason reason, Instant now) {
        var known = new HashMap<>(reason.parameters());
        known.put("next", BeijingTime.month(now).plusMonths(1).atDay(1).toString());
        return new Reason("month-used-up", known);
    }

    /** One minute, doubling with each attempt up to sixteen. */
    private static Duration pause(Attempts attempts) {
        var doublings = Math.min(Math.max(attempts.count() - 1, 0), 4);
        var pause = SAME_KEY_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** A repetition that would come too late becomes the moment at which the call is held. */
    private static Instant notLaterThanHold(Instant again, Attempts attempts) {
        return mayRepeat(attempts, again) ? again : attempts.first().plus(KEY_MEMORY);
    }

    private static Reason reasonOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> throw new IllegalArgumentException("no problem: " + outcome);
            case Outcome.Unclear(var reason) -> reason;
            case Outcome.TooSoon(var reason) -> reason;
            case Outcome.NotNow(var reason) -> reason;
            case Outcome.NotToday(var reason) -> reason;
            case Outcome.NotThisMonth(var reason) -> reason;
            case Outcome.RecipientsRefused(var reason) -> reason;
            case Outcome.Refused(var reason) -> reason;
            case Outcome.NeedsPerson(var reason) -> reason;
        };
    }
}
