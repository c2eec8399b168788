package io.qunfa.sandbox.world;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HexFormat;

/** How long a voice file plays, counted from its frames or read from its header. */
final class Playtime {

    private static final int[] NARROW_FRAME_BYTES = {
        13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1
    };
    private static final int[] WIDE_FRAME_BYTES = {
        18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1
    };
    private static final int AMR_FRAMES_PER_SECOND = 50;
    private static final int[] KILOBITS_1 = {
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
    };
    private static final int[] KILOBITS_2 = {
        0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
    };
    private static final int[] HERTZ = {44_100, 48_000, 32_000, 0};
    private static final byte[] ASF_PROPERTIES =
            HexFormat.of().parseHex("a1dcab8c47a9cf118ee400c00c205365");
    private static final int ASF_PLAY_DURATION = 64;

    private Playtime() {}

    /** Zero for what does not play or cannot be read. */
    static Duration of(FileFormat format, byte[] file) {
        return switch (format) {
            case AMR -> amr(file);
            case MP3 -> mp3(file);
            case WAV -> wav(file);
            case WMA -> wma(file);
            case PNG, JPEG, GIF, BMP, MP4 -> Duration.ZERO;
        };
    }

    private static Duration amr(byte[] file) {
        boolean wide = file.length > 8 && file[5] == '-';
        var sizes = wide ? WIDE_FRAME_BYTES : NARROW_FRAME_BYTES;
        int frames = 0;
        for (int at = wide ? 9 : 6; at < file.length; at += sizes[(file[at] >> 3) & 15]) {
            frames++;
        }
        return Duration.ofMillis(frames * 1000L / AMR_FRAMES_PER_SECOND);
    }

    private static Duration mp3(byte[] file) {
        double seconds = 0;
        int at = afterId3(file);
        while (at + 4 <= file.length) {
            int version = (file[at + 1] >> 3) & 3;
            int kilobits = (version == 3 ? KILOBITS_1 : KILOBITS_2)[(file[at + 2] >> 4) & 15];
            int hertz = HERTZ[(file[at + 2] >> 2) & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
            if ((file[at] & 0xff) != 0xff || kilobits == 0 || hertz == 0) {
                break;
            }
            int samples = version == 3 ? 1152 : 576;
            seconds += (double) samples / hertz;
            at += samples / 8 * kilobits * 1000 / hertz + ((file[at + 2] >> 1) & 1);
        }
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private static int afterId3(byte[] file) {
        if (file.length < 10 || file[0] != 'I') {
            return 0;
        }
        int size = 0;
        for (int i = 6; i < 10; i++) {
            size = (size << 7) | (file[i] & 0x7f);
        }
        return 10 + size;
    }

    private static Duration wav(byte[] file) {
        var data = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long bytesPerSecond = 0;
        int at = 12;
        while (at + 8 <= file.length) {
            long size = Integer.toUnsignedLong(data.getInt(at + 4));
            if (file[at] == 'd' && file[at + 1] == 'a' && bytesPerSecond > 0) {
                return Duration.ofMillis(size * 1000 / bytesPerSecond);
            }
            if (file[at] == 'f' && at + 20 <= file.length) {
                bytesPerSecond = Integer.toUnsignedLong(data.getInt(at + 16));
            }
            at += (int) Math.min(8 + size + (size & 1), file.length);
        }
        return Duration.ZERO;
    }

    private static Duration wma(byte[] file) {
        int last = file.length - ASF_PLAY_DURATION - 8;
        for (int at = 0; at <= last; at++) {
            if (startsWithProperties(file, at)) {
                long ticks =
                        ByteBuffer.wrap(file)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong(at + ASF_PLAY_DURATION);
                return Duration.ofMillis(ticks / 10_000);
            }
        }
        return Duration.ZERO;
    }

    private static boolean startsWithProperties(byte[] file, int at) {
        return java.util.Arrays.equals(
                file, at, at + ASF_PROPERTIES.length, ASF_PROPERTIES, 0, ASF_PROPERTIES.length);
    }
}
