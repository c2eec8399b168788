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

    private final long msgId;
    private final Audience audience;
    private final MassContent content;
    private final String clientKey;
    private final Instant acceptedAt;
    private final LocalDate acceptedOn;
    private State state;
    private String status = "";
    private Counts counts = Counts.NONE;

    MassJob(
            long msgId,
            Audience audience,
            MassContent content,
            String clientKey,
            Instant acceptedAt,
            State first) {
        this.msgId = msgId;
        this.audience = audience;
        this.content = content;
        this.clientKey = clientKey;
        this.acceptedAt = acceptedAt;
        this.acceptedOn = LocalDate.ofInstant(acceptedAt, VirtualClock.BEIJING);
        this.state = first;
    }

    public long msgId() {
        return msgId;
    }

    public Audience audience() {
        return audience;
    }

    public MassContent content() {
        return content;
    }

    /** The caller's {@code clientmsgid}, or the platform's own key. */
    public String clientKey() {
        return clientKey;
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

    boolean failed() {
        return state == State.FAILED;
    }

    void turn(State next) {
        state = next;
    }

    void send(Counts expected) {
        state = State.SENDING;
        counts = expected;
    }

    void finish() {
        state = State.FINISHED;
        status = "send success";
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
        out.writeLong(msgId);
        audience.write(out);
        out.writeUTF(content.type());
        Snapshot.writeText(out, content.text());
        Snapshot.writeText(out, clientKey);
        Snapshot.writeInstant(out, acceptedAt);
        Snapshot.writeEnum(out, state);
        out.writeUTF(status);
        for (int count : List.of(counts.total(), counts.filter(), counts.sent(), counts.error())) {
            out.writeInt(count);
        }
    }

    static MassJob read(DataInput in) throws IOException {
        var job =
                new MassJob(
                        in.readLong(),
                        Audience.read(in),
                        new MassContent(in.readUTF(), Snapshot.readText(in)),
                        Snapshot.readText(in),
                        Snapshot.readInstant(in),
                        Snapshot.readEnum(in, State.class));
        job.status = in.readUTF();
        job.counts = new Counts(in.readInt(), in.readInt(), in.readInt(), in.readInt());
        return job;
    }
}
