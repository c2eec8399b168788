package io.qunfa.sandbox.world;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The domains of an account's web pages: JS接口安全域名 covers its subdomains, 网页授权域名 is the exact host.
 * Real accounts take bare domains; a test account also an address and a port. This machine's own
 * names are taken by every account, because here is where developers are.
 */
public final class Domains {

    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9-]{1,63}\\.)+[A-Za-z0-9-]{1,63}");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");
    private static final Set<String> SHORT_LINKS =
            Set.of("t.cn", "url.cn", "dwz.cn", "suo.im", "bit.ly", "goo.gl", "tinyurl.com");
    private static final int MAX_PATH_SEGMENTS = 3;

    private Domains() {}

    /**
     * Passes silently, or says what is wrong.
     *
     * @throws IllegalArgumentException with the reason
     */
    public static void requireLegal(String domain, AccountKind kind) {
        if (domain.contains("://") || domain.contains("//")) {
            throw illegal(domain, "a domain has no protocol: www.example.com is right");
        }
        var host = hostOf(domain);
        var port = portOf(domain);
        var isHere = LOOPBACK.contains(host);
        if (!port.isEmpty() && kind != AccountKind.TEST && !isHere) {
            throw illegal(domain, "a domain has no port, except on a test account");
        }
        if (IPV4.matcher(host).matches() && kind != AccountKind.TEST && !isHere) {
            throw illegal(domain, "an address is no domain, except on a test account");
        }
        if (!isHere && !NAME.matcher(host).matches()) {
            throw illegal(domain, "a domain has letters, digits, hyphens and dots");
        }
        if (SHORT_LINKS.contains(host)) {
            throw illegal(domain, "the domains of short links are refused");
        }
        requirePath(domain);
    }

    private static void requirePath(String domain) {
        int slash = domain.indexOf('/');
        if (slash < 0) {
            return;
        }
        var path = domain.substring(slash + 1);
        if (path.isEmpty() || path.split("/", -1).length > MAX_PATH_SEGMENTS) {
            throw illegal(domain, "after the domain nothing, or a path of one to three names");
        }
    }

    private static IllegalArgumentException illegal(String domain, String rule) {
        return new IllegalArgumentException(rule + ": " + domain);
    }

    /** Whether a page may use the JS-SDK: its host is the domain or below it. */
    public static boolean coversScripts(String domain, String pageUrl) {
        var page = parse(pageUrl);
        return page.isPresent()
                && isSameOrBelow(page.get().getHost(), hostOf(domain))
                && coversPortAndPath(domain, page.get());
    }

    /** Whether an authorised visitor may be sent to a page: its host is the domain. */
    public static boolean coversLogin(String domain, String redirectUri) {
        var target = parse(redirectUri);
        return target.isPresent()
                && target.get().getHost().toLowerCase(Locale.ROOT).equals(hostOf(domain))
                && coversPortAndPath(domain, target.get());
    }

    private static Optional<URI> parse(String url) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme();
            boolean isWeb = "http".equals(scheme) || "https".equals(scheme);
            return isWeb && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isSameOrBelow(String host, String domain) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals(domain) || name.endsWith("." + domain);
    }

    private static boolean coversPortAndPath(String domain, URI page) {
        var port = portOf(domain);
        boolean samePort = port.isEmpty() || port.equals(":" + page.getPort());
        int slash = domain.indexOf('/');
        var path = page.getPath() == null ? "" : page.getPath();
        return samePort
                && (slash < 0
                        || path.equals(domain.substring(slash))
                        || path.startsWith(domain.substring(slash) + "/"));
    }

    private static String hostOf(String domain) {
        return PORT.matcher(domain.split("/", 2)[0]).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    private static String portOf(String domain) {
        var port = PORT.matcher(domain.split("/", 2)[0]);
        return port.find() ? port.group() : "";
    }
}
