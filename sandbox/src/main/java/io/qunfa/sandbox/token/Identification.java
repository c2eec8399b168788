package io.qunfa.sandbox.token;

import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Restriction;
import io.qunfa.sandbox.world.World;

/** Who calls with AppID and AppSecret instead of a token. The AppID is checked first (observed). */
public final class Identification {

    private Identification() {}

    /** The account; 41002, 40013, 41004 or 40125 if it cannot be told or does not prove itself. */
    public static OfficialAccount of(World world, String appId, String secret) {
        var account = of(world, appId);
        if (secret.isEmpty()) {
            throw Refusal.of(41004, "a secret came with the call", "none", "secret=…");
        }
        if (!secret.equals(account.identity().secret())) {
            throw Refusal.of(
                    40125, "the secret belongs to the appid", "another secret", "its secret");
        }
        if (account.settings().has(Restriction.SECRET)) {
            throw Refusal.of(40243, "the AppSecret is in use", "a frozen one", "unfreeze it");
        }
        return account;
    }

    /** The account; 41002 or 40013 if it cannot be told. */
    public static OfficialAccount of(World world, String appId) {
        if (appId.isEmpty()) {
            throw Refusal.of(41002, "an appid came with the call", "none", "appid=wx…");
        }
        return world.find(appId)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        40013,
                                        "the appid is one of this sandbox",
                                        appId,
                                        "an appid from /_sandbox/accounts"));
    }
}
