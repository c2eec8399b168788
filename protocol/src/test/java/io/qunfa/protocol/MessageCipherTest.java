package io.qunfa.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCipherTest {

    private static final EncodingAesKey KEY =
            new EncodingAesKey("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
    private static final String APP_ID = "wxb11529c136998cb6";

    private final MessageCipher cipher = new MessageCipher(KEY, APP_ID, new Random(1));

    record Vector(
            String name,
            String key,
            String appId,
            String random,
            String token,
            String timestamp,
            String nonce,
            String signature,
            String message,
            String encrypted) {

        static Vector parse(String line) {
            var columns = line.split("\t", -1);
            return new Vector(
                    columns[0],
                    columns[2],
                    columns[3],
                    columns[4],
                    columns[5],
                    columns[6],
                    columns[7],
                    columns[8],
                    columns[9].replace("\\n", "\n"),
                    columns[10]);
        }

        MessageCipher cipher() {
            return new MessageCipher(new EncodingAesKey(key), appId, new Random(1));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Vector> vectors() throws Exception {
        try (var table = MessageCipherTest.class.getResourceAsStream("cipher-vectors.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(Vector::parse)
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void what_others_encrypted_is_decrypted(Vector vector) {
        assertThat(text(vector.cipher().decrypt(vector.encrypted))).isEqualTo(vector.message);
    }

    static Stream<Vector> vectorsWithKnownRandom() throws Exception {
        return vectors().filter(vector -> !vector.random.isEmpty());
    }

    static Stream<Vector> vectorsWithSignature() throws Exception {
        return vectors().filter(vector -> !vector.signature.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("vectorsWithKnownRandom")
    void the_same_random_characters_make_the_same_cipher_text(Vector vector) {
        assertThat(vector.cipher().encrypt(bytes(vector.message), bytes(vector.random)))
                .isEqualTo(vector.encrypted);
    }

    @ParameterizedTest
    @MethodSource("vectorsWithSignature")
    void the_signature_covers_the_cipher_text(Vector vector) {
        assertThat(
                        CallbackSignature.of(
                                vector.token, vector.timestamp, vector.nonce, vector.encrypted))
                .isEqualTo(vector.signature);
    }

    @Test
    void messages_of_every_length_come_back() {
        for (var length = 0; length < 200; length++) {
            var message = new byte[length];
            Arrays.fill(message, (byte) 'm');
            assertThat(cipher.decrypt(cipher.encrypt(message))).isEqualTo(message);
        }
    }

    @Test
    void two_encryptions_of_one_message_differ() {
        assertThat(cipher.encrypt(bytes("ok"))).isNotEqualTo(cipher.encrypt(bytes("ok")));
    }

    @Test
    void a_message_for_another_account_is_refused() {
        var other = new MessageCipher(KEY, "wx0000000000000000", new Random(1));
        assertThatExceptionOfType(MessageCipher.Undecipherable.class)
                .isThrownBy(() -> cipher.decrypt(other.encrypt(bytes("ok"))))
                .withMessageContaining("another AppID");
    }

    @Test
    void a_message_under_another_key_is_refused() {
        var other = new MessageCipher(new EncodingAesKey("A".repeat(43)), APP_ID, new Random(1));
        assertThatExceptionOfType(MessageCipher.Undecipherable.class)
                .isThrownBy(() -> cipher.decrypt(other.encrypt(bytes("ok"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "====", "粉丝"})
    void nonsense_is_refused_and_nothing_else_is_thrown(String encrypted) {
        assertThatExceptionOfType(MessageCipher.Undecipherable.class)
                .isThrownBy(() -> cipher.decrypt(encrypted));
    }

    @Test
    void a_changed_byte_never_throws_anything_else() {
        var frame = Base64.getDecoder().decode(cipher.encrypt(bytes("hello from boxer.")));
        for (var i = 0; i < frame.length; i++) {
            var changed = frame.clone();
            changed[i] ^= 1;
            assertThatDecryptsOrRefuses(Base64.getEncoder().encodeToString(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "abcdefghijklmnopqrstuvwxyz0123456789ABCDE-G"})
    void a_key_has_43_letters_and_digits(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EncodingAesKey(value));
    }

    @Test
    void a_key_hides_itself() {
        assertThat(KEY.toString()).doesNotContain(KEY.value());
    }

    private void assertThatDecryptsOrRefuses(String encrypted) {
        try {
            assertThat(cipher.decrypt(encrypted)).isNotNull();
        } catch (MessageCipher.Undecipherable e) {
            assertThat(e).hasMessageStartingWith("the callback cannot be decrypted");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
