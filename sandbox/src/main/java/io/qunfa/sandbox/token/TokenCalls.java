package io.qunfa.sandbox.token;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.IpAllowlist;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
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

    /** {@code GET /cgi-bin/getcallbackip} and {@code GET /cgi-bin/get_api_domain_ip}. */
    public ObjectNode addresses(Call call) {
        var body = Json.object();
        body.putArray("ip_list").add(call.callerAddress());
        return body;
    }

    /** The AppID is checked before everything else (observed). */
    private OfficialAccount identify(String appId, String secret, String caller) {
        if (appId.isEmpty()) {
            throw Refusal.of(41002, "an appid came with the call", "none", "appid=wx…");
        }
        var account =
                world.find(appId)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                40013,
                                                "the appid is one of this sandbox",
                                                appId,
                                                "an appid from /_sandbox/accounts"));
        if (secret.isEmpty()) {
            throw Refusal.of(41004, "a secret came with the call", "none", "secret=…");
        }
        if (!secret.equals(account.identity().secret())) {
            throw Refusal.of(
                    40125, "the secret belongs to the appid", "another secret", "its secret");
        }
        IpAllowlist.require(account, caller);
        return account;
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
