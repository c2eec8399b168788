package io.qunfa.protocol;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The key that account and platform encrypt callbacks with. Its text form hides the value.
 *
 * @param value 43 letters and digits, the Base64 form of 32 bytes without its padding
 */
public record EncodingAesKey(String value) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9]{43}");

    public EncodingAesKey {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an EncodingAESKey has 43 letters and digits, not " + value.length());
        }
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(value + "=");
    }

    @Override
    public String toString() {
        return "EncodingAesKey[hidden]";
    }
}
