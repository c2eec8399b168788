package io.qunfa.client.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes as a query is refused unless its signature is right, and one that is signed is
 * believed only at its time. No input knows the token.
 */
class QueryFuzz {

    private static final String TOKEN = "pamtest";
    private static final byte[] PUSH =
            "<xml><ToUserName>gh_1</ToUserName><Encrypt>AAAA</Encrypt></xml>"
                    .getBytes(StandardCharsets.UTF_8);
    private static final long NOW = 1_795_000_000;

    private final CallbackToken token = new CallbackToken(TOKEN);
    private final CallbackChannel plain =
            CallbackChannel.plain(token, () -> Instant.ofEpochSecond(NOW));
    private final CallbackChannel encrypted =
            CallbackChannel.encrypted(
                    token,
                    List.of(
                            new MessageCipher(
                                    new EncodingAesKey(
                                            "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
                                    "wxb11529c136998cb6",
                                    new Random(1))),
                    () -> Instant.ofEpochSecond(NOW));

    static Stream<byte[]> queries() {
        return Stream.of(
                        "signature=ab&timestamp=1795000000&nonce=1&echostr=12&openid=o1",
                        "signature=&timestamp=1795000601&nonce=%E4%BD%A0&encrypt_type=aes&msg_signature=cd",
                        "timestamp=9223372036854775807&nonce=&nonce=2&encrypt_type=aes",
                        "timestamp=-9223372036854775808&nonce=%",
                        "signature=a+b&timestamp=%31%37&nonce=%00&echostr=%FF&=&==&&")
                .map(query -> query.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("queries")
    @FuzzTest(maxDuration = "4s")
    void a_query_is_refused_unless_it_is_signed(byte[] input) {
        CallbackQuery query;
        try {
            query = CallbackQuery.parse(new String(input, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
            return;
        }
        assertThat(plain.handshake(query)).isEmpty();
        assertThat(plain.receive(query, PUSH)).isInstanceOf(Received.Refused.class);
        assertThat(encrypted.receive(query, PUSH)).isNotInstanceOf(Received.Accepted.class);
        assertThat(encrypted.receive(query, input)).isNotInstanceOf(Received.Accepted.class);
        signed(query);
    }

    private void signed(CallbackQuery query) {
        var signature = CallbackSignature.of(query.nonce(), TOKEN, query.timestamp());
        var signed =
                new CallbackQuery(
                        signature,
                        query.timestamp(),
                        query.nonce(),
                        Optional.of("echo"),
                        query.openId(),
                        false,
                        Optional.empty());
        var believed = plain.handshake(signed).isPresent();
        assertThat(believed).isEqualTo(!query.nonce().isEmpty() && isRecent(query.timestamp()));
        assertThat(plain.handshake(signedBy(signed, signature.substring(1) + "g"))).isEmpty();
    }

    private static boolean isRecent(String timestamp) {
        try {
            var apart = Math.subtractExact(Long.parseLong(timestamp), NOW);
            return Math.abs(apart) <= 600;
        } catch (NumberFormatException | ArithmeticException refused) {
            return false;
        }
    }

    private static CallbackQuery signedBy(CallbackQuery query, String signature) {
        return new CallbackQuery(
                signature,
                query.timestamp(),
                query.nonce(),
                query.echo(),
                query.openId(),
                query.encrypted(),
                query.msgSignature());
    }
}
