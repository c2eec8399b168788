package io.qunfa.sandbox.control;

import io.qunfa.sandbox.wire.DocumentedCalls;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.AccountIdentity;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.CallLimit;
import io.qunfa.sandbox.world.CallbackSettings;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.ContentSwitches;
import io.qunfa.sandbox.world.Domains;
import io.qunfa.sandbox.world.Measure;
import io.qunfa.sandbox.world.Measures;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Restriction;
import io.qunfa.sandbox.world.Switches;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An account as the control surface shows it and takes it. */
final class AccountJson {

    private static final int MAX_JS_DOMAINS = 5;

    private static final String[] MEMBERS = {
        "appid",
        "secret",
        "originalId",
        "name",
        "kind",
        "verified",
        "pay",
        "massProtection",
        "followers",
        "limits",
        "switches",
        "callback",
        "domains",
        "ipAllowlist",
        "restrictions",
        "miniPrograms"
    };

    private static final List<String> SWITCHES =
            List.of(
                    "externalLinksInText",
                    "testAccountSends",
                    "serviceToAllOncePerDay",
                    "ipAllowlistEverywhere");

    private AccountJson() {}

    static ObjectNode write(OfficialAccount account) {
        var identity = account.identity();
        var settings = account.settings();
        var json =
                Json.object()
                        .put("appid", identity.appId())
                        .put("secret", identity.secret())
                        .put("originalId", identity.originalId())
                        .put("name", settings.name())
                        .put("kind", settings.kind().word())
                        .put("verified", settings.verified())
                        .put("pay", settings.pay())
                        .put("massProtection", settings.massProtection())
                        .put("followers", account.followers().count());
        writeLimits(settings, json.putObject("limits"));
        writeSwitches(settings.switches(), json.putObject("switches"));
        account.callback()
                .ifPresentOrElse(
                        callback -> writeCallback(callback, json.putObject("callback")),
                        () -> json.putNull("callback"));
        var domains = json.putObject("domains");
        settings.jsDomains().forEach(domains.putArray("js")::add);
        domains.put("oauth", settings.oauthDomain());
        settings.ipAllowlist().forEach(json.putArray("ipAllowlist")::add);
        settings.restrictions().forEach(json.putArray("restrictions")::add);
        settings.miniPrograms().forEach(json.putArray("miniPrograms")::add);
        return json;
    }

    private static void writeLimits(AccountSettings settings, ObjectNode json) {
        for (var measure : Measure.values()) {
            json.put(measure.word(), settings.measure(measure));
        }
        settings.limits()
                .forEach(
                        (path, limit) ->
                                json.putObject(path)
                                        .put("daily", limit.daily())
                                        .put("perMinute", limit.perMinute()));
    }

    private static void writeSwitches(Switches switches, ObjectNode json) {
        json.put("externalLinksInText", switches.externalLinksInText())
                .put("testAccountSends", switches.testAccountSends())
                .put("serviceToAllOncePerDay", switches.serviceToAllOncePerDay())
                .put("ipAllowlistEverywhere", switches.ipAllowlistEverywhere());
        for (var behaviour : ContentSwitch.values()) {
            json.put(behaviour.word(), switches.content().isOn(behaviour));
        }
    }

    private static void writeCallback(CallbackSettings callback, ObjectNode json) {
        json.put("url", callback.url().toString())
                .put("token", callback.token())
                .put("aesKey", callback.aesKey())
                .put("mode", callback.mode().name().toLowerCase(Locale.ROOT));
    }

    /** An account as somebody wants it to be, or to become. */
    static ControlBody body(JsonNode json) {
        return ControlBody.of(json, MEMBERS);
    }

    static AccountKind kind(ControlBody body) {
        return body.constant("kind", AccountKind.SERVICE);
    }

    static AccountIdentity.Wanted readIdentity(ControlBody body) {
        if (body.number("followers", 0, Integer.MAX_VALUE, 0) > 0) {
            throw ControlProblem.badRequest(
                    "a new account has no followers: POST …/followers lets people follow");
        }
        return new AccountIdentity.Wanted(
                body.text("appid", ""), body.text("secret", ""), body.text("originalId", ""));
    }

    /** What identifies an account, and its followers, may be sent back as they are. */
    static void requireSame(OfficialAccount account, ControlBody body) {
        var identity = account.identity();
        requireSame("appid", body.text("appid", identity.appId()), identity.appId());
        requireSame("secret", body.text("secret", identity.secret()), identity.secret());
        requireSame(
                "originalId",
                body.text("originalId", identity.originalId()),
                identity.originalId());
        int followers = account.followers().count();
        if (body.number("followers", 0, Integer.MAX_VALUE, followers) != followers) {
            throw ControlProblem.badRequest(
                    "followers is not changed like this: POST …/followers lets people follow");
        }
    }

    private static void requireSame(String name, String sent, String is) {
        if (!sent.equals(is)) {
            throw ControlProblem.badRequest(name + " cannot be changed");
        }
    }

    /** The settings with the changes that the document asks for. */
    static AccountSettings read(ControlBody body, AccountSettings old) {
        var domains = body.object("domains", "js", "oauth");
        var kind = body.constant("kind", old.kind());
        var js = domains.texts("js", old.jsDomains());
        var oauth = domains.text("oauth", old.oauthDomain());
        requireDomains(js, oauth, kind);
        var limits = body.object("limits", limitNames());
        return new AccountSettings(
                body.text("name", old.name()),
                kind,
                body.flag("verified", old.verified()),
                body.flag("pay", old.pay()),
                body.flag("massProtection", old.massProtection()),
                readMeasures(limits, old.measures()),
                readSwitches(body.object("switches", switchNames()), old.switches()),
                readLimits(limits, old.limits()),
                body.texts("ipAllowlist", old.ipAllowlist()),
                readRestrictions(body, old.restrictions()),
                body.texts("miniPrograms", old.miniPrograms()),
                js,
                oauth);
    }

    private static void requireDomains(List<String> js, String oauth, AccountKind kind) {
        if (js.size() > MAX_JS_DOMAINS) {
            throw ControlProblem.badRequest("at most " + MAX_JS_DOMAINS + " JS domains");
        }
        js.forEach(domain -> Domains.requireLegal(domain, kind));
        if (!oauth.isEmpty()) {
            Domains.requireLegal(oauth, kind);
        }
    }

    private static List<String> switchNames() {
        var contents = Stream.of(ContentSwitch.values()).map(ContentSwitch::word);
        return Stream.concat(SWITCHES.stream(), contents).toList();
    }

    private static List<String> limitNames() {
        var paths = DocumentedCalls.read().paths().stream();
        return Stream.concat(Measure.words().stream(), paths).toList();
    }

    private static Measures readMeasures(ControlBody limits, Measures old) {
        var measures = old;
        for (var measure : Measure.values()) {
            int number =
                    limits.number(measure.word(), measure.least(), measure.most(), old.of(measure));
            measures = measures.with(measure, number);
        }
        return measures;
    }

    private static List<String> readRestrictions(ControlBody body, List<String> old) {
        var restrictions = body.texts("restrictions", old);
        var calls = DocumentedCalls.read();
        for (var word : restrictions) {
            if (Restriction.find(word).isEmpty() && !calls.knows(word)) {
                throw ControlProblem.badRequest(
                        "restrictions must be words of restrictions or paths of calls; sent: "
                                + word);
            }
        }
        return restrictions;
    }

    private static Switches readSwitches(ControlBody body, Switches old) {
        return new Switches(
                body.flag("externalLinksInText", old.externalLinksInText()),
                body.flag("testAccountSends", old.testAccountSends()),
                body.flag("serviceToAllOncePerDay", old.serviceToAllOncePerDay()),
                body.flag("ipAllowlistEverywhere", old.ipAllowlistEverywhere()),
                readContentSwitches(body, old.content()));
    }

    private static ContentSwitches readContentSwitches(ControlBody body, ContentSwitches old) {
        var switches = old;
        for (var behaviour : ContentSwitch.values()) {
            boolean isOn = body.flag(behaviour.word(), old.isOn(behaviour));
            switches = switches.with(behaviour, isOn);
        }
        return switches;
    }

    private static Map<String, CallLimit> readLimits(ControlBody body, Map<String, CallLimit> old) {
        var limits = new HashMap<>(old);
        body.names().stream()
                .filter(name -> name.startsWith("/"))
                .forEach(
                        path ->
                                limits.put(
                                        path, readLimit(body.object(path, "daily", "perMinute"))));
        return limits;
    }

    private static CallLimit readLimit(ControlBody body) {
        return new CallLimit(
                body.number("daily", 0, Integer.MAX_VALUE, Integer.MAX_VALUE),
                body.number("perMinute", 0, Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    /** A configuration to verify; what is absent stays as it was. */
    static CallbackSettings readCallback(ControlBody account, @Nullable CallbackSettings old) {
        var body = account.object("callback", "url", "token", "aesKey", "mode");
        return new CallbackSettings(
                url(body.text("url", old == null ? "" : old.url().toString())),
                body.text("token", old == null ? "" : old.token()),
                body.text("aesKey", old == null ? "" : old.aesKey()),
                body.constant("mode", old == null ? CallbackSettings.Mode.PLAIN : old.mode()));
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw ControlProblem.badRequest("callback.url must be an address; sent: " + text);
        }
    }
}
