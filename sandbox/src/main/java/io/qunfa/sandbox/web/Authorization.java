package io.qunfa.sandbox.web;

import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.Domains;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Restriction;
import io.qunfa.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request to the authorise page that passed its checks. */
record Authorization(
        OfficialAccount account, String redirectUri, String scope, String state, boolean snapshot) {

    private static final Set<String> SCOPES = Set.of("snsapi_base", "snsapi_userinfo");
    private static final List<String> ORDER =
            List.of("appid", "redirect_uri", "response_type", "scope", "state");
    private static final int MAX_STATE_BYTES = 128;

    /** The page shows this code; the words are the platform's. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;
        private final int code;

        Refused(int code, String words) {
            super(words, null, false, false);
            this.code = code;
        }

        int code() {
            return code;
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    static Authorization of(Visit visit, World world) throws Refused {
        var appId = required(visit, "appid", 10012);
        var redirectUri = required(visit, "redirect_uri", 10011);
        var scope = required(visit, "scope", 10010);
        if (visit.parameters().containsKey("state") && visit.parameter("state").isEmpty()) {
            throw new Refused(10013, "state 不能为空");
        }
        var account = world.find(appId).orElse(null);
        if (account == null) {
            visit.note("no account here has the appid " + appId);
            throw new Refused(10016, "不支持微信开放平台的 Appid，请使用公众号 Appid");
        }
        visit.concerns(account);
        if (account.settings().has(Restriction.FROZEN)) {
            throw new Refused(10004, "此公众号被封禁");
        }
        requireScope(visit, account, scope);
        requireDomain(visit, account, redirectUri);
        noteOddities(visit);
        return new Authorization(
                account,
                redirectUri,
                scope,
                visit.parameter("state"),
                visit.parameter("forceSnapShot").equals("true"));
    }

    private static String required(Visit visit, String name, int code) throws Refused {
        var value = visit.parameter(name);
        if (value.isEmpty()) {
            throw new Refused(code, name + " 不能为空");
        }
        return value;
    }

    private static void requireScope(Visit visit, OfficialAccount account, String scope)
            throws Refused {
        boolean isService =
                account.kind() == AccountKind.TEST
                        || (account.kind() == AccountKind.SERVICE && account.settings().verified());
        if (!isService || !SCOPES.contains(scope)) {
            visit.note("web authorisation is for verified service accounts and test accounts");
            throw new Refused(10005, "该公众号没有这些 scope 的权限");
        }
    }

    private static void requireDomain(Visit visit, OfficialAccount account, String redirectUri)
            throws Refused {
        var domain = account.settings().oauthDomain();
        if (domain.isEmpty() || !Domains.coversLogin(domain, redirectUri)) {
            visit.note(
                    "redirect_uri is %s; the configured domain is %s, and must be its exact host"
                            .formatted(redirectUri, domain.isEmpty() ? "none" : domain));
            throw new Refused(10003, "redirect_uri域名与后台配置不一致");
        }
    }

    /** What the real page would not take, but is no reason to stop here. */
    private static void noteOddities(Visit visit) {
        if (!visit.parameter("response_type").equals("code")) {
            visit.note("response_type must be code: " + visit.parameter("response_type"));
        }
        var state = visit.parameter("state");
        if (!state.matches("[A-Za-z0-9]*") || state.length() > MAX_STATE_BYTES) {
            visit.note("state has letters and digits, at most 128: " + state);
        }
        var names = visit.parameters().keySet().stream().filter(ORDER::contains).toList();
        var sorted = ORDER.stream().filter(names::contains).toList();
        if (!visit.isPost() && !names.equals(sorted)) {
            visit.note("the parameters must come in this order: " + ORDER);
        }
    }

    /** A test account authorises its followers only. */
    void requireVisitor(int number) throws Refused {
        boolean follows = account.call(() -> account.followers().isFollowing(number));
        if (account.kind() == AccountKind.TEST && !follows) {
            throw new Refused(10006, "必须关注此测试号");
        }
    }

    /** Where the visitor goes with a code. */
    String target(String code) {
        return with(redirectUri, "code=" + code + "&state=" + encode(state));
    }

    /** An address with more parameters, before its fragment. */
    static String with(String address, String parameters) {
        int fragment = address.indexOf('#');
        var page = fragment < 0 ? address : address.substring(0, fragment);
        var rest = fragment < 0 ? "" : address.substring(fragment);
        return page + (page.contains("?") ? "&" : "?") + parameters + rest;
    }

    static String encode(@Nullable String value) {
        return value == null ? "" : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
