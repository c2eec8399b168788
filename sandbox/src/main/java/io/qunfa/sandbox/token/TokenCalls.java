package io.qunfa.sandbox.token;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.IpAllowlist;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Restriction;
import io.qunfa.sandbox.world.TokenChannels;
import io.qunfa.sandbox.world.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Access tokens, and where the platform lives. */
public final class TokenCalls {

    private static final String GRANT = "client_credential";

    private final World world;

    public TokenCalls(World world) {
        this.world = world;
    }

    /** {@code GET /cgi-bin/token}. */
    public ObjectNode token(Call call) {
        var account =
                identify(call.parameter("appid"), call.parameter("secret"), call.callerAddress());
        requireGrant(call.parameter("grant_type"));
        return account.call(
                () -> {
                    call.countFor(account);
                    return answer(account.tokens().fetch());
                });
    }

    /** {@code POST /cgi-bin/stable_token}. */
    public ObjectNode stableToken(Call call) {
        var body = call.body();
        var account = identify(text(body, "appid"), text(body, "secret"), call.callerAddress());
        requireGrant(text(body, "grant_type"));
        var forced = body.path("force_refresh").asBoolean(false);
        return account.call(
                () -> {
                    call.countFor(account);
                    var tokens = account.tokens();
                    return answer(forced ? tokens.forceStable() : tokens.fetchStable());
                });
    }

    private OfficialAccount identify(String appId, String secret, String caller) {
        var account = Identification.of(world, appId, secret);
        account.run(() -> requireAddress(account, caller));
        requireNoPunishment(account.settings());
        return account;
    }

    /** A list of addresses refuses at once, unless the administrator is asked. */
    private static void requireAddress(OfficialAccount account, String caller) {
        var switches = account.switches().content();
        if (switches.isOn(ContentSwitch.ADDRESSES_NEED_CONFIRMATION)
                && !IpAllowlist.covers(account, caller)) {
            account.addresses().require(caller, account.clock().instant());
        } else {
            IpAllowlist.require(account, caller);
        }
    }

    private static void requireNoPunishment(AccountSettings settings) {
        if (settings.has(Restriction.TOKENS)) {
            throw Refusal.of(50004, "the account may fetch tokens", "a punished one", "another");
        }
        if (settings.has(Restriction.FROZEN)) {
            throw Refusal.of(50007, "the account is not frozen", "a frozen one", "another");
        }
    }

    private static void requireGrant(String grant) {
        if (!grant.equals(GRANT)) {
            throw Refusal.of(40002, "grant_type is " + GRANT, grant, GRANT);
        }
    }

    private static ObjectNode answer(TokenChannels.Issued issued) {
        return Json.object()
                .put("access_token", issued.accessToken())
                .put("expires_in", issued.expiresIn());
    }

    private static String text(JsonNode body, String field) {
        return body.path(field).asString("");
    }
}
