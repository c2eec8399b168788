package io.qunfa.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Formats of files, recognised by their first bytes: names and content types lie. */
public enum FileFormat {
    PNG("png", "image/png"),
    JPEG("jpeg", "image/jpeg"),
    GIF("gif", "image/gif"),
    BMP("bmp", "image/bmp"),
    AMR("amr", "audio/amr"),
    MP3("mp3", "audio/mpeg"),
    WAV("wav", "audio/wav"),
    WMA("wma", "audio/x-ms-wma"),
    MP4("mp4", "video/mp4");

    private static final byte[] PNG_START = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] JPEG_START = HexFormat.of().parseHex("ffd8ff");
    private static final byte[] ASF_START = HexFormat.of().parseHex("3026b2758e66cf11");

    private final String extension;
    private final String contentType;

    FileFormat(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    public String extension() {
        return extension;
    }

    public String contentType() {
        return contentType;
    }

    /** The format of this file, or empty if the platform takes none like it. */
    static Optional<FileFormat> of(byte[] file) {
        return Arrays.stream(values()).filter(format -> format.recognises(file)).findFirst();
    }

    private boolean recognises(byte[] file) {
        return switch (this) {
            case PNG -> startsWith(file, 0, PNG_START);
            case JPEG -> startsWith(file, 0, JPEG_START);
            case GIF -> startsWith(file, 0, "GIF87a") || startsWith(file, 0, "GIF89a");
            case BMP -> startsWith(file, 0, "BM");
            case AMR -> startsWith(file, 0, "#!AMR");
            case MP3 -> startsWith(file, 0, "ID3") || isMpegFrame(file);
            case WAV -> startsWith(file, 0, "RIFF") && startsWith(file, 8, "WAVE");
            case WMA -> startsWith(file, 0, ASF_START);
            case MP4 -> startsWith(file, 4, "ftyp");
        };
    }

    /** Eleven set bits, then layer III. */
    private static boolean isMpegFrame(byte[] file) {
        return file.length > 3
                && (file[0] & 0xff) == 0xff
                && (file[1] & 0xe0) == 0xe0
                && (file[1] & 0x06) == 0x02;
    }

    private static boolean startsWith(byte[] file, int at, String ascii) {
        return startsWith(file, at, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean startsWith(byte[] file, int at, byte[] start) {
        return file.length >= at + start.length
                && Arrays.equals(file, at, at + start.length, start, 0, start.length);
    }
}
