package io.qunfa.server.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class VaultTest {

    private final SecureRandom random = new SecureRandom();
    private final Vault vault = new Vault(Vault.newKey(random), random);

    @Test
    void what_is_sealed_opens_again() {
        var sealed = vault.seal("a secret", "account 1");

        assertThat(vault.open(sealed, "account 1")).isEqualTo("a secret");
        assertThat(new String(sealed, UTF_8)).doesNotContain("secret");
    }

    @Test
    void the_same_text_never_looks_the_same() {
        assertThat(vault.seal("a secret", "account 1"))
                .isNotEqualTo(vault.seal("a secret", "account 1"));
    }

    @Test
    void it_does_not_open_for_another_row() {
        var sealed = vault.seal("a secret", "account 1");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> vault.open(sealed, "account 2"))
                .withMessageContaining("account 2");
    }

    @Test
    void it_does_not_open_with_another_key() {
        var sealed = vault.seal("a secret", "account 1");
        var other = new Vault(Vault.newKey(random), random);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> other.open(sealed, "account 1"));
    }

    @Test
    void a_key_of_the_wrong_length_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Vault("AAAA", random))
                .withMessage("the key must have 32 bytes: 3");
    }
}
