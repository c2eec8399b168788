package io.qunfa.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * One request to the platform, and how much of it may be shown.
 *
 * @param body repeatable, because a rejected token makes the request go out once more
 * @param isSend whether repeating it could reach followers twice
 * @param secrets values besides the query's that must not be shown, wherever they turn up
 */
record Request(
        String method,
        URI base,
        String path,
        Query query,
        @Nullable HttpEntity body,
        boolean isSend,
        List<String> secrets) {

    private static final String HIDDEN = "***";

    Request {
        secrets = List.copyOf(secrets);
    }

    static Request get(URI base, String path, Query query) {
        return new Request("GET", base, path, query, null, false, List.of());
    }

    static Request post(URI base, String path, Query query, HttpEntity body) {
        return new Request("POST", base, path, query, body, false, List.of());
    }

    /** A request to an address outside of the API, whose query may be a secret. */
    static Request named(URI address) {
        var query = address.getRawQuery();
        var base = URI.create(address.getScheme() + "://" + address.getRawAuthority());
        return get(base, address.getRawPath(), query == null ? Query.NONE : Query.opaque(query));
    }

    /** Whether the token in it is a visitor's rather than the account's. */
    boolean isForVisitor() {
        return path.startsWith("/sns/");
    }

    Request asSend() {
        return new Request(method, base, path, query, body, true, secrets);
    }

    Request hiding(String secret) {
        var more = new ArrayList<>(secrets);
        more.add(secret);
        return new Request(method, base, path, query, body, isSend, more);
    }

    Request with(AccessToken token) {
        var withToken = query.and("access_token", token.value());
        return new Request(method, base, path, withToken, body, isSend, secrets);
    }

    URI address() {
        return URI.create(base + path + query.encoded());
    }

    String redacted() {
        return method + " " + base + path + query.redacted();
    }

    /** The text without any secret of this request that it may quote. */
    String redact(String text) {
        var redacted = text;
        for (var secret : query.hiddenValues()) {
            redacted = hide(redacted, secret);
        }
        for (var secret : secrets) {
            redacted = hide(redacted, secret);
        }
        return redacted;
    }

    private static String hide(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, HIDDEN);
    }

    @Override
    public String toString() {
        return redacted();
    }
}
