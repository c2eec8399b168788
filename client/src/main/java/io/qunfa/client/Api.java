package io.qunfa.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
        return send(path, Json.body(body), type);
    }

    /** The same, given up if it is not allowed any more when it is about to leave. */
    <T> T send(String path, JsonNode body, BooleanSupplier allowed, Class<T> type) {
        return send(path, new GuardedBody(Json.body(body), allowed), type);
    }

    private <T> T send(String path, HttpEntity body, Class<T> type) {
        return call(Request.post(base, path, Query.NONE, body).asSend(), type);
    }

    /** A file, unless the platform answers with JSON, which is returned. */
    Optional<JsonNode> download(Request request, Path target) {
        return withToken(request, withToken -> transport.download(withToken, target));
    }

    /** A file at an address that the platform named in place of the file. */
    void follow(Request asked, String address, Path target) {
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw Transport.unanswered(
                    asked, new Answer.Unintelligible("neither file nor address"));
        }
        fetch(URI.create(address), target);
    }

    /** A file that anybody can get who knows its address. */
    void fetch(URI address, Path target) {
        var named = Request.named(address);
        if (transport.download(named, target).isPresent()) {
            throw Transport.unanswered(named, new Answer.Unintelligible("no file"));
        }
    }

    /** Whatever the platform answers, refusals too. */
    RawAnswer raw(Request request) {
        var token = tokens.current();
        var answer = transport.raw(request.with(token));
        if (!isTokenRejected(answer.code())) {
            tokens.accepted(token);
            return answer;
        }
        var renewed = tokens.renew(token);
        return renewed.value().equals(token.value())
                ? answer
                : transport.raw(request.with(renewed));
    }

    URI base() {
        return base;
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
        return withToken(request, transport::exchange);
    }

    private <T> T withToken(Request request, Function<Request, T> exchange) {
        var token = tokens.current();
        try {
            return attempt(request, token, exchange);
        } catch (WeChatException.CredentialRejected e) {
            if (!isTokenRejected(e.code())) {
                throw e;
            }
            var renewed = tokens.renew(token);
            if (renewed.value().equals(token.value())) {
                throw e;
            }
            return attempt(request, renewed, exchange);
        }
    }

    private <T> T attempt(Request request, AccessToken token, Function<Request, T> exchange) {
        var answer = exchange.apply(request.with(token));
        tokens.accepted(token);
        return answer;
    }

    private static boolean isTokenRejected(int code) {
        return code == 40001 || code == 40014 || code == 42001;
    }
}
