package io.qunfa.server.web;

import io.qunfa.server.http.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The domain of a site, as the platform wants it: bare. */
final class Domain {

    private static final int LONGEST = 253;
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");
    private static final Pattern LOCAL = Pattern.compile("(?:[a-z0-9.-]{1,253})(?::\\d{1,5})?");
    private static final Pattern IP = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(:\\d+)?");

    private Domain() {}

    /** The domain in lower case; everything that is wrong with it has a name of its own. */
    static String require(@Nullable String value, boolean sandbox) {
        if (value == null || value.isBlank()) {
            throw Problem.invalid("domain", "required");
        }
        var domain = value.strip().toLowerCase(Locale.ROOT);
        if (domain.contains("://")) {
            throw invalid("domain-with-scheme", domain);
        }
        if (domain.contains("/")) {
            throw invalid("domain-with-path", domain);
        }
        if (sandbox && LOCAL.matcher(domain).matches()) {
            return domain;
        }
        if (IP.matcher(domain).matches()) {
            throw invalid("domain-is-address", domain);
        }
        if (domain.contains(":")) {
            throw invalid("domain-with-port", domain);
        }
        if (domain.length() > LONGEST || !HOST.matcher(domain).matches()) {
            throw invalid("not-a-domain", domain);
        }
        return domain;
    }

    private static Problem invalid(String code, String domain) {
        return Problem.invalid("domain", code, Map.of("value", domain));
    }
}
