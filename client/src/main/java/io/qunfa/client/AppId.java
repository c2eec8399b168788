package io.qunfa.client;

/**
 * The account's own identifier on the platform, shown beside its secret.
 *
 * @param value {@code wx} and 16 hexadecimal digits on the platform
 */
public record AppId(String value) {

    private static final int MAX_LENGTH = 64;

    public AppId {
        Identifiers.require("AppID", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
