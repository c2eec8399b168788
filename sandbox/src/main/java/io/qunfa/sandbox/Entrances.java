package io.qunfa.sandbox;

import io.qunfa.sandbox.http.Authority;
import io.qunfa.sandbox.http.HttpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a sandbox is reached.
 *
 * @param https null without HTTPS
 * @param proxy null without a proxy
 * @param certificate what programs trust; null without HTTPS and without a proxy
 */
record Entrances(URI http, @Nullable URI https, @Nullable URI proxy, @Nullable Path certificate) {

    /**
     * What is asked for.
     *
     * @param httpsPort null for no HTTPS
     * @param proxyPort null for no proxy
     * @param authority where the authority is kept; null for one of this run
     */
    record Wanted(
            InetAddress bindAddress,
            int httpPort,
            @Nullable Integer httpsPort,
            @Nullable Integer proxyPort,
            @Nullable Path authority) {

        private InetSocketAddress at(int port) {
            return new InetSocketAddress(bindAddress, port);
        }

        private URI uri(String scheme, int port) {
            var host = bindAddress.getHostAddress();
            var literal = host.contains(":") ? "[" + host + "]" : host;
            return URI.create(scheme + "://" + literal + ":" + port);
        }
    }

    /** Plain HTTP comes last: whoever sees it answer finds the others open. */
    static Entrances open(HttpListener listener, Wanted wanted) {
        var httpsPort = wanted.httpsPort();
        var proxyPort = wanted.proxyPort();
        if (httpsPort == null && proxyPort == null) {
            return new Entrances(openHttp(listener, wanted), null, null, null);
        }
        var authority = Authority.in(folder(wanted.authority()));
        var https =
                httpsPort == null
                        ? null
                        : wanted.uri("https", listener.openHttps(wanted.at(httpsPort), authority));
        var proxy =
                proxyPort == null
                        ? null
                        : wanted.uri("http", listener.openProxy(wanted.at(proxyPort), authority));
        return new Entrances(openHttp(listener, wanted), https, proxy, authority.certificate());
    }

    private static URI openHttp(HttpListener listener, Wanted wanted) {
        return wanted.uri("http", listener.openHttp(wanted.at(wanted.httpPort())));
    }

    private static Path folder(@Nullable Path kept) {
        if (kept != null) {
            return kept;
        }
        try {
            return untilExit(Files.createTempDirectory("qunfa-sandbox-authority"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the certificate authority", e);
        }
    }

    /** What is registered last is deleted first. */
    private static Path untilExit(Path folder) {
        folder.toFile().deleteOnExit();
        Authority.FILES.forEach(name -> folder.resolve(name).toFile().deleteOnExit());
        return folder;
    }

    URI requireHttps() {
        return require(https, "call tlsPort before start");
    }

    URI requireProxy() {
        return require(proxy, "call proxyPort before start");
    }

    Path requireCertificate() {
        return require(certificate, "call tlsPort or proxyPort before start");
    }

    private static <T> T require(@Nullable T wanted, String otherwise) {
        if (wanted == null) {
            throw new IllegalStateException(otherwise);
        }
        return wanted;
    }
}
