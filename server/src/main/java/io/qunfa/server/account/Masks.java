package io.qunfa.server.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Hides secrets in what people write and get by hand, before it is shown or kept. */
final class Masks {

    static final String HIDDEN = "***";

    private static final Pattern SECRETS =
            Pattern.compile(
                    "(\"(?:access_token|refresh_token|secret|appsecret|session_key)\"\\s*:\\s*\")"
                            + "(?:[^\"\\\\]|\\\\.)*+");
    private static final Pattern TICKET =
            Pattern.compile("(\"ticket\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*+");
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(?:token|secret|ticket).*");

    private Masks() {}

    /** A ticket is a secret where pages are signed with it, not where a QR code is made of it. */
    static String text(String path, String text) {
        var masked = SECRETS.matcher(text).replaceAll("$1" + HIDDEN);
        return path.endsWith("/ticket/getticket")
                ? TICKET.matcher(masked).replaceAll("$1" + HIDDEN)
                : masked;
    }

    static Map<String, String> query(Map<String, String> query) {
        var masked = new LinkedHashMap<String, String>();
        query.forEach(
                (name, value) ->
                        masked.put(name, SECRET_NAME.matcher(name).matches() ? HIDDEN : value));
        return masked;
    }
}
