package io.qunfa.sandbox.world;

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
}
