package io.qunfa.sandbox.wire;

import java.util.regex.Pattern;

/** Shortens secrets and tokens: enough is left to tell two tokens apart. */
final class Redaction {

    private static final Pattern QUERY =
            Pattern.compile("(access_token|refresh_token|secret)=([^&]{0,8})[^&]*");
    private static final Pattern JSON =
            Pattern.compile(
                    "(\"(?:access_token|refresh_token|(?:app)?secret)\"\\s*:\\s*\"[^\"]{0,8})[^\"]*\"");

    private Redaction() {}

    static String ofQuery(String query) {
        return query.isEmpty() ? query : QUERY.matcher(query).replaceAll("$1=$2…");
    }

    static String ofJson(String document) {
        return JSON.matcher(document).replaceAll("$1…\"");
    }
}
