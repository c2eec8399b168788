package io.qunfa.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileFormatTest {

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a, PNG",
        "ffd8ffe0, JPEG",
        "474946383961, GIF",
        "424d, BMP",
        "2321414d520a, AMR",
        "494433, MP3",
        "fffb1800, MP3",
        "524946460000000057415645, WAV",
        "3026b2758e66cf11, WMA",
        "0000001866747970, MP4"
    })
    void a_format_is_recognised_by_its_first_bytes(String start, FileFormat format) {
        assertThat(FileFormat.of(HexFormat.of().parseHex(start))).contains(format);
    }

    @Test
    void other_files_have_no_format() {
        assertThat(FileFormat.of(new byte[0])).isEmpty();
        assertThat(FileFormat.of("<html>".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FileFormat.class)
    void rubbish_after_the_first_bytes_is_survived(FileFormat format) {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            var file = Arrays.copyOf(bytes, bytes.length);
            assertThatCode(() -> measure(format, file)).doesNotThrowAnyException();
        }
    }

    private static void measure(FileFormat format, byte[] file) {
        assertThat(Playtime.of(format, file)).isNotNull();
        assertThat(ImageSize.of(format, file)).isNotNull();
    }
}
