package io.qunfa.sandbox.world;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** How large a picture is, read from its header. */
record ImageSize(int width, int height) {

    private static final int PNG_HEADER = 24;
    private static final int GIF_HEADER = 10;
    private static final int BMP_HEADER = 26;

    /** Empty if the header is broken or says that the picture has no pixels. */
    static Optional<ImageSize> of(FileFormat format, byte[] file) {
        var found =
                switch (format) {
                    case PNG -> png(file);
                    case GIF -> gif(file);
                    case BMP -> bmp(file);
                    case JPEG -> jpeg(file);
                    case AMR, MP3, WAV, WMA, MP4 -> Optional.<ImageSize>empty();
                };
        return found.filter(size -> size.width > 0 && size.height > 0);
    }

    private static Optional<ImageSize> png(byte[] file) {
        return file.length < PNG_HEADER
                ? Optional.empty()
                : Optional.of(
                        new ImageSize(
                                ByteBuffer.wrap(file).getInt(16),
                                ByteBuffer.wrap(file).getInt(20)));
    }

    private static Optional<ImageSize> gif(byte[] file) {
        if (file.length < GIF_HEADER) {
            return Optional.empty();
        }
        var header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        return Optional.of(
                new ImageSize(
                        Short.toUnsignedInt(header.getShort(6)),
                        Short.toUnsignedInt(header.getShort(8))));
    }

    private static Optional<ImageSize> bmp(byte[] file) {
        if (file.length < BMP_HEADER) {
            return Optional.empty();
        }
        var header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        return Optional.of(new ImageSize(header.getInt(18), Math.abs(header.getInt(22))));
    }

    /** Walks from marker to marker to the first frame header. */
    private static Optional<ImageSize> jpeg(byte[] file) {
        var data = ByteBuffer.wrap(file);
        int at = 2;
        while (at + 9 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (isFrameHeader(marker)) {
                return Optional.of(
                        new ImageSize(
                                Short.toUnsignedInt(data.getShort(at + 7)),
                                Short.toUnsignedInt(data.getShort(at + 5))));
            }
            at += 2 + Short.toUnsignedInt(data.getShort(at + 2));
        }
        return Optional.empty();
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }
}
