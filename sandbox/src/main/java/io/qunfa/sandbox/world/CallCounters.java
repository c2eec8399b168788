package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** How often each path was called today and in this minute, for one account. */
public final class CallCounters {

    /** Too many calls in a minute. */
    public static final int TOO_FAST = 45011;

    private final VirtualClock clock;
    private final Map<String, Integer> today = new HashMap<>();
    private final Map<String, Integer> thisMinute = new HashMap<>();
    private LocalDate day = LocalDate.MIN;
    private long minute;

    CallCounters(VirtualClock clock) {
        this.clock = clock;
    }

    /**
     * Counts a call; 45009 over the limit of the day, {@code minuteCode} over that of the minute.
     */
    public void count(String path, CallLimit limit, int minuteCode) {
        turn();
        if (today.getOrDefault(path, 0) >= limit.daily()) {
            throw Refusal.of(
                    45009,
                    "at most " + limit.daily() + " calls a day, Beijing time",
                    "call number " + (limit.daily() + 1L),
                    "wait until midnight in Beijing, or raise the account's limit");
        }
        if (thisMinute.getOrDefault(path, 0) >= limit.perMinute()) {
            throw Refusal.of(
                    minuteCode,
                    "at most " + limit.perMinute() + " calls a minute",
                    "call number " + (limit.perMinute() + 1L),
                    "wait until the next minute");
        }
        today.merge(path, 1, Integer::sum);
        thisMinute.merge(path, 1, Integer::sum);
    }

    /** How often the path was called today. */
    public int usedToday(String path) {
        turn();
        return today.getOrDefault(path, 0);
    }

    /** Everything begins anew. */
    void clear() {
        today.clear();
        thisMinute.clear();
    }

    /** The call begins anew. */
    void clear(String path) {
        today.remove(path);
        thisMinute.remove(path);
    }

    private void turn() {
        var date = clock.beijingDate();
        if (!date.equals(day)) {
            today.clear();
            day = date;
        }
        long current = clock.instant().getEpochSecond() / 60;
        if (current != minute) {
            thisMinute.clear();
            minute = current;
        }
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeDate(out, day);
        out.writeLong(minute);
        writeCounts(out, today);
        writeCounts(out, thisMinute);
    }

    private static void writeCounts(DataOutput out, Map<String, Integer> counts)
            throws IOException {
        Snapshot.writeList(
                out,
                counts.entrySet(),
                entry -> {
                    out.writeUTF(entry.getKey());
                    out.writeInt(entry.getValue());
                });
    }

    void read(DataInput in) throws IOException {
        day = Snapshot.readDate(in);
        minute = in.readLong();
        readCounts(in, today);
        readCounts(in, thisMinute);
    }

    private static void readCounts(DataInput in, Map<String, Integer> counts) throws IOException {
        Snapshot.readList(in, () -> Map.entry(in.readUTF(), in.readInt()))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    }
}
