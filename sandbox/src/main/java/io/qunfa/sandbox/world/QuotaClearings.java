package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.YearMonth;

/** How often an account may set its call counters back: per calendar month of Beijing time. */
public final class QuotaClearings {

    private static final int ALL_PER_MONTH = 10;
    private static final int SINGLE_PER_MONTH = 50;

    private final VirtualClock clock;
    private final CallCounters counters;
    private YearMonth month = YearMonth.of(1970, 1);
    private int all;
    private int single;

    QuotaClearings(VirtualClock clock, CallCounters counters) {
        this.clock = clock;
        this.counters = counters;
    }

    /** Sets every counter back; 48006 the eleventh time in a month. */
    public void clearAll() {
        turn();
        if (all == ALL_PER_MONTH) {
            throw Refusal.of(
                    48006,
                    "the quota is cleared at most 10 times a month",
                    "clearing number 11 of " + month,
                    "wait for the next month, or clear single calls with openapi/quota/clear");
        }
        all++;
        counters.clear();
    }

    /** Sets the counter of one call back; 45009 the 51st time in a month. */
    public void clear(String path) {
        turn();
        if (single == SINGLE_PER_MONTH) {
            throw Refusal.of(
                    45009,
                    "single calls are cleared at most 50 times a month",
                    "clearing number 51 of " + month,
                    "wait for the next month, or clear everything with clear_quota");
        }
        single++;
        counters.clear(path);
    }

    private void turn() {
        var now = YearMonth.from(clock.beijingDate());
        if (!now.equals(month)) {
            month = now;
            all = 0;
            single = 0;
        }
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeDate(out, month.atDay(1));
        out.writeInt(all);
        out.writeInt(single);
    }

    void read(DataInput in) throws IOException {
        month = YearMonth.from(Snapshot.readDate(in));
        all = in.readInt();
        single = in.readInt();
    }
}
