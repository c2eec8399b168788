package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What remains of an OpenID when its follower leaves: enough to know them again, useless to anybody
 * without the account's key. Not for use by several threads.
 */
final class OpenIdHash {

    static final String ALGORITHM = "HmacSHA256";

    /** Half of SHA-256: collisions among 10 million followers have odds of one in 10^24. */
    static final int BYTES = 16;

    private final Mac mac;

    OpenIdHash(SecretKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    byte[] of(OpenId openId) {
        return Arrays.copyOf(mac.doFinal(openId.value().getBytes(StandardCharsets.UTF_8)), BYTES);
    }
}
