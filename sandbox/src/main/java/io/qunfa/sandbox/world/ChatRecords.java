package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What people and the account's agents said to each other: the newest ten thousand lines. */
public final class ChatRecords {

    private static final int MAX_LINES = 10_000;

    private final Deque<Line> lines = new ArrayDeque<>();
    private long said;

    /** Who said it: {@code opercode}. */
    public enum Speaker {
        AGENT,
        FOLLOWER
    }

    /**
     * One line.
     *
     * @param id from 1, in order
     * @param worker the agent, empty if none was named
     */
    public record Line(
            long id, Instant at, int follower, Speaker speaker, String text, String worker) {}

    public void add(Instant at, int follower, Speaker speaker, String text, String worker) {
        lines.addLast(new Line(++said, at, follower, speaker, text, worker));
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
        }
    }

    /** The lines of a time, from an id on. */
    public List<Line> between(Instant start, Instant end, long firstId, int most) {
        return lines.stream()
                .filter(line -> line.id() >= firstId)
                .filter(line -> !line.at().isBefore(start) && !line.at().isAfter(end))
                .limit(most)
                .toList();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(said);
        Snapshot.writeList(
                out,
                lines,
                line -> {
                    out.writeLong(line.id());
                    Snapshot.writeInstant(out, line.at());
                    out.writeInt(line.follower());
                    Snapshot.writeEnum(out, line.speaker());
                    Snapshot.writeText(out, line.text());
                    Snapshot.writeText(out, line.worker());
                });
    }

    void read(DataInput in) throws IOException {
        said = in.readLong();
        lines.addAll(
                Snapshot.readList(
                        in,
                        () ->
                                new Line(
                                        in.readLong(),
                                        Snapshot.readInstant(in),
                                        in.readInt(),
                                        Snapshot.readEnum(in, Speaker.class),
                                        Snapshot.readText(in),
                                        Snapshot.readText(in))));
    }
}
