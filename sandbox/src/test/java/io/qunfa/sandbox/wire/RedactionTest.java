package io.qunfa.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionTest {

    @Test
    void of_a_token_or_secret_eight_characters_are_left() {
        assertThat(Redaction.ofQuery("appid=wx1&secret=0123456789abcdef&x=1"))
                .isEqualTo("appid=wx1&secret=01234567…&x=1");
        assertThat(Redaction.ofQuery("access_token=92_abcdefghijkl"))
                .isEqualTo("access_token=92_abcde…");
        assertThat(Redaction.ofJson("{\"secret\":\"0123456789abcdef\",\"access_token\" : \"abc\"}"))
                .isEqualTo("{\"secret\":\"01234567…\",\"access_token\" : \"abc…\"}");
    }
}
