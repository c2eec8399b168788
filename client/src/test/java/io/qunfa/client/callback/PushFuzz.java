package io.qunfa.client.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is pushed is read, or refused by name, and nothing else happens. */
class PushFuzz {

    static Stream<byte[]> pushes() throws IOException {
        return Pushes.all();
    }

    @MethodSource("pushes")
    @FuzzTest(maxDuration = "4s")
    void a_push_is_read_or_malformed(byte[] input) {
        try {
            var push = Callbacks.parse(input);
            assertThat(push.envelope().identity()).isNotEmpty();
            assertThat(push).isEqualTo(Callbacks.parse(input));
        } catch (MalformedPush refused) {
            assertThat(refused).hasMessageStartingWith("not a push of the platform: ");
        }
        try {
            assertThat(Callbacks.encrypted(input)).isNotNull();
        } catch (MalformedPush refused) {
            assertThat(refused).hasMessageStartingWith("not a push of the platform: ");
        }
    }
}
