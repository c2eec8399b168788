package io.qunfa.server.broadcast;

import java.util.Optional;

/**
 * What the author of a broadcast decided beside message and audience.
 *
 * @param onceOnlyKey 防重复标识: no follower gets two broadcasts with the same one
 * @param overQuota what happens to followers who have had all they can get this month
 * @param severalDays whether it may take several days if the calls of one do not suffice
 * @param separateArticles whether a draft that died may be replaced by a copy, as an article of its
 *     own
 * @param duringQuietHours whether it may begin in the account's quiet hours
 */
record Options(
        Optional<String> onceOnlyKey,
        OverQuota overQuota,
        boolean severalDays,
        boolean separateArticles,
        boolean duringQuietHours) {

    static final int LONGEST_KEY = 64;
    static final Options NONE =
            new Options(Optional.empty(), OverQuota.LEAVE_OUT, false, false, false);

    Options {
        onceOnlyKey.ifPresent(Options::requireLegal);
    }

    private static void requireLegal(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "a once-only key has 1 to %d characters: %s".formatted(LONGEST_KEY, key));
        }
    }
}
