package io.qunfa.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of telling others, without telling anybody. */
final class WebhookRulesTest {

    @Test
    void a_kind_is_wanted_by_its_name_by_its_family_or_with_everything() {
        assertThat(new Kinds(List.of("message.text")).include("message.text")).isTrue();
        assertThat(new Kinds(List.of("message.*")).include("message.text")).isTrue();
        assertThat(new Kinds(List.of("*")).include("event.subscribe")).isTrue();
        assertThat(new Kinds(List.of("message.*")).include("messages.text")).isFalse();
        assertThat(new Kinds(List.of("message.text")).include("message.texts")).isFalse();
    }

    @Test
    void a_secret_hides_itself() {
        assertThat(new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").toString())
                .doesNotContain("MfKQ");
    }

    @Test
    void pauses_grow_to_a_limit_and_end() {
        var random = new Random(1);
        assertThat(Backoff.WEBHOOK.after(1, random).orElseThrow())
                .isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
        assertThat(Backoff.WEBHOOK.after(13, random).orElseThrow())
                .isBetween(Duration.ofHours(5), Duration.ofHours(10));
        assertThat(Backoff.WEBHOOK.after(14, random)).isEmpty();
        assertThat(Backoff.RELAY.after(4, random)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "fc00::1",
                "fe80::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1"
            })
    void an_address_inside_the_network_is_not_public(String address) {
        assertThat(Addresses.PUBLIC.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void only_this_machine_is_reached_beside_the_internet_for_a_sandbox() {
        assertThat(Addresses.LOOPBACK.allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(Addresses.LOOPBACK.allows(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
        assertThat(Addresses.PUBLIC.allows(InetAddress.ofLiteral("1.1.1.1"))).isTrue();
        assertThat(Addresses.PUBLIC.allows(InetAddress.ofLiteral("2606:4700::1111"))).isTrue();
    }
}
