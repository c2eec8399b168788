package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was done with one article in the sandbox itself: pages that were opened, and readers that
 * were ordered. Whoever does the same twice on a day counts once.
 */
public final class Readings {

    /** What one reader does with an article. */
    public enum Deed {
        READ(0),
        SHARE(1),
        ZAIKAN(2),
        LIKE(3),
        COLLECT(4),
        ORIGINAL(5);

        private static final int KINDS = 6;

        /** In a saved world. */
        private final int number;

        Deed(int number) {
            this.number = number;
        }

        private long by(int reader) {
            return (long) reader * KINDS + number;
        }

        Reading once() {
            return new Reading(
                    is(READ), is(SHARE), is(ZAIKAN), is(LIKE), is(COLLECT), is(ORIGINAL));
        }

        private int is(Deed deed) {
            return this == deed ? 1 : 0;
        }
    }

    /** Somebody who is not known to follow. */
    public static final int STRANGER = -1;

    /** More readers of a day are counted, but not told apart. */
    private static final int MAX_TOLD_APART = 100_000;

    private final Map<LocalDate, Day> days = new TreeMap<>();

    private static final class Day {
        private final Set<Long> deeds = new HashSet<>();
        private Reading sum = Reading.NONE;

        private void did(Deed deed, int reader) {
            if (deeds.size() >= MAX_TOLD_APART || deeds.add(deed.by(reader))) {
                sum = sum.plus(deed.once());
            }
        }
    }

    /** A reader does something with the article, for which it has to be open. */
    public void did(Deed deed, int reader, LocalDate day) {
        var today = day(day);
        today.did(Deed.READ, reader);
        today.did(deed, reader);
    }

    /** So many readers at once. */
    public void add(Reading many, LocalDate day) {
        var today = day(day);
        today.sum = today.sum.plus(many);
    }

    private Day day(LocalDate day) {
        return days.computeIfAbsent(day, d -> new Day());
    }

    Reading on(LocalDate day) {
        var found = days.get(day);
        return found == null ? Reading.NONE : found.sum;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(days.size());
        for (var day : days.entrySet()) {
            out.writeLong(day.getKey().toEpochDay());
            day.getValue().sum.write(out);
            Snapshot.writeList(out, day.getValue().deeds, out::writeLong);
        }
    }

    void read(DataInput in) throws IOException {
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            var day = day(LocalDate.ofEpochDay(in.readLong()));
            day.sum = Reading.read(in);
            day.deeds.addAll(Snapshot.readList(in, in::readLong));
        }
    }
}
