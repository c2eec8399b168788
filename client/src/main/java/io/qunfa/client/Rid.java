package io.qunfa.client;

import java.util.Optional;
import java.util.regex.Pattern;

/** The request number that the platform appends to {@code errmsg}. */
final class Rid {

    private static final Pattern SUFFIX = Pattern.compile("\\brid: ([0-9a-f]+(?:-[0-9a-f]+)*)\\b");

    private Rid() {}

    static Optional<String> in(String platformText) {
        var matcher = SUFFIX.matcher(platformText);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
