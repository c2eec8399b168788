package io.qunfa.server.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Formats of files, told by how they begin: a name can say anything. */
enum FileFormat {
    PNG("png"),
    JPEG("jpg"),
    GIF("gif"),
    BMP("bmp"),
    AMR("amr"),
    MP3("mp3"),
    WAV("wav"),
    WMA("wma"),
    MP4("mp4");

    /** How much of a file is needed to tell its format. */
    static final int HEAD_BYTES = 16;

    private static final byte[] PNG_HEAD = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] JPEG_HEAD = HexFormat.of().parseHex("ffd8ff");
    private static final byte[] WINDOWS_MEDIA_HEAD = HexFormat.of().parseHex("3026b2758e66cf11");

    private final String extension;

    FileFormat(String extension) {
        this.extension = extension;
    }

    String extension() {
        return extension;
    }

    static Optional<FileFormat> of(byte[] head) {
        return Arrays.stream(values()).filter(format -> format.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
        return switch (this) {
            case PNG -> has(head, 0, PNG_HEAD);
            case JPEG -> has(head, 0, JPEG_HEAD);
            case GIF -> has(head, 0, "GIF8");
            case BMP -> has(head, 0, "BM");
            case AMR -> has(head, 0, "#!AMR");
            case MP3 -> has(head, 0, "ID3") || isMpegAudio(head);
            case WAV -> has(head, 0, "RIFF") && has(head, 8, "WAVE");
            case WMA -> has(head, 0, WINDOWS_MEDIA_HEAD);
            case MP4 -> has(head, 4, "ftyp");
        };
    }

    /** Eleven bits that are set, then the layer, which is the third. */
    private static boolean isMpegAudio(byte[] head) {
        return head.length > 1 && head[0] == (byte) 0xff && (head[1] & 0xe6) == 0xe2;
    }

    private static boolean has(byte[] head, int at, String expected) {
        return has(head, at, expected.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean has(byte[] head, int at, byte[] expected) {
        return head.length >= at + expected.length
                && Arrays.equals(head, at, at + expected.length, expected, 0, expected.length);
    }
}
