package io.qunfa.server.access;

import io.qunfa.server.vault.Vault;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * The cookie of a session holds its id sealed with the server's key: the id itself is in the
 * database, and nobody who reads a copy of that can sign in with it.
 */
final class SealedSessionCookie implements CookieSerializer {

    static final String NAME = "QUNFA_SESSION";

    private static final String CONTEXT = "access.session cookie";

    private final DefaultCookieSerializer plain = new DefaultCookieSerializer();
    private final Vault vault;

    SealedSessionCookie(Vault vault) {
        this.vault = vault;
        plain.setCookieName(NAME);
        plain.setUseHttpOnlyCookie(true);
        plain.setSameSite("Lax");
        plain.setUseBase64Encoding(false);
    }

    @Override
    public void writeCookieValue(CookieValue cookie) {
        var id = cookie.getCookieValue();
        var sealed = new CookieValue(cookie.getRequest(), cookie.getResponse(), sealed(id));
        sealed.setCookieMaxAge(cookie.getCookieMaxAge());
        plain.writeCookieValue(sealed);
    }

    /** An empty value ends the cookie. */
    private String sealed(String id) {
        return id.isEmpty()
                ? id
                : Base64.getUrlEncoder().withoutPadding().encodeToString(vault.seal(id, CONTEXT));
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return plain.readCookieValues(request).stream().flatMap(this::opened).toList();
    }

    /** Whatever does not open is no session of ours. */
    private Stream<String> opened(String value) {
        try {
            return Stream.of(vault.open(Base64.getUrlDecoder().decode(value), CONTEXT));
        } catch (IllegalArgumentException | IllegalStateException _) {
            return Stream.empty();
        }
    }
}
