package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who received which mass message and when, written by the delivery itself, whatever the call was
 * answered.
 */
public final class Ledger {

    private static final int MAX_ENTRIES = 10_000;

    private final List<Entry> entries = new ArrayList<>();

    /** One mass job as the phones saw it. */
    public static final class Entry {

        private final MassJob job;
        private final FollowerSet eligible;
        private final String digest;
        private Instant at;
        private int deliveredBelow;
        private int delivered;

        private Entry(MassJob job, FollowerSet eligible, Instant at) {
            this.job = job;
            this.eligible = eligible;
            this.digest = job.content().digest();
            this.at = at;
        }

        public MassJob job() {
            return job;
        }

        /** When the newest of its messages arrived. */
        public Instant at() {
            return at;
        }

        public String contentDigest() {
            return digest;
        }

        /** How many messages arrived so far. */
        public int delivered() {
            return delivered;
        }

        public boolean reached(int number) {
            return number < deliveredBelow && eligible.contains(number);
        }

        /** Delivers to the next so many; whether somebody is left. */
        boolean deliver(int howMany, Instant now) {
            deliveredBelow = eligible.advance(deliveredBelow, howMany);
            delivered = Math.min(eligible.size(), delivered + howMany);
            at = now;
            return delivered < eligible.size();
        }

        private void write(DataOutput out) throws IOException {
            out.writeLong(job.msgId());
            eligible.write(out);
            Snapshot.writeInstant(out, at);
            out.writeInt(deliveredBelow);
            out.writeInt(delivered);
        }

        private BitSet reached() {
            var numbers = eligible.toBits();
            if (deliveredBelow < numbers.length()) {
                numbers.clear(deliveredBelow, numbers.length());
            }
            return numbers;
        }
    }

    /** A follower who got one content more than once. */
    public record Duplicate(int follower, String contentDigest, List<Long> msgIds) {}

    Entry open(MassJob job, FollowerSet eligible, Instant at) {
        if (entries.size() == MAX_ENTRIES) {
            entries.remove(0);
        }
        var entry = new Entry(job, eligible, at);
        entries.add(entry);
        return entry;
    }

    /** All jobs that began to arrive, oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    Optional<Entry> find(MassJob job) {
        return entries.stream().filter(entry -> entry.job == job).findFirst();
    }

    /** Up to {@code limit} followers who got the same content twice. */
    public List<Duplicate> duplicates(int limit) {
        var byContent = new HashMap<String, List<Entry>>();
        entries.forEach(
                entry ->
                        byContent
                                .computeIfAbsent(entry.digest, digest -> new ArrayList<>())
                                .add(entry));
        return byContent.values().stream()
                .flatMap(same -> duplicatesAmong(same).stream())
                .limit(limit)
                .toList();
    }

    private static List<Duplicate> duplicatesAmong(List<Entry> same) {
        var once = new BitSet();
        var twice = new BitSet();
        for (var entry : same) {
            var reached = entry.reached();
            var again = (BitSet) reached.clone();
            again.and(once);
            twice.or(again);
            once.or(reached);
        }
        return twice.stream().mapToObj(number -> duplicateOf(number, same)).toList();
    }

    private static Duplicate duplicateOf(int number, List<Entry> same) {
        var ids = same.stream().filter(e -> e.reached(number)).map(e -> e.job.msgId()).toList();
        return new Duplicate(number, same.get(0).digest, ids);
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(out, entries, entry -> entry.write(out));
    }

    void read(DataInput in, Map<Long, MassJob> jobs) throws IOException {
        entries.addAll(Snapshot.readList(in, () -> readEntry(in, jobs)));
    }

    private static Entry readEntry(DataInput in, Map<Long, MassJob> jobs) throws IOException {
        long msgId = in.readLong();
        var job = jobs.get(msgId);
        if (job == null) {
            throw new IOException("the ledger knows a send that the account does not: " + msgId);
        }
        var entry = new Entry(job, FollowerSet.read(in), Snapshot.readInstant(in));
        entry.deliveredBelow = in.readInt();
        entry.delivered = in.readInt();
        return entry;
    }
}
