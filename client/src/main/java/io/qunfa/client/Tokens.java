package io.qunfa.client;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fetches tokens with the app secret. Every call here is a request; who only wants to use a token
 * asks a {@link TokenSource}.
 *
 * <p>The classic and the stable channel are isolated from each other: a token of one is never
 * superseded by a fetch in the other. Rejections are {@link WeChatException.CredentialRejected}:
 * 40013 and 40125 for wrong credentials, 40164 for an address that is not on the allowlist.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/base/api_getstableaccesstoken.html">获取稳定版接口调用凭据,
 *     state of November 2026</a>
 */
public final class Tokens {

    private static final String CLIENT_CREDENTIAL = "client_credential";

    private static final int MAX_LENGTH = 4096;

    private final Transport transport;
    private final URI base;
    private final Credentials credentials;
    private final InstantSource clock;

    Tokens(Transport transport, URI base, Credentials credentials, InstantSource clock) {
        this.transport = transport;
        this.base = base;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A new classic token. The one before it keeps working for five minutes. */
    public AccessToken fetch() {
        var query =
                Query.of("grant_type", CLIENT_CREDENTIAL)
                        .and("appid", credentials.appId().value())
                        .and("secret", credentials.secret().value());
        return token(Request.get(base, "/cgi-bin/token", query));
    }

    /**
     * The stable token. The same one as before until its last five minutes, so that many programs
     * can ask for it side by side.
     */
    public AccessToken fetchStable() {
        return token(stable(false));
    }

    /**
     * A new stable token in place of the one before, which dies at once. The platform allows 20 a
     * day, 30 seconds apart.
     */
    public AccessToken forceStable() {
        return token(stable(true));
    }

    /**
     * The failure that an answer to an earlier fetch stands for, for a {@link TokenSource} that
     * does not ask again for a while. Nothing is sent.
     *
     * @param code 0 if there was no answer
     */
    public WeChatException failure(int code, String platformText) {
        return code == 0
                ? WeChatException.noToken(platformText)
                : transport.failure(stable(false), code, platformText);
    }

    private Request stable(boolean force) {
        var secret = credentials.secret().value();
        ObjectNode body =
                Json.object()
                        .put("grant_type", CLIENT_CREDENTIAL)
                        .put("appid", credentials.appId().value())
                        .put("secret", secret)
                        .put("force_refresh", force);
        return Request.post(base, "/cgi-bin/stable_token", Query.NONE, Json.body(body))
                .hiding(secret);
    }

    private AccessToken token(Request request) {
        Instant askedAt = clock.instant();
        var answer = transport.exchange(request);
        try {
            var issued = Json.MAPPER.treeToValue(answer, Issued.class);
            return new AccessToken(issued.accessToken, askedAt.plusSeconds(issued.expiresIn));
        } catch (JacksonException e) {
            throw Transport.unanswered(
                    request, new Answer.Unintelligible("an answer without a token"));
        }
    }

    record Issued(String accessToken, long expiresIn) {

        Issued {
            Identifiers.require("access_token", accessToken, MAX_LENGTH);
        }

        @Override
        public String toString() {
            return "Issued[hidden]";
        }
    }
}
