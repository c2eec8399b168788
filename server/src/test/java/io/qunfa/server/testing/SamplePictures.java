package io.qunfa.server.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures that a platform would take. */
public final class SamplePictures {

    private SamplePictures() {}

    public static byte[] png(int width, int height) {
        return written(width, height, "png");
    }

    public static byte[] jpeg(int width, int height) {
        return written(width, height, "jpg");
    }

    private static byte[] written(int width, int height, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(
                    new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
