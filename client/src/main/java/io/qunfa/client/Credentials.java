package io.qunfa.client;

/**
 * What identifies an account to the platform.
 *
 * @param appId public
 * @param secret hidden in the text form
 */
public record Credentials(AppId appId, AppSecret secret) {

    /**
     * The same from their texts.
     *
     * @throws IllegalArgumentException for an appID that is none, or an empty secret
     */
    public static Credentials of(String appId, String secret) {
        return new Credentials(new AppId(appId), new AppSecret(secret));
    }
}
