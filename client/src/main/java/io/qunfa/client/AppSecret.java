package io.qunfa.client;

/**
 * The account's password for fetching tokens. Its text form hides the value.
 *
 * @param value 32 hexadecimal digits on the platform
 */
public record AppSecret(String value) {

    private static final int MAX_LENGTH = 128;

    public AppSecret {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "an app secret has 1 to " + MAX_LENGTH + " characters, not " + value.length());
        }
    }

    @Override
    public String toString() {
        return "AppSecret[hidden]";
    }
}
