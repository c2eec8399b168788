package io.qunfa.sandbox.world;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of media and what the platform accepts as each.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/material/temporary/api_uploadtempmedia.html">temporary</a>
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/material/permanent/api_addmaterial.html">permanent</a>
 */
public enum MediaKind {
    IMAGE(10 * 1024 * 1024, 40009, 100_000),
    VOICE(2 * 1024 * 1024, 40010, 1_000),
    VIDEO(10 * 1024 * 1024, 40011, 1_000),
    THUMB(64 * 1024, 40012, 1_000);

    private static final Duration LONGEST_VOICE = Duration.ofSeconds(60);
    private static final int SMALLER_IMAGE = 2 * 1024 * 1024;

    private final int maxBytes;
    private final int sizeRefusal;
    private final int maxPermanent;

    MediaKind(int maxBytes, int sizeRefusal, int maxPermanent) {
        this.maxBytes = maxBytes;
        this.sizeRefusal = sizeRefusal;
        this.maxPermanent = maxPermanent;
    }

    private Set<FileFormat> temporaryFormats() {
        return switch (this) {
            case IMAGE -> EnumSet.of(FileFormat.PNG, FileFormat.JPEG, FileFormat.GIF);
            case VOICE -> EnumSet.of(FileFormat.AMR, FileFormat.MP3);
            case VIDEO -> EnumSet.of(FileFormat.MP4);
            case THUMB -> EnumSet.of(FileFormat.JPEG);
        };
    }

    private Set<FileFormat> permanentFormats() {
        var formats = temporaryFormats();
        switch (this) {
            case IMAGE -> formats.add(FileFormat.BMP);
            case VOICE -> formats.addAll(EnumSet.of(FileFormat.WMA, FileFormat.WAV));
            case VIDEO, THUMB -> {
                // The same as temporary ones.
            }
        }
        return formats;
    }

    /** The kind with this lower-case name. */
    public static Optional<MediaKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The lower-case name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    int maxPermanent() {
        return maxPermanent;
    }

    FileFormat requireTemporary(FileContent file, ContentSwitches switches) {
        boolean smaller = this == IMAGE && switches.isOn(ContentSwitch.TEMPORARY_IMAGES_OF_2_MB);
        return require(file, temporaryFormats(), smaller ? SMALLER_IMAGE : maxBytes);
    }

    FileFormat requirePermanent(FileContent file) {
        return require(file, permanentFormats(), maxBytes);
    }

    private FileFormat require(FileContent file, Set<FileFormat> accepted, int limit) {
        var format = requireFormat(file, accepted);
        requireSize(file, limit, sizeRefusal);
        if (this == VOICE) {
            requireShort(file, format);
        } else if (this != VIDEO) {
            requirePixels(file, format);
        }
        return format;
    }

    /** 40005 unless the content, not the name, is of one of these formats. */
    static FileFormat requireFormat(FileContent file, Set<FileFormat> accepted) {
        return file.format()
                .filter(accepted::contains)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        40005,
                                        "the content has an accepted format, whatever its name",
                                        file.name()
                                                + " holding "
                                                + file.format()
                                                        .map(FileFormat::extension)
                                                        .orElse("an unknown format"),
                                        "one of " + accepted));
    }

    static void requireSize(FileContent file, int limit, int code) {
        if (file.size() > limit) {
            throw Refusal.of(
                    code, "at most " + limit + " bytes", file.size() + " bytes", "a smaller file");
        }
    }

    /** 40137 unless the picture has pixels. */
    static void requirePixels(FileContent file, FileFormat format) {
        if (ImageSize.of(format, file.bytes()).isEmpty()) {
            throw Refusal.of(
                            40137,
                            "the picture has a width and a height",
                            "a broken " + format.extension(),
                            "a picture that can be shown")
                    .assumed();
        }
    }

    private static void requireShort(FileContent file, FileFormat format) {
        var playtime = Playtime.of(format, file.bytes());
        if (playtime.compareTo(LONGEST_VOICE) > 0) {
            throw Refusal.of(
                    45007, "a voice plays at most 60 s", playtime.toString(), "a shorter voice");
        }
    }
}
