package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.BitSet;

/** How many mass messages every follower received in the current month of Beijing time. */
final class MonthlyReceipts {

    private byte[] received = new byte[0];
    private YearMonth month = YearMonth.of(1970, 1);

    /** Takes everybody out of {@code audience} who already received {@code limit} this month. */
    void removeExhausted(BitSet audience, YearMonth now, int limit) {
        turnTo(now);
        int end = Math.min(received.length, audience.length());
        for (int n = audience.nextSetBit(0); n >= 0 && n < end; n = audience.nextSetBit(n + 1)) {
            if (received[n] >= limit) {
                audience.clear(n);
            }
        }
    }

    /** Counts one message more for each of these. */
    void add(FollowerSet recipients, YearMonth now, int knownFollowers) {
        turnTo(now);
        if (received.length < knownFollowers) {
            received = Arrays.copyOf(received, knownFollowers);
        }
        recipients.forEach(n -> received[n]++);
    }

    int of(int number, YearMonth now) {
        turnTo(now);
        return number < received.length ? received[number] : 0;
    }

    private void turnTo(YearMonth now) {
        if (!now.equals(month)) {
            Arrays.fill(received, (byte) 0);
            month = now;
        }
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeDate(out, month.atDay(1));
        out.writeInt(received.length);
        out.write(received);
    }

    void read(DataInput in) throws IOException {
        month = YearMonth.from(Snapshot.readDate(in));
        received = new byte[Snapshot.readSize(in)];
        in.readFully(received);
    }
}
