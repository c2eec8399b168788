package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10_001})
    void a_send_by_openid_takes_2_to_10000(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recipients(openIds(count)))
                .withMessageContaining(Integer.toString(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10_000})
    void the_limits_themselves_are_legal(int count) {
        assertThat(new Recipients(openIds(count)).openIds()).hasSize(count);
    }

    @Test
    void an_openid_is_listed_once() {
        var openId = new OpenId("oAbCdEf");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recipients(List.of(openId, openId)))
                .withMessageContaining("oAbCdEf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456789012345678901234567890123", "with space", "键"})
    void a_once_only_key_has_1_to_32_safe_characters(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientMsgId(key));
    }

    @Test
    void a_uuid_without_dashes_is_a_once_only_key() {
        var id = UUID.fromString("0192f0c1-2233-7445-8667-78899aabbccd");
        assertThat(ClientMsgId.of(id).value()).isEqualTo("0192f0c122337445866778899aabbccd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o A", "o\n", "粉丝"})
    void an_openid_is_printable_ascii(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new OpenId(value));
    }

    private static List<OpenId> openIds(int count) {
        return IntStream.range(0, count).mapToObj(n -> new OpenId("o" + n)).toList();
    }
}
