package io.qunfa.client;

import java.net.URI;
import org.apache.hc.core5.http.HttpEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The calls that carry the account's token. A token the platform rejects is renewed once, and the
 * request, once-only key included, goes out once more.
 */
final class Api {

    private final Transport transport;
    private final URI base;
    private final TokenSource tokens;

    Api(Transport transport, URI base, TokenSource tokens) {
        this.transport = transport;
        this.base = base;
        this.tokens = tokens;
    }

    <T> T get(String path, Query query, Class<T> type) {
        return call(Request.get(base, path, query), type);
    }

    <T> T post(String path, JsonNode body, Class<T> type) {
        return call(Request.post(base, path, Query.NONE, Json.body(body)), type);
    }

    <T> T post(String path, Query query, HttpEntity body, Class<T> type) {
        return call(Request.post(base, path, query, body), type);
    }

    /** A call whose success says nothing more. */
    void post(String path, JsonNode body) {
        authorised(Request.post(base, path, Query.NONE, Json.body(body)));
    }

    /** A call that may reach followers. */
    <T> T send(String path, JsonNode body, Class<T> type) {
        return call(Request.post(base, path, Query.NONE, Json.body(body)).asSend(), type);
    }

    private <T> T call(Request request, Class<T> type) {
        var answer = authorised(request);
        try {
            return Json.MAPPER.treeToValue(answer, type);
        } catch (JacksonException e) {
            throw Transport.unanswered(
                    request, new Answer.Unintelligible("an answer of unexpected shape"));
        }
    }

    private JsonNode authorised(Request request) {
        var token = tokens.current();
        try {
            return exchange(request, token);
        } catch (WeChatException.CredentialRejected e) {
            if (!isTokenRejected(e.code())) {
                throw e;
            }
            var renewed = tokens.renew(token);
            if (renewed.value().equals(token.value())) {
                throw e;
            }
            return exchange(request, renewed);
        }
    }

    private JsonNode exchange(Request request, AccessToken token) {
        var answer = transport.exchange(request.with(token));
        tokens.accepted(token);
        return answer;
    }

    private static boolean isTokenRejected(int code) {
        return code == 40001 || code == 40014 || code == 42001;
    }
}
