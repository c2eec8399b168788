package io.qunfa.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainsTest {

    @ParameterizedTest
    @CsvSource({
        "www.example.com, SERVICE, true",
        "http://www.example.com/, SERVICE, false",
        "www.example.com/, SERVICE, false",
        "www.example.com/a/b/c, SERVICE, true",
        "www.example.com/a/b/c/d, SERVICE, false",
        "www.example.com:8080, SERVICE, false",
        "www.example.com:8080, TEST, true",
        "192.168.1.7, SERVICE, false",
        "192.168.1.7, TEST, true",
        "localhost:9999, TEST, true",
        "127.0.0.1:8080, SERVICE, true",
        "example, SERVICE, false",
        "t.cn, SERVICE, false"
    })
    void bare_domains_are_legal_and_test_accounts_take_more(
            String domain, AccountKind kind, boolean legal) {
        if (legal) {
            assertThatNoException().isThrownBy(() -> Domains.requireLegal(domain, kind));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Domains.requireLegal(domain, kind));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.com, http://www.example.com/music.html, true, true",
        "www.example.com, https://www.example.com/login.html?a=b, true, true",
        "www.example.com, http://pay.example.com/music.html, false, false",
        "www.example.com, http://example.com/music.html, false, false",
        "example.com, http://www.example.com/, true, false",
        "example.com, http://badexample.com/, false, false",
        "example.com/app, http://example.com/app/x, true, true",
        "example.com/app, http://example.com/apple, false, false",
        "127.0.0.1:8080, http://127.0.0.1:8080/x, true, true",
        "127.0.0.1:8080, http://127.0.0.1:9090/x, false, false",
        "127.0.0.1, http://127.0.0.1:9090/x, true, true",
        "example.com, javascript:alert(1), false, false"
    })
    void a_script_domain_covers_what_is_below_it_and_a_login_domain_only_itself(
            String domain, String page, boolean scripts, boolean login) {
        assertThat(Domains.coversScripts(domain, page)).isEqualTo(scripts);
        assertThat(Domains.coversLogin(domain, page)).isEqualTo(login);
    }
}
