package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One accepted publication, from acceptance to its end. */
public final class PublishJob {

    /** Still publishing. */
    public static final int PUBLISHING = 1;

    static final int DONE = 0;
    static final int NOT_ORIGINAL = 2;
    private static final int ALL_DELETED = 5;
    private static final int ALL_BANNED = 6;

    private final long publishId;
    private final long msgDataId;
    private final Draft draft;
    private int status = PUBLISHING;
    private List<Integer> failed = List.of();
    private @Nullable Publication publication;

    PublishJob(long publishId, long msgDataId, Draft draft) {
        this.publishId = publishId;
        this.msgDataId = msgDataId;
        this.draft = draft;
    }

    public long publishId() {
        return publishId;
    }

    public long msgDataId() {
        return msgDataId;
    }

    Draft draft() {
        return draft;
    }

    /** {@code publish_status}. */
    public int status() {
        if (publication != null && publication.has(Publication.Flag.BANNED)) {
            return ALL_BANNED;
        }
        boolean gone = publication != null && publication.isDeleted();
        return gone ? ALL_DELETED : status;
    }

    /** The places of the articles that failed, from 1. */
    public List<Integer> failed() {
        return failed;
    }

    public Optional<Publication> publication() {
        return Optional.ofNullable(publication);
    }

    void succeed(Publication result) {
        status = DONE;
        publication = result;
    }

    void fail(int why, List<Integer> places) {
        status = why;
        failed = List.copyOf(places);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(publishId);
        out.writeLong(msgDataId);
        draft.write(out);
        out.writeInt(status);
        Snapshot.writeList(out, failed, out::writeInt);
    }

    static PublishJob read(DataInput in, Map<Long, Publication> publications) throws IOException {
        var job = new PublishJob(in.readLong(), in.readLong(), Draft.read(in));
        job.status = in.readInt();
        job.failed = Snapshot.readList(in, in::readInt);
        job.publication = publications.get(job.msgDataId);
        return job;
    }

    boolean isRunning() {
        return status == PUBLISHING;
    }
}
