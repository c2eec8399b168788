package io.qunfa.server.broadcast;

import io.qunfa.server.account.Account;
import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a plan depends on besides the broadcast itself.
 *
 * @param quota without the broadcast that is planned
 * @param received with what other broadcasts have reserved
 * @param pace at which the account's calls follow each other
 * @param speed at which the platform will deliver, as far as is known
 * @param start when it would begin; not before now
 */
record Circumstances(
        Account account,
        Settings settings,
        QuotaBook quota,
        Received received,
        Pace pace,
        Speed speed,
        Instant now,
        Start start) {

    /** A follower of a subscription account may be sent to every day. */
    boolean isCountedMonthly() {
        return account.kind() != Account.Kind.SUBSCRIPTION;
    }

    /** Whom the platform would refuse in the month of the start. */
    RoaringBitmap exhausted() {
        return isCountedMonthly()
                ? received.in(BeijingTime.month(start.at())).exhausted()
                : new RoaringBitmap();
    }
}
