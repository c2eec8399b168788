package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Short keys that stand for long data, for 30 days at most. */
public final class ShortKeys {

    public static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private static final String BASE_62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 15;
    private static final int MAX_KEYS = 10_000;

    private final VirtualClock clock;
    private final long key;
    private final Map<String, Kept> entries =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > MAX_KEYS;
                }
            };
    private long issued;

    /** What a key stands for. */
    public record Kept(String data, Instant createdAt, Instant expiresAt) {}

    ShortKeys(VirtualClock clock, long accountKey) {
        this.clock = clock;
        this.key = Randomness.mix(accountKey, "short-keys");
    }

    /** A new key of 15 letters and digits. */
    public String create(String data, Duration life) {
        var shortKey = letters(Randomness.mix(key, issued++));
        var now = clock.instant();
        entries.put(shortKey, new Kept(data, now, now.plus(life)));
        return shortKey;
    }

    private static String letters(long seed) {
        var letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            long draw = Randomness.mix(seed, i);
            letters.append(BASE_62.charAt((int) Long.remainderUnsigned(draw, BASE_62.length())));
        }
        return letters.toString();
    }

    /** What the key stands for; 9410012 if nothing does, or no longer. */
    public Kept require(String shortKey) {
        var entry = entries.get(shortKey);
        if (entry == null || !clock.instant().isBefore(entry.expiresAt())) {
            throw Refusal.of(
                    9410012,
                    "the key exists and has not ended",
                    shortKey,
                    "a short_key of shorten/gen");
        }
        return entry;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(issued);
        Snapshot.writeList(
                out,
                entries.entrySet(),
                entry -> {
                    out.writeUTF(entry.getKey());
                    Snapshot.writeText(out, entry.getValue().data());
                    Snapshot.writeInstant(out, entry.getValue().createdAt());
                    Snapshot.writeInstant(out, entry.getValue().expiresAt());
                });
    }

    void read(DataInput in) throws IOException {
        issued = in.readLong();
        int size = Snapshot.readSize(in);
        for (int i = 0; i < size; i++) {
            entries.put(
                    in.readUTF(),
                    new Kept(
                            Snapshot.readText(in),
                            Snapshot.readInstant(in),
                            Snapshot.readInstant(in)));
        }
    }
}
