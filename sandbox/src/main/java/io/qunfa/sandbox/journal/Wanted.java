package io.qunfa.sandbox.journal;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * What somebody looks for in the journal.
 *
 * @param target a part of the path, or of the event and address of a push, in any case; empty for
 *     every one
 * @param code the {@code errcode} of the answer
 * @param appId empty for every account
 * @param refusedOnly only what was refused and what failed
 * @param since the earliest virtual time
 * @param until the time before which it happened
 */
public record Wanted(
        String target,
        OptionalInt code,
        String appId,
        boolean refusedOnly,
        Instant since,
        Instant until)
        implements Predicate<Entry> {

    @Override
    public boolean test(Entry entry) {
        return (appId.isEmpty() || entry.appId().equals(appId))
                && (code.isEmpty() || entry.errorCode() == code.getAsInt())
                && (!refusedOnly || entry.isRefused())
                && !entry.time().isBefore(since)
                && entry.time().isBefore(until)
                && contains(entry.target());
    }

    private boolean contains(String text) {
        int last = text.length() - target.length();
        for (int at = 0; at <= last; at++) {
            if (text.regionMatches(true, at, target, 0, target.length())) {
                return true;
            }
        }
        return false;
    }
}
