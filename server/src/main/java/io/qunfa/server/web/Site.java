package io.qunfa.server.web;

import io.qunfa.server.account.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/**
 * A site that may sign visitors in and pages.
 *
 * @param domain a bare host in lower case; with a port only for an account of a sandbox
 */
record Site(
        AccountId account,
        SiteId id,
        String name,
        String domain,
        Instant createdAt,
        String createdBy) {

    /** Whether a visitor may be sent back there: the full host has to be the same. */
    boolean owns(URI address) {
        return domain.equals(host(address));
    }

    /** Whether a page may be signed: a domain covers those below it. */
    boolean covers(URI address) {
        var host = host(address);
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static String host(URI address) {
        var host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        return address.getPort() < 0 ? host : host + ":" + address.getPort();
    }
}
