package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What the platform's reviewers will say next; without a verdict everything passes. */
public final class Verdicts {

    private static final int MAX_WAITING = 1_000;

    private final Deque<OnSend> sends = new ArrayDeque<>();
    private final Deque<Integer> publications = new ArrayDeque<>();

    /**
     * The outcome of a mass send.
     *
     * @param status {@code Status} of the finish event
     * @param errors how many of the eligible do not get it
     * @param unaccounted how many of the eligible are neither sent to nor errors: the counts are
     *     taken before the end
     */
    public record OnSend(String status, int errors, int unaccounted) {

        static final OnSend PASSED = new OnSend("send success", 0, 0);

        private static final String SUCCESS = "sendsuccess";

        /** A send of this outcome reaches phones. */
        boolean isSuccess() {
            return status.replace(" ", "").equalsIgnoreCase(SUCCESS);
        }
    }

    /** The verdicts on the next sends, in this order, instead of older ones. */
    public void onSends(List<OnSend> next) {
        requireFew(next.size());
        sends.clear();
        sends.addAll(next);
    }

    /** The {@code publish_status} of the next publications, instead of older ones. */
    public void onPublications(List<Integer> next) {
        requireFew(next.size());
        publications.clear();
        publications.addAll(next);
    }

    private static void requireFew(int size) {
        if (size > MAX_WAITING) {
            throw new IllegalArgumentException("at most " + MAX_WAITING + " verdicts: " + size);
        }
    }

    public List<OnSend> waitingOnSends() {
        return List.copyOf(sends);
    }

    public List<Integer> waitingOnPublications() {
        return List.copyOf(publications);
    }

    Optional<OnSend> nextOnSend() {
        return Optional.ofNullable(sends.poll());
    }

    Optional<Integer> nextOnPublication() {
        return Optional.ofNullable(publications.poll());
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeList(
                out,
                sends,
                verdict -> {
                    out.writeUTF(verdict.status());
                    out.writeInt(verdict.errors());
                    out.writeInt(verdict.unaccounted());
                });
        Snapshot.writeList(out, publications, out::writeInt);
    }

    void read(DataInput in) throws IOException {
        sends.addAll(
                Snapshot.readList(in, () -> new OnSend(in.readUTF(), in.readInt(), in.readInt())));
        publications.addAll(Snapshot.readList(in, in::readInt));
    }
}
