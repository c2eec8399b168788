package io.qunfa.server.audience;

import io.qunfa.server.account.AccountId;
import java.time.YearMonth;
import java.util.OptionalLong;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * How many mass messages the followers of an account have had this month. Whoever counts does so in
 * the transaction in which the message becomes certain.
 */
@Component
public final class MessageCounts {

    private final MessageCountStore store;

    MessageCounts(MessageCountStore store) {
        this.store = store;
    }

    public MonthlyCounts of(AccountId account, YearMonth month) {
        return store.find(account, month);
    }

    /**
     * Counts one message for each of these followers, except those who have had as many as they can
     * get. Counting the same message again changes nothing.
     *
     * @param message what is counted, so that it can be taken back
     */
    public void count(AccountId account, YearMonth month, UUID message, RoaringBitmap members) {
        var counts = store.lock(account, month);
        var newly = RoaringBitmap.andNot(members, counts.exhausted());
        if (store.note(account, month, message, newly)) {
            store.save(account, counts.plus(newly));
        }
    }

    /** For how many followers a message was counted; empty if it was not. */
    public OptionalLong counted(AccountId account, UUID message) {
        return store.counted(account, message);
    }

    /** Takes a message back that reached nobody after all. */
    public void takeBack(AccountId account, UUID message) {
        store.month(account, message)
                .ifPresent(
                        month -> {
                            var counts = store.lock(account, month);
                            store.forget(account, message)
                                    .ifPresent(
                                            members -> store.save(account, counts.minus(members)));
                        });
    }
}
