package io.qunfa.client.callback;

import java.util.regex.Pattern;

/**
 * The word that account and platform sign callbacks with. Its text form hides it.
 *
 * @param value 3 to 32 letters and digits
 */
public record CallbackToken(String value) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9]{3,32}");

    public CallbackToken {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("a callback token has 3 to 32 letters and digits");
        }
    }

    @Override
    public String toString() {
        return "CallbackToken[hidden]";
    }
}
