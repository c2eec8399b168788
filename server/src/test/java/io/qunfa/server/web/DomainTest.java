package io.qunfa.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.http.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DomainTest {

    @ParameterizedTest
    @CsvSource({
        "http://www.example.com/, domain-with-scheme",
        "https://www.example.com, domain-with-scheme",
        "www.example.com/music, domain-with-path",
        "www.example.com:8080, domain-with-port",
        "192.168.1.4, domain-is-address",
        "localhost, not-a-domain",
        "-a.example.com, not-a-domain",
        "'www.exa mple.com', not-a-domain",
    })
    void a_domain_that_is_not_bare_is_refused_by_its_name(String domain, String code) {
        var problem = catchThrowableOfType(Problem.class, () -> Domain.require(domain, false));

        assertThat(problem.errors().getFirst().code()).isEqualTo(code);
    }

    @Test
    void a_bare_domain_is_taken_in_lower_case() {
        assertThat(Domain.require(" WWW.Example.com ", false)).isEqualTo("www.example.com");
    }

    @Test
    void an_account_of_a_sandbox_may_use_a_site_on_this_machine() {
        assertThat(Domain.require("127.0.0.1:3000", true)).isEqualTo("127.0.0.1:3000");
        assertThat(Domain.require("localhost:3000", true)).isEqualTo("localhost:3000");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/music.html, true",
        "https://WWW.example.com/login.html, true",
        "https://pay.example.com/, false",
        "https://example.com/, false",
        "https://www.example.com.evil.org/, false",
        "https://www.example.com:444/, false",
    })
    void a_visitor_returns_to_exactly_the_domain(String address, boolean owned) {
        assertThat(site("www.example.com").owns(URI.create(address))).isEqualTo(owned);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/, true",
        "https://www.example.com/a, true",
        "https://notexample.com/, false",
    })
    void a_domain_covers_pages_below_it(String address, boolean covered) {
        assertThat(site("example.com").covers(URI.create(address))).isEqualTo(covered);
    }

    private static Site site(String domain) {
        return new Site(
                new AccountId(new UUID(0, 1)),
                new SiteId(new UUID(0, 2)),
                "site",
                domain,
                Instant.EPOCH,
                "");
    }
}
