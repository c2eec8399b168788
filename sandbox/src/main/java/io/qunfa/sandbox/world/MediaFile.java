package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * One file in an account's library.
 *
 * @param lifetime how long it can be used
 * @param url where a picture can be seen, empty for other kinds
 * @param title of a video, else empty
 * @param description of a video, else empty
 */
public record MediaFile(
        String id,
        MediaKind kind,
        Lifetime lifetime,
        FileFormat format,
        FileContent content,
        Instant createdAt,
        String url,
        String title,
        String description) {

    /** How long a file stays. */
    public enum Lifetime {
        /** Three days. */
        TEMPORARY,
        /** A video prepared for mass sending; three days. */
        FOR_MASS_SENDING,
        /** Until it is deleted. */
        PERMANENT
    }

    private static final Duration SHORT_LIFE = Duration.ofDays(3);

    public boolean isPermanent() {
        return lifetime == Lifetime.PERMANENT;
    }

    /** A cover may come as a picture or as a thumb. */
    boolean isPicture() {
        return kind == MediaKind.IMAGE || kind == MediaKind.THUMB;
    }

    boolean isExpired(Instant now) {
        return !isPermanent() && !now.isBefore(createdAt.plus(SHORT_LIFE));
    }

    /** The name under which it is downloaded. */
    public String fileName() {
        return id + "." + format.extension();
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(id);
        Snapshot.writeEnum(out, kind);
        Snapshot.writeEnum(out, lifetime);
        Snapshot.writeEnum(out, format);
        content.write(out);
        Snapshot.writeInstant(out, createdAt);
        out.writeUTF(url);
        Snapshot.writeText(out, title);
        Snapshot.writeText(out, description);
    }

    static MediaFile read(DataInput in) throws IOException {
        return new MediaFile(
                in.readUTF(),
                Snapshot.readEnum(in, MediaKind.class),
                Snapshot.readEnum(in, Lifetime.class),
                Snapshot.readEnum(in, FileFormat.class),
                FileContent.read(in),
                Snapshot.readInstant(in),
                in.readUTF(),
                Snapshot.readText(in),
                Snapshot.readText(in));
    }
}
