package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.audience.MessageCounts;
import io.qunfa.server.audience.MonthlyCounts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Counts messages for their followers as it becomes certain that the platform has them. Every
 * method runs in its caller's transaction, behind whatever else that locks.
 */
@Component
final class Spending {

    /** A result that nobody here caused and that reached almost everybody was sent to all. */
    private static final double ALMOST_EVERYBODY = 0.9;

    /** So few may all have been blocked, or refuse messages: the platform tells only how many. */
    static final int FEW = 10;

    private final QuotaStore store;
    private final MessageCounts counts;
    private final Audiences audiences;

    Spending(QuotaStore store, MessageCounts counts, Audiences audiences) {
        this.store = store;
        this.counts = counts;
        this.audiences = audiences;
    }

    /** Followers who are known one by one have one message more. */
    void accepted(AccountId account, UUID call, Instant now) {
        store.recipients(account, call)
                .ifPresent(members -> counts.count(account, BeijingTime.month(now), call, members));
    }

    /** What the platform counted tells whether ours are right. */
    void finished(AccountId account, UUID call, JobResult result) {
        if (!result.successful()) {
            counts.takeBack(account, call);
            return;
        }
        var expected = counts.counted(account, call);
        if (expected.isEmpty()) {
            return;
        }
        store.compare(account, call, result, expected.getAsLong());
        if (result.counts().eligible() == 0 && expected.getAsLong() >= FEW) {
            store.recipients(account, call).ifPresent(all -> exhaust(account, call, result, all));
        }
    }

    /** Of so many nobody could get it: as far as can be known, they have had what they can get. */
    private void exhaust(AccountId account, UUID call, JobResult result, RoaringBitmap members) {
        for (var time = 1; time <= MonthlyCounts.LIMIT; time++) {
            var correction = named("corrected " + call + " " + time);
            counts.count(account, BeijingTime.month(result.at()), correction, members);
        }
    }

    /** A send of the website, as far as its result tells. */
    void seen(AccountId account, JobResult result) {
        var everybody = audiences.everyone(account);
        var toAll = everybody.getLongCardinality() * ALMOST_EVERYBODY;
        if (result.successful() && !everybody.isEmpty() && result.counts().total() >= toAll) {
            counts.count(
                    account, BeijingTime.month(result.at()), website(result.msgId()), everybody);
        }
    }

    /** It was ours after all. */
    void claimed(AccountId account, MsgId msgId) {
        counts.takeBack(account, website(msgId));
    }

    /** What an operator says everybody has had this month before this server counted. */
    void opening(AccountId account, OpeningBalance balance) {
        for (var time = 1; time <= MonthlyCounts.LIMIT; time++) {
            var message = named("opening " + account + " " + balance.month() + " " + time);
            counts.takeBack(account, message);
        }
        var everybody = audiences.everyone(account);
        for (var time = 1; time <= balance.perFollower(); time++) {
            var message = named("opening " + account + " " + balance.month() + " " + time);
            counts.count(account, balance.month(), message, everybody);
        }
    }

    private static UUID website(MsgId msgId) {
        return named("website " + msgId.value());
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
