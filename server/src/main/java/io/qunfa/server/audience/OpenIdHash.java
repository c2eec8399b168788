package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What remains of an OpenID when its follower leaves: enough to know them again, useless to anybody
 * without the key. Each account hashes differently.
 */
final class OpenIdHash {

    /** Half of SHA-256: collisions among 10 million followers have odds of one in 10^24. */
    static final int BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    OpenIdHash(SecretKey key) {
        this.key = key;
    }

    /** A hasher for many OpenIDs of one account; not for use by several threads. */
    OfAccount of(AccountId account) {
        return new OfAccount(mac(), account);
    }

    byte[] of(AccountId account, OpenId openId) {
        return of(account).hash(openId.value());
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Hashes of one account. */
    static final class OfAccount {

        private final Mac mac;
        private final byte[] salt;

        private OfAccount(Mac mac, AccountId account) {
            this.mac = mac;
            this.salt =
                    ByteBuffer.allocate(16)
                            .putLong(account.value().getMostSignificantBits())
                            .putLong(account.value().getLeastSignificantBits())
                            .array();
        }

        byte[] hash(String openId) {
            mac.update(salt);
            return Arrays.copyOf(mac.doFinal(openId.getBytes(StandardCharsets.UTF_8)), BYTES);
        }
    }
}
