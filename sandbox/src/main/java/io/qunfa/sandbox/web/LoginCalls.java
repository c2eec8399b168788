package io.qunfa.sandbox.web;

import io.qunfa.sandbox.token.Identification;
import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.WebLogins.Login;
import io.qunfa.sandbox.world.WebLogins.UserToken;
import io.qunfa.sandbox.world.World;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The calls of web authorisation: {@code /sns/…}, with tokens of their own. */
public final class LoginCalls {

    private final World world;

    public LoginCalls(World world) {
        this.world = world;
    }

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/sns/oauth2/access_token", this::redeem,
                "/sns/oauth2/refresh_token", this::refresh,
                "/sns/userinfo", this::describe,
                "/sns/auth", this::check);
    }

    /** {@code GET /sns/oauth2/access_token}: a code becomes a person's token. */
    ObjectNode redeem(Call call) {
        var account = Identification.of(world, call.parameter("appid"), call.parameter("secret"));
        requireGrant(call, "authorization_code");
        var code = call.parameter("code");
        if (code.isEmpty()) {
            throw Refusal.of(41008, "a code came with the call", "none", "code=…");
        }
        return account.call(
                () -> {
                    call.countFor(account);
                    var login = account.relations().logins().redeem(code);
                    var answer = write(account, login);
                    return login.token().grant().snapshot()
                            ? answer.put("is_snapshotuser", 1)
                            : answer;
                });
    }

    /** {@code GET /sns/oauth2/refresh_token}. */
    ObjectNode refresh(Call call) {
        var account = Identification.of(world, call.parameter("appid"));
        requireGrant(call, "refresh_token");
        var token = call.parameter("refresh_token");
        if (token.isEmpty()) {
            throw Refusal.of(41003, "a refresh_token came with the call", "none", "it");
        }
        return account.call(
                () -> {
                    call.countFor(account);
                    return write(account, account.relations().logins().refresh(token));
                });
    }

    private static void requireGrant(Call call, String grant) {
        var sent = call.parameter("grant_type");
        if (!sent.equals(grant)) {
            throw Refusal.of(40002, "grant_type is " + grant, sent, grant);
        }
    }

    private static ObjectNode write(OfficialAccount account, Login login) {
        var now = account.clock().instant();
        var token = login.token();
        return Json.object()
                .put("access_token", token.value())
                .put("expires_in", Remaining.seconds(now, token.expiresAt()))
                .put("refresh_token", login.refreshToken())
                .put("openid", account.followers().openId(token.grant().number()))
                .put("scope", token.grant().scope());
    }

    /** {@code GET /sns/userinfo}: needs the scope snsapi_userinfo. */
    ObjectNode describe(Call call) {
        var found = require(call);
        if (!found.token().grant().scope().contains("snsapi_userinfo")) {
            throw Refusal.of(
                    48001,
                    "the person agreed to snsapi_userinfo",
                    found.token().grant().scope(),
                    "authorise with scope=snsapi_userinfo");
        }
        int number = found.token().grant().number();
        var account = found.account();
        var answer =
                Json.object()
                        .put("openid", account.followers().openId(number))
                        .put("nickname", account.followers().wxName(number))
                        .put("sex", 0)
                        .put("language", "")
                        .put("city", "")
                        .put("province", "")
                        .put("country", "")
                        .put("headimgurl", "");
        answer.putArray("privilege");
        return answer;
    }

    /** {@code GET /sns/auth}: whether the token is still good. */
    ObjectNode check(Call call) {
        require(call);
        return Envelope.ok();
    }

    private record Found(OfficialAccount account, UserToken token) {}

    private Found require(Call call) {
        var value = call.parameter("access_token");
        if (value.isEmpty()) {
            throw Refusal.of(41001, "a token came with the call", "none", "access_token=…");
        }
        var found = find(value).orElseThrow(LoginCalls::unknownToken);
        found.account().run(() -> call.countFor(found.account()));
        if (!found.account().clock().instant().isBefore(found.token().expiresAt())) {
            throw Refusal.of(
                    42001,
                    "the token has not lapsed",
                    "lapsed at " + found.token().expiresAt(),
                    "refresh_token, or authorise anew");
        }
        requireOpenId(call.parameter("openid"), found);
        return found;
    }

    private Optional<Found> find(String value) {
        return world.accounts().stream()
                .flatMap(
                        account ->
                                account
                                        .call(() -> account.relations().logins().find(value))
                                        .map(token -> new Found(account, token))
                                        .stream())
                .findFirst();
    }

    private static Refusal unknownToken() {
        return Refusal.of(
                        40001,
                        "the token is a person's",
                        "an unknown one",
                        "the access_token of /sns/oauth2/access_token, not the account's")
                .saying("invalid credential, access_token is invalid or not latest");
    }

    private static void requireOpenId(String openId, Found found) {
        if (openId.isEmpty()) {
            throw Refusal.of(41009, "an openid came with the call", "none", "openid=…");
        }
        var expected = found.account().followers().openId(found.token().grant().number());
        if (!openId.equals(expected)) {
            throw Refusal.of(40003, "the token is this person's", openId, expected);
        }
    }
}
