package io.qunfa.sandbox.control;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.AccountIdentity;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.CallLimit;
import io.qunfa.sandbox.world.CallbackSettings;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.ContentSwitches;
import io.qunfa.sandbox.world.Domains;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Switches;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An account as the control surface shows it and takes it. */
final class AccountJson {

    private static final int MAX_JS_DOMAINS = 5;

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
        return json;
    }

    private static void writeLimits(AccountSettings settings, ObjectNode json) {
        json.put("recipientsPerMinute", settings.recipientsPerMinute());
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

    static AccountKind kind(JsonNode json) {
        return AccountKind.parse(json.path("kind").asString("service"));
    }

    static AccountIdentity.Wanted readIdentity(JsonNode json) {
        return new AccountIdentity.Wanted(
                json.path("appid").asString(""),
                json.path("secret").asString(""),
                json.path("originalId").asString(""));
    }

    /** The settings with the changes that the document asks for. */
    static AccountSettings read(JsonNode json, AccountSettings old) {
        var domains = json.path("domains");
        var kind = AccountKind.parse(json.path("kind").asString(old.kind().word()));
        requireDomains(domains, kind);
        return new AccountSettings(
                json.path("name").asString(old.name()),
                kind,
                json.path("verified").asBoolean(old.verified()),
                json.path("pay").asBoolean(old.pay()),
                json.path("massProtection").asBoolean(old.massProtection()),
                json.path("limits").path("recipientsPerMinute").asInt(old.recipientsPerMinute()),
                readSwitches(json.path("switches"), old.switches()),
                readLimits(json.path("limits"), old.limits()),
                readList(json.path("ipAllowlist"), old.ipAllowlist()),
                readList(domains.path("js"), old.jsDomains()),
                domains.path("oauth").asString(old.oauthDomain()));
    }

    private static void requireDomains(JsonNode domains, AccountKind kind) {
        if (domains.path("js").size() > MAX_JS_DOMAINS) {
            throw ControlProblem.badRequest("at most " + MAX_JS_DOMAINS + " JS domains");
        }
        domains.path("js").forEach(domain -> Domains.requireLegal(domain.asString(""), kind));
        var login = domains.path("oauth").asString("");
        if (!login.isEmpty()) {
            Domains.requireLegal(login, kind);
        }
    }

    private static Switches readSwitches(JsonNode json, Switches old) {
        return new Switches(
                json.path("externalLinksInText").asBoolean(old.externalLinksInText()),
                json.path("testAccountSends").asBoolean(old.testAccountSends()),
                json.path("serviceToAllOncePerDay").asBoolean(old.serviceToAllOncePerDay()),
                json.path("ipAllowlistEverywhere").asBoolean(old.ipAllowlistEverywhere()),
                readContentSwitches(json, old.content()));
    }

    private static ContentSwitches readContentSwitches(JsonNode json, ContentSwitches old) {
        var switches = old;
        for (var behaviour : ContentSwitch.values()) {
            boolean isOn = json.path(behaviour.word()).asBoolean(old.isOn(behaviour));
            switches = switches.with(behaviour, isOn);
        }
        return switches;
    }

    private static Map<String, CallLimit> readLimits(JsonNode json, Map<String, CallLimit> old) {
        var limits = new HashMap<>(old);
        json.properties().stream()
                .filter(entry -> entry.getKey().startsWith("/"))
                .forEach(entry -> limits.put(entry.getKey(), readLimit(entry.getValue())));
        return limits;
    }

    private static CallLimit readLimit(JsonNode json) {
        return new CallLimit(
                json.path("daily").asInt(Integer.MAX_VALUE),
                json.path("perMinute").asInt(Integer.MAX_VALUE));
    }

    private static List<String> readList(JsonNode json, List<String> old) {
        if (!json.isArray()) {
            return old;
        }
        var list = new ArrayList<String>();
        json.forEach(entry -> list.add(entry.asString("")));
        return list;
    }

    /** A configuration to verify; what is absent stays as it was. */
    static CallbackSettings readCallback(JsonNode json, @Nullable CallbackSettings old) {
        return new CallbackSettings(
                URI.create(json.path("url").asString(old == null ? "" : old.url().toString())),
                json.path("token").asString(old == null ? "" : old.token()),
                json.path("aesKey").asString(old == null ? "" : old.aesKey()),
                CallbackSettings.Mode.valueOf(
                        json.path("mode")
                                .asString(old == null ? "plain" : old.mode().name())
                                .toUpperCase(Locale.ROOT)));
    }
}
