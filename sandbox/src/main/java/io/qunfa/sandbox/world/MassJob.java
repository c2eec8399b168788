package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One accepted mass send, from acceptance to its end. */
public final class MassJob {

    /** Where a job stands. */
    public enum State {
        WAIT_ADMIN,
        CONTENT_REVIEW,
        SENDING,
        FINISHED,
        FAILED,
        DELETED
    }

    /** The counts of the finish event. */
    public record Counts(int total, int filter, int sent, int error) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /**
     * What identifies a send.
     *
     * @param msgDataId of its articles, 0 without any
     * @param clientKey the caller's {@code clientmsgid}, or the platform's own key
     */
    record Ids(long msgId, long msgDataId, String clientKey) {}

    private final Ids ids;
    private final Audience audience;
    private final MassContent content;
    private final boolean ignoresReprint;
    private final Instant acceptedAt;
    private final LocalDate acceptedOn;
    private State state;
    private String status = "";
    private String outcome = "send success";
    private Counts counts = Counts.NONE;
    private List<Originality.Mark> reprints = List.of();

    MassJob(
            Ids ids,
            Audience audience,
            MassContent content,
            boolean ignoresReprint,
            Instant acceptedAt,
            State first) {
        this.ids = ids;
        this.audience = audience;
        this.content = content;
        this.ignoresReprint = ignoresReprint;
        this.acceptedAt = acceptedAt;
        this.acceptedOn = LocalDate.ofInstant(acceptedAt, VirtualClock.BEIJING);
        this.state = first;
    }

    public long msgId() {
        return ids.msgId();
    }

    /** The id of its articles, 0 without any. */
    public long msgDataId() {
        return ids.msgDataId();
    }

    public Audience audience() {
        return audience;
    }

    public MassContent content() {
        return content;
    }

    /** The caller's {@code clientmsgid}, or the platform's own key. */
    public String clientKey() {
        return ids.clientKey();
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    LocalDate acceptedOn() {
        return acceptedOn;
    }

    public State state() {
        return state;
    }

    /** {@code Status} of the finish event, empty before the end. */
    public String status() {
        return status;
    }

    public Counts counts() {
        return counts;
    }

    /** 89504 while the administrator is awaited. */
    public void requireAnswered() {
        if (state == State.WAIT_ADMIN) {
            throw Refusal.of(
                    89504, "the administrator has answered", "a waiting send", "a confirmation");
        }
    }

    boolean isUnderWay() {
        return state == State.CONTENT_REVIEW || state == State.SENDING;
    }

    boolean failed() {
        return state == State.FAILED;
    }

    void turn(State next) {
        state = next;
    }

    /** What the originality check found among its articles. */
    public List<Originality.Mark> reprints() {
        return reprints;
    }

    /** The status with which the originality check stops it, empty if it goes on. */
    String compare(List<Originality.Mark> found) {
        reprints = List.copyOf(found);
        if (found.stream().anyMatch(mark -> !mark.canReprint())) {
            return "err(30002)";
        }
        return found.isEmpty() || ignoresReprint ? "" : "err(30003)";
    }

    void send(Counts expected, String finalStatus) {
        state = State.SENDING;
        counts = expected;
        outcome = finalStatus;
    }

    void finish() {
        state = State.FINISHED;
        status = outcome;
    }

    void fail(String why) {
        state = State.FAILED;
        status = why;
        counts = Counts.NONE;
    }

    /** {@code msg_status} of mass/get. */
    public String publicStatus() {
        return switch (state) {
            case WAIT_ADMIN, CONTENT_REVIEW, SENDING -> "SENDING";
            case FINISHED -> counts.filter() == 0 ? "DELETE" : "SEND_SUCCESS";
            case FAILED -> "SEND_FAIL";
            case DELETED -> "DELETE";
        };
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(ids.msgId());
        out.writeLong(ids.msgDataId());
        Snapshot.writeText(out, ids.clientKey());
        audience.write(out);
        content.write(out);
        out.writeBoolean(ignoresReprint);
        Snapshot.writeInstant(out, acceptedAt);
        Snapshot.writeEnum(out, state);
        out.writeUTF(status);
        out.writeUTF(outcome);
        for (int count : List.of(counts.total(), counts.filter(), counts.sent(), counts.error())) {
            out.writeInt(count);
        }
        Snapshot.writeList(out, reprints, mark -> mark.write(out));
    }

    static MassJob read(DataInput in) throws IOException {
        var job =
                new MassJob(
                        new Ids(in.readLong(), in.readLong(), Snapshot.readText(in)),
                        Audience.read(in),
                        MassContent.read(in),
                        in.readBoolean(),
                        Snapshot.readInstant(in),
                        Snapshot.readEnum(in, State.class));
        job.status = in.readUTF();
        job.outcome = in.readUTF();
        job.counts = new Counts(in.readInt(), in.readInt(), in.readInt(), in.readInt());
        job.reprints = Snapshot.readList(in, () -> Originality.Mark.read(in));
        return job;
    }
}
