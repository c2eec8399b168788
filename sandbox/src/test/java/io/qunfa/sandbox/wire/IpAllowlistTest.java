package io.qunfa.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpAllowlistTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "10.1.0.0/16, 10.1.255.3, true",
        "10.1.0.0/16, 10.2.0.1, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "10.0.0.0/8, ::1, false",
    })
    void a_line_covers_an_address_or_a_block(String line, String address, boolean covered) {
        assertThat(IpAllowlist.covers(line, address)).isEqualTo(covered);
    }
}
