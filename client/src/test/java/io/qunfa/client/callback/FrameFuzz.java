package io.qunfa.client.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is in a cipher frame is opened, or undecipherable: an input is what the frame holds, as
 * if whoever made it knew the key, so that length, padding and AppID are hostile too. It is also
 * tried as the text of the frame itself.
 */
class FrameFuzz {

    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String APP_ID = "wxb11529c136998cb6";
    private static final int RANDOM = 16;
    private static final int BLOCK = 32;
    private static final int CIPHER_BLOCK = 16;

    private final MessageCipher cipher =
            new MessageCipher(new EncodingAesKey(KEY), APP_ID, new Random(1));

    static Stream<byte[]> frames() throws IOException {
        return Pushes.all().map(FrameFuzz::frame);
    }

    private static byte[] frame(byte[] push) {
        var appId = APP_ID.getBytes(StandardCharsets.US_ASCII);
        var length = RANDOM + Integer.BYTES + push.length + appId.length;
        var padding = BLOCK - length % BLOCK;
        var frame = ByteBuffer.allocate(length + padding);
        frame.put(new byte[RANDOM]).putInt(push.length).put(push).put(appId);
        Arrays.fill(frame.array(), length, length + padding, (byte) padding);
        return frame.array();
    }

    @MethodSource("frames")
    @FuzzTest(maxDuration = "4s")
    void a_frame_is_opened_or_undecipherable(byte[] input) throws GeneralSecurityException {
        open(new String(input, StandardCharsets.ISO_8859_1));
        open(Base64.getEncoder().encodeToString(encrypted(input)));
    }

    private static byte[] encrypted(byte[] frame) throws GeneralSecurityException {
        var key = Base64.getDecoder().decode(KEY + "=");
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(key, 0, CIPHER_BLOCK));
        return cipher.doFinal(Arrays.copyOf(frame, frame.length / CIPHER_BLOCK * CIPHER_BLOCK));
    }

    /** What opens is what was put in, so it can be put in again. */
    private void open(String frame) {
        try {
            var message = cipher.decrypt(frame);
            assertThat(cipher.decrypt(cipher.encrypt(message))).isEqualTo(message);
        } catch (MessageCipher.Undecipherable refused) {
            assertThat(refused).hasMessageStartingWith("the callback cannot be decrypted: ");
        }
    }
}
