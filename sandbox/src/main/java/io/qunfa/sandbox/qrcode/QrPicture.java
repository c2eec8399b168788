package io.qunfa.sandbox.qrcode;

import io.nayuki.qrcodegen.QrCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Draws a QR code as a JPEG of 430 × 430 pixels, the platform's size. */
final class QrPicture {

    private static final int PIXELS = 430;
    private static final int QUIET_ZONE = 4;
    private static final int WHITE = 0xffffff;

    private QrPicture() {}

    static byte[] draw(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int modules = code.size + 2 * QUIET_ZONE;
        int scale = PIXELS / modules;
        int margin = (PIXELS - scale * code.size) / 2;
        var picture = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < PIXELS; y++) {
            for (int x = 0; x < PIXELS; x++) {
                int column = Math.floorDiv(x - margin, scale);
                int row = Math.floorDiv(y - margin, scale);
                picture.setRGB(x, y, code.getModule(column, row) ? 0 : WHITE);
            }
        }
        return jpeg(picture);
    }

    private static byte[] jpeg(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
