package io.qunfa.client;

/** The checks every textual identifier of the platform shares. */
final class Identifiers {

    private Identifiers() {}

    static void require(String what, String value, int maxLength) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(
                    what + " has at most " + maxLength + " characters, not " + value.length());
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(what + " has printable ASCII only");
        }
    }
}
