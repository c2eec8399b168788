package io.qunfa.client.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qunfa.protocol.CallbackSignature;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackVerifierTest {

    private static final CallbackToken TOKEN = new CallbackToken("AAAAA");
    private static final Instant SENT = Instant.ofEpochSecond(1714036504);
    private static final String HANDSHAKE =
            "signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=4375120948345356249"
                    + "&timestamp=1714036504&nonce=1514711492";
    private static final String CIPHER_TEXT =
            "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";

    @Test
    void the_published_handshake_is_genuine() {
        var query = CallbackQuery.parse(HANDSHAKE);

        assertThat(at(SENT).verify(query)).isEqualTo(Verdict.GENUINE);
        assertThat(query.echo()).contains("4375120948345356249");
        assertThat(query.encrypted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"600, GENUINE", "-600, GENUINE", "601, STALE", "-601, STALE"})
    void the_window_is_ten_minutes_either_way(long secondsLater, Verdict verdict) {
        assertThat(at(SENT.plusSeconds(secondsLater)).verify(CallbackQuery.parse(HANDSHAKE)))
                .isEqualTo(verdict);
    }

    @Test
    void the_window_can_be_chosen() {
        var strict = new CallbackVerifier(TOKEN, Duration.ofSeconds(5), () -> SENT.plusSeconds(6));
        assertThat(strict.verify(CallbackQuery.parse(HANDSHAKE))).isEqualTo(Verdict.STALE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signature=f464b24fc39322e44b38aa78f5edd27bd1441697&timestamp=1714036504&nonce=1514711492",
                "signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036505&nonce=1514711492",
                "signature=F464B24FC39322E44B38AA78F5EDD27BD1441696&timestamp=1714036504&nonce=1514711492",
                "signature=x&timestamp=1714036504&nonce=1514711492",
            })
    void a_changed_request_is_not_genuine(String query) {
        assertThat(at(SENT).verify(CallbackQuery.parse(query))).isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "signature=&timestamp=1&nonce=2", "signature=x&nonce=2", "&&=&"})
    void a_request_without_its_parts_is_incomplete(String query) {
        assertThat(at(SENT).verify(CallbackQuery.parse(query))).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void another_token_does_not_verify() {
        var other = new CallbackVerifier(new CallbackToken("BBBBB"), () -> SENT);
        assertThat(other.verify(CallbackQuery.parse(HANDSHAKE))).isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @Test
    void an_encrypted_push_is_judged_by_its_cipher_text() {
        var query =
                CallbackQuery.parse(
                        "encrypt_type=aes&timestamp=1713424427&nonce=415670741"
                                + "&msg_signature=1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1");
        var verifier = at(Instant.ofEpochSecond(1713424427));

        assertThat(query.encrypted()).isTrue();
        assertThat(verifier.verify(query, CIPHER_TEXT)).isEqualTo(Verdict.GENUINE);
        assertThat(verifier.verify(query, CIPHER_TEXT.replace('E', 'F')))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @Test
    void a_timestamp_that_is_no_number_is_stale_even_if_it_is_signed() {
        var signature = CallbackSignature.of("AAAAA", "soon", "1");
        var query = CallbackQuery.parse("signature=" + signature + "&timestamp=soon&nonce=1");
        assertThat(at(SENT).verify(query)).isEqualTo(Verdict.STALE);
    }

    @Test
    void the_token_hides_itself() {
        assertThat(new CallbackToken("s3cretToken").toString()).doesNotContain("s3cretToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "with space", "123456789012345678901234567890123"})
    void a_token_has_3_to_32_letters_and_digits(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CallbackToken(value));
    }

    private static CallbackVerifier at(Instant now) {
        return new CallbackVerifier(TOKEN, () -> now);
    }
}
