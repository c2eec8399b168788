package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * What identifies an account; fixed at its creation.
 *
 * @param appId {@code wx} and 16 hexadecimal digits
 * @param secret 32 hexadecimal digits
 * @param originalId {@code gh_} and 12 hexadecimal digits
 */
public record AccountIdentity(String appId, String secret, String originalId) {

    private static final Pattern APP_ID = Pattern.compile("wx[0-9a-f]{16}");
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern ORIGINAL_ID = Pattern.compile("gh_[0-9a-f]{12}");

    public AccountIdentity {
        require(APP_ID, appId);
        require(SECRET, secret);
        require(ORIGINAL_ID, originalId);
    }

    /** What somebody wants an account to be identified by; empty where anything will do. */
    public record Wanted(String appId, String secret, String originalId) {}

    static AccountIdentity derived(long key) {
        return new AccountIdentity(
                "wx" + Randomness.hex(Randomness.mix(key, "appid"), 16),
                Randomness.hex(Randomness.mix(key, "secret"), 32),
                "gh_" + Randomness.hex(Randomness.mix(key, "original"), 12));
    }

    AccountIdentity with(Wanted wanted) {
        return new AccountIdentity(
                wanted.appId().isEmpty() ? appId : wanted.appId(),
                wanted.secret().isEmpty() ? secret : wanted.secret(),
                wanted.originalId().isEmpty() ? originalId : wanted.originalId());
    }

    private static void require(Pattern shape, String value) {
        if (!shape.matcher(value).matches()) {
            throw new IllegalArgumentException("must look like %s".formatted(shape));
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(appId);
        out.writeUTF(secret);
        out.writeUTF(originalId);
    }

    static AccountIdentity read(DataInput in) throws IOException {
        return new AccountIdentity(in.readUTF(), in.readUTF(), in.readUTF());
    }
}
