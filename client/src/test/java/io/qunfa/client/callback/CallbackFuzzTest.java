package io.qunfa.client.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Throws mutations of everything the platform is known to push at whatever reads it: it is read, or
 * refused by name, and nothing else happens. The fixtures are the corpus. {@code -Dqunfa.fuzz=600}
 * goes on for so many seconds, and {@code -Dqunfa.seed} repeats a run.
 */
class CallbackFuzzTest {

    private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("qunfa.fuzz", 2));
    private static final long SEED = Long.getLong("qunfa.seed", 20261125L);
    private static final int MOST_CHANGES = 8;

    private final Random random = new Random(SEED);
    private final MessageCipher cipher =
            new MessageCipher(
                    new EncodingAesKey("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
                    "wxb11529c136998cb6",
                    random);

    @Test
    void a_push_is_read_or_malformed() throws IOException {
        fuzz(
                pushes(),
                input -> {
                    try {
                        assertThat(Callbacks.parse(input).envelope().identity()).isNotEmpty();
                    } catch (MalformedPush expected) {
                        assertThat(expected).hasMessageMatching("(?s).+");
                    }
                });
    }

    @Test
    void a_cipher_frame_is_opened_or_undecipherable() throws IOException {
        var frames =
                pushes().stream()
                        .map(cipher::encrypt)
                        .map(frame -> frame.getBytes(StandardCharsets.US_ASCII))
                        .toList();
        fuzz(frames, this::open);
    }

    /** Changes what is encrypted, so that length, padding and AppID are hostile too. */
    @Test
    void a_frame_that_was_encrypted_by_an_enemy_is_opened_or_undecipherable() throws IOException {
        var blocks =
                pushes().stream()
                        .map(cipher::encrypt)
                        .map(frame -> Base64.getDecoder().decode(frame))
                        .toList();
        fuzz(
                blocks,
                input -> {
                    var whole = Arrays.copyOf(input, input.length / 16 * 16);
                    open(Base64.getEncoder().encode(whole));
                });
    }

    @Test
    void a_query_is_read_or_refused() {
        var queries =
                List.of(
                        "signature=ab&timestamp=1795000000&nonce=1&echostr=12&openid=o1",
                        "signature=ab&timestamp=1&nonce=%E4%BD%A0&encrypt_type=aes&msg_signature=cd");
        var channel = CallbackChannel.plain(new CallbackToken("pamtest"), () -> Instant.EPOCH);
        fuzz(
                queries.stream().map(query -> query.getBytes(StandardCharsets.UTF_8)).toList(),
                input -> {
                    try {
                        var query =
                                CallbackQuery.parse(new String(input, StandardCharsets.ISO_8859_1));
                        assertThat(channel.handshake(query)).isEmpty();
                    } catch (IllegalArgumentException expected) {
                        assertThat(expected).isExactlyInstanceOf(IllegalArgumentException.class);
                    }
                });
    }

    private void open(byte[] frame) {
        try {
            assertThat(cipher.decrypt(new String(frame, StandardCharsets.ISO_8859_1))).isNotNull();
        } catch (MessageCipher.Undecipherable expected) {
            assertThat(expected).hasMessageContaining("cannot be decrypted");
        }
    }

    private void fuzz(List<byte[]> corpus, Consumer<byte[]> target) {
        var end = System.nanoTime() + EACH.toNanos();
        while (System.nanoTime() < end) {
            var input = corpus.get(random.nextInt(corpus.size())).clone();
            for (var changes = random.nextInt(MOST_CHANGES); changes >= 0; changes--) {
                input = changed(input, corpus);
            }
            try {
                target.accept(input);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + SEED + ": " + Base64.getEncoder().encodeToString(input), e);
            }
        }
    }

    private byte[] changed(byte[] input, List<byte[]> corpus) {
        if (input.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        var at = random.nextInt(input.length);
        return switch (random.nextInt(5)) {
            case 0 -> replaced(input, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 1 ->
                    replaced(
                            input,
                            at,
                            Math.min(input.length, at + 1 + random.nextInt(16)),
                            new byte[0]);
            case 2 -> replaced(input, at, at, piece(corpus.get(random.nextInt(corpus.size()))));
            case 3 -> replaced(input, at, at, "]]><&\"'%\0=".getBytes(StandardCharsets.UTF_8));
            default -> replaced(input, at, at, piece(input));
        };
    }

    private byte[] piece(byte[] of) {
        var from = random.nextInt(of.length + 1);
        var to = Math.min(of.length, from + random.nextInt(64));
        return Arrays.copyOfRange(of, from, to);
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        var result = new byte[input.length - (to - from) + by.length];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(input, to, result, from + by.length, input.length - to);
        return result;
    }

    private static List<byte[]> pushes() throws IOException {
        try (var files = Files.list(Path.of("..", "fixtures", "callback"))) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .map(CallbackFuzzTest::read)
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
