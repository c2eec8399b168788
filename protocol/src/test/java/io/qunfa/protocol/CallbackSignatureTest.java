package io.qunfa.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackSignatureTest {

    @ParameterizedTest
    @CsvSource({
        "AAAAA, 1714036504, 1514711492, f464b24fc39322e44b38aa78f5edd27bd1441696",
        "AAAAA, 1714037059, 486452656, 899cf89e464efb63f54ddac96b0a0a235f53aa78",
        "AAAAA, 1714112445, 415670741, 6c5c811b55cc85e0e1b54100749188c20beb3f5d",
        "AAAAA, 1715943329, 1590219412, cc0c594499c1634947d5b502f158ee518947db27",
    })
    void published_requests_carry_the_published_signature(
            String token, String timestamp, String nonce, String signature) {
        assertThat(CallbackSignature.of(token, timestamp, nonce)).isEqualTo(signature);
        assertThat(CallbackSignature.matches(signature, nonce, token, timestamp)).isTrue();
    }

    @Test
    void a_signature_of_another_nonce_does_not_match() {
        assertThat(
                        CallbackSignature.matches(
                                "f464b24fc39322e44b38aa78f5edd27bd1441696",
                                "AAAAA",
                                "1714036504",
                                "1514711493"))
                .isFalse();
    }
}
