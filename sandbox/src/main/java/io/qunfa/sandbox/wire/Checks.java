package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.World;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every call passes before it is served. The order is assumed, except that the token comes
 * before the body (observed). Calls of the mass family look at the body before the permission. The
 * body of an upload is read by its handler.
 */
final class Checks {

    private static final int SEARCHED_BYTES = 64 * 1024;
    private static final String TOKEN = "access_token";

    private final World world;

    Checks(World world) {
        this.world = world;
    }

    ObjectNode serve(Call call, CallHandler handler) {
        return switch (call.documented().checks()) {
            case TOKEN -> {
                requireMethod(call);
                yield handler.serve(call);
            }
            case GENERAL -> {
                var account = authenticate(call);
                requireMethod(call);
                yield account.call(
                        () -> {
                            call.documented().requirePermission(account);
                            call.documented().requireNoPunishment(account);
                            call.documented().count(account);
                            readBody(call);
                            return handler.serve(call);
                        });
            }
            case UPLOAD -> {
                var account = authenticate(call);
                requireMethod(call);
                yield account.call(
                        () -> {
                            call.documented().requirePermission(account);
                            call.documented().requireNoPunishment(account);
                            call.documented().count(account);
                            return handler.serve(call);
                        });
            }
            case MASS -> {
                var account = authenticate(call);
                requireMethod(call);
                readBody(call);
                yield account.call(
                        () -> {
                            call.documented().requireNoPunishment(account);
                            call.documented().requirePermission(account);
                            call.documented().requireAgreement(account);
                            call.documented().count(account);
                            return handler.serve(call);
                        });
            }
        };
    }

    private OfficialAccount authenticate(Call call) {
        var token = call.parameter(TOKEN);
        if (token.isEmpty()) {
            throw Refusal.of(
                    41001, "a token came with the call", withoutToken(call), "?access_token=…");
        }
        var account = world.authenticate(token);
        call.authenticated(account);
        if (account.switches().ipAllowlistEverywhere()) {
            IpAllowlist.require(account, call.callerAddress());
        }
        return account;
    }

    /** Where the token is instead, or how its name was spelt. */
    private static String withoutToken(Call call) {
        var names = call.request().query().keySet();
        if (names.contains(TOKEN)) {
            return "an empty access_token";
        }
        if (call.request().header("authorization").isPresent()) {
            return "no access_token, but a header Authorization";
        }
        if (call.request().body().start(SEARCHED_BYTES).text().contains("\"access_token\"")) {
            return "no access_token in the query; it stands in the body";
        }
        return NearMisses.near(TOKEN, names)
                .or(() -> names.stream().filter(name -> name.endsWith("oken")).findFirst())
                .map(name -> "no access_token, but " + name)
                .orElse("no access_token");
    }

    private static void requireMethod(Call call) {
        var method = call.request().method();
        if (call.documented().isPost() && !method.equals("POST")) {
            throw Refusal.of(43002, "the method is POST", method, "POST");
        }
        var owner = call.owner();
        boolean isStrict =
                owner != null && owner.switches().content().isOn(ContentSwitch.STRICT_METHODS);
        if (isStrict && call.documented().isGet() && method.equals("POST")) {
            throw Refusal.of(43001, "the method is GET", method, "GET");
        }
    }

    private static void readBody(Call call) {
        if (call.documented().isPost()) {
            call.body();
        }
    }
}
