package io.qunfa.server.web;

import io.qunfa.server.http.Problem;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs pages of a site. */
@Component
final class JsSigning {

    private static final int LONGEST_URL = 2048;

    private final JsTickets tickets;
    private final InstantSource clock;

    JsSigning(JsTickets tickets, InstantSource clock) {
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Signs a page that lies on the site's domain or below it. */
    JsSignature sign(Site site, @Nullable String url) {
        if (url == null || url.isBlank()) {
            throw Problem.invalid("url", "required");
        }
        if (url.length() > LONGEST_URL || !isOn(site, url)) {
            throw Problem.invalid(
                    "url", "not-on-the-domain", Map.of("value", url, "domain", site.domain()));
        }
        var ticket = tickets.current(site.account());
        return JsSignature.of(
                ticket.value(), Secrets.next(), clock.instant().getEpochSecond(), url);
    }

    private static boolean isOn(Site site, String url) {
        try {
            var fragment = url.indexOf('#');
            var page = URI.create(fragment < 0 ? url : url.substring(0, fragment));
            return ("https".equals(page.getScheme()) || "http".equals(page.getScheme()))
                    && site.covers(page);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
