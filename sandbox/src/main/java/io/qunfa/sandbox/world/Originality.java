package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the originality check (原创校验) will find: articles marked as reprints of somebody else's. */
public final class Originality {

    private static final int MAX_MARKS = 10_000;

    private final List<Mark> marks = new ArrayList<>();

    /**
     * An article that is a reprint.
     *
     * @param mediaId the draft
     * @param idx the article's place in it, from 1
     * @param canReprint whether the original's author allows it
     */
    public record Mark(String mediaId, int idx, String originalUrl, boolean canReprint) {

        void write(DataOutput out) throws IOException {
            out.writeUTF(mediaId);
            out.writeInt(idx);
            Snapshot.writeText(out, originalUrl);
            out.writeBoolean(canReprint);
        }

        static Mark read(DataInput in) throws IOException {
            return new Mark(in.readUTF(), in.readInt(), Snapshot.readText(in), in.readBoolean());
        }
    }

    /** Marks an article as a reprint, instead of an older mark of the same article. */
    public void mark(Mark mark) {
        if (marks.size() >= MAX_MARKS) {
            throw new IllegalArgumentException("at most " + MAX_MARKS + " marks");
        }
        marks.removeIf(old -> old.mediaId().equals(mark.mediaId()) && old.idx() == mark.idx());
        marks.add(mark);
    }

    /** What the check says about the articles of a draft, in their order. */
    List<Mark> findings(String mediaId) {
        return marks.stream()
                .filter(mark -> mark.mediaId().equals(mediaId))
                .sorted(java.util.Comparator.comparingInt(Mark::idx))
                .toList();
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(out, marks, mark -> mark.write(out));
    }

    void read(DataInput in) throws IOException {
        marks.addAll(Snapshot.readList(in, () -> Mark.read(in)));
    }
}
