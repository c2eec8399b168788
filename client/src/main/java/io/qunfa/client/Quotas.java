package io.qunfa.client;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How often calls may still be made, what became of a request, and how the platform reaches the
 * account.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/service/openApi/get_api_quota.html">查询API调用额度,
 *     state of November 2026</a>
 */
public final class Quotas {

    private final Api api;
    private final Transport transport;
    private final URI base;
    private final Credentials credentials;

    Quotas(Api api, Transport transport, URI base, Credentials credentials) {
        this.api = api;
        this.transport = transport;
        this.base = base;
        this.credentials = credentials;
    }

    /**
     * The quota of one call.
     *
     * @param path such as {@code /cgi-bin/message/mass/sendall}
     * @throws WeChatException.Refused 76021 for a path there is not, 76022 for one that the account
     *     may not call
     */
    public Quota of(String path) {
        var answer = api.post("/cgi-bin/openapi/quota/get", path(path), QuotaAnswer.class);
        return new Quota(
                answer.quota,
                Optional.ofNullable(answer.rateLimit),
                Optional.ofNullable(answer.componentRateLimit));
    }

    /** Clears the counters of one call; 50 times a month. */
    public void clear(String path) {
        api.post("/cgi-bin/openapi/quota/clear", path(path));
    }

    /**
     * Clears every counter of the account; 10 times a month, the website's button included, then
     * 48006.
     */
    public void clearAll() {
        api.post("/cgi-bin/clear_quota", Json.object().put("appid", credentials.appId().value()));
    }

    /** Like {@link #clearAll}, for when even the quota of tokens is used up. */
    public void clearAllWithoutToken() {
        var secret = credentials.secret().value();
        var body = Json.object().put("appid", credentials.appId().value()).put("appsecret", secret);
        var path = "/cgi-bin/clear_quota/v2";
        transport.exchange(Request.post(base, path, Query.NONE, Json.body(body)).hiding(secret));
    }

    /**
     * What became of a request of the last seven days; 76001 to 76004 if it was none of this
     * account, or older. Not for calls of {@link OAuth}.
     *
     * @param rid from {@link WeChatException#rid}
     */
    public Trace trace(String rid) {
        var body = Json.object().put("rid", rid);
        return api.post("/cgi-bin/openapi/rid/get", body, TraceAnswer.class).request;
    }

    /** The addresses behind the API. */
    public List<String> apiAddresses() {
        return api.get("/cgi-bin/get_api_domain_ip", Query.NONE, Addresses.class).ipList;
    }

    /** The addresses, some of them ranges, that callbacks come from. */
    public List<String> callbackAddresses() {
        return api.get("/cgi-bin/getcallbackip", Query.NONE, Addresses.class).ipList;
    }

    /** Lets the platform look the callback address up and ping it once; 40201 if there is none. */
    public CallbackCheck checkCallback() {
        return checkCallback(Check.ALL, Operator.DEFAULT);
    }

    /**
     * Lets the platform look for the callback address from one network; 40201 if there is none.
     *
     * @param from whose network
     */
    public CallbackCheck checkCallback(Check check, Operator from) {
        var action = check.name().toLowerCase(Locale.ROOT);
        var body = Json.object().put("action", action).put("check_operator", from.name());
        return api.post("/cgi-bin/callback/check", body, CallbackCheck.class);
    }

    private static JsonNode path(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + path);
        }
        return Json.object().put("cgi_path", path);
    }

    /**
     * The quota of one call.
     *
     * @param rate how often in how many seconds, if the platform tells
     * @param componentRate the same for the third-party platform that calls for the account
     */
    public record Quota(Daily daily, Optional<Rate> rate, Optional<Rate> componentRate) {}

    /** Calls of a day, China time. */
    public record Daily(long dailyLimit, long used, long remain) {}

    /**
     * Calls in a row.
     *
     * @param refreshSecond in how many seconds
     */
    public record Rate(long callCount, long refreshSecond) {}

    /** A request as the platform saw it. What it says of the token is its own redaction. */
    public record Trace(
            @Nullable Instant invokeTime,
            long costInMs,
            String requestUrl,
            String requestBody,
            String responseBody,
            String clientIp) {}

    /** What the platform does with the callback address. */
    public enum Check {
        /** Looks its name up. */
        DNS,
        /** Pings it once. */
        PING,
        /** Both. */
        ALL
    }

    /** Whose network the platform looks from. */
    public enum Operator {
        /** China Telecom. */
        CHINANET,
        /** China Unicom. */
        UNICOM,
        /** Tencent's own. */
        CAP,
        /** The one that fits the address. */
        DEFAULT
    }

    /** What the platform found out about the callback address. */
    public record CallbackCheck(List<Resolved> dns, List<Pinged> ping) {
        public CallbackCheck {
            dns = List.copyOf(dns);
            ping = List.copyOf(ping);
        }
    }

    /**
     * An address that the name stands for.
     *
     * @param realOperator whose network it is in
     */
    public record Resolved(String ip, String realOperator) {}

    /**
     * A ping.
     *
     * @param packageLoss {@code 0%} or {@code 100%}, of one packet
     * @param time with its unit, such as {@code 23.079ms}
     */
    public record Pinged(String ip, String fromOperator, String packageLoss, String time) {}

    record QuotaAnswer(Daily quota, @Nullable Rate rateLimit, @Nullable Rate componentRateLimit) {
        QuotaAnswer {
            Objects.requireNonNull(quota, "quota");
        }
    }

    record TraceAnswer(Trace request) {
        TraceAnswer {
            Objects.requireNonNull(request, "request");
        }
    }

    private record Addresses(List<String> ipList) {}
}
