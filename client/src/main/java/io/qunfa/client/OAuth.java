package io.qunfa.client;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Signing visitors of a web page in by their WeChat. These calls carry the account's secret or the
 * visitor's own token, never the account's token.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/webdev/access/api_snsaccesstoken.html">网页授权,
 *     state of November 2026</a>
 */
public final class OAuth {

    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9]{0,128}");

    private final Transport transport;
    private final Endpoints endpoints;
    private final Credentials credentials;
    private final InstantSource clock;

    OAuth(Transport transport, Endpoints endpoints, Credentials credentials, InstantSource clock) {
        this.transport = transport;
        this.endpoints = endpoints;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Where to send the visitor, inside WeChat.
     *
     * @param redirect on exactly the domain that the account has configured
     * @param state returned as it is; up to 128 letters and digits
     * @param forced what the visitor sees even where WeChat would spare them
     */
    public URI authorizeAddress(URI redirect, Scope scope, String state, Force... forced) {
        if (!STATE.matcher(state).matches()) {
            throw new IllegalArgumentException("a state has up to 128 letters and digits");
        }
        var query =
                Query.of("appid", credentials.appId().value())
                        .and("redirect_uri", redirect.toString())
                        .and("response_type", "code")
                        .and("scope", scope.wire)
                        .and("state", state);
        for (var each : Set.of(forced)) {
            query = query.and(each.wire, "true");
        }
        var page = endpoints.open() + "/connect/oauth2/authorize";
        return URI.create(page + query.encoded() + "#wechat_redirect");
    }

    /**
     * Exchanges the code that the visitor brought back; it works once and for five minutes. 40029
     * and 40163 otherwise.
     */
    public Visit exchange(String code) {
        var query =
                Query.of("appid", credentials.appId().value())
                        .and("secret", credentials.secret().value())
                        .and("code", code)
                        .and("grant_type", "authorization_code");
        return visit("/sns/oauth2/access_token", query);
    }

    /**
     * Prolongs a visit; its refresh token lives for thirty days. 40030 or 42002 if it does not any
     * more: the visitor has to authorise again.
     */
    public Visit refresh(String refreshToken) {
        var query =
                Query.of("appid", credentials.appId().value())
                        .and("grant_type", "refresh_token")
                        .and("refresh_token", refreshToken);
        return visit("/sns/oauth2/refresh_token", query);
    }

    /** The visitor's profile; 48001 if only their OpenID was asked for. */
    public Profile profile(Visit visit, Language language) {
        var query =
                Query.of("access_token", visit.token.value())
                        .and("openid", visit.openId.value())
                        .and("lang", language.wire());
        return ask("/sns/userinfo", query, ProfileAnswer.class).toProfile();
    }

    /** Whether the visit's token still works. */
    public boolean isValid(Visit visit) {
        var query =
                Query.of("access_token", visit.token.value()).and("openid", visit.openId.value());
        try {
            transport.exchange(Request.get(endpoints.api(), "/sns/auth", query));
            return true;
        } catch (WeChatException.CredentialRejected
                | WeChatException.RecipientUnreachable
                | WeChatException.Refused e) {
            return false;
        }
    }

    private Visit visit(String path, Query query) {
        var askedAt = clock.instant();
        return ask(path, query, VisitAnswer.class).toVisit(askedAt);
    }

    private <T> T ask(String path, Query query, Class<T> type) {
        var request = Request.get(endpoints.api(), path, query);
        JsonNode answer = transport.exchange(request);
        try {
            return Json.MAPPER.treeToValue(answer, type);
        } catch (JacksonException e) {
            throw Transport.unanswered(
                    request, new Answer.Unintelligible("an answer of unexpected shape"));
        }
    }

    /** What a visitor is made to see. */
    public enum Force {
        /** The page that asks for consent. */
        CONSENT("forcePopup"),
        /** The page as a snapshot, seen by a virtual account. */
        SNAPSHOT("forceSnapShot");

        private final String wire;

        Force(String wire) {
            this.wire = wire;
        }
    }

    /** What the visitor is asked for. */
    public enum Scope {
        /** The OpenID, silently. */
        OPENID("snsapi_base"),
        /** The profile, with the visitor's consent. */
        PROFILE("snsapi_userinfo");

        private final String wire;

        Scope(String wire) {
            this.wire = wire;
        }
    }

    /**
     * A visitor who authorised. Its text form hides the tokens.
     *
     * @param scopes as granted
     * @param isSnapshot whether this is the virtual account of a snapshot page, which must not be
     *     stored
     */
    public record Visit(
            OpenId openId,
            AccessToken token,
            String refreshToken,
            List<String> scopes,
            boolean isSnapshot,
            Optional<String> unionId) {

        public Visit {
            scopes = List.copyOf(scopes);
        }

        @Override
        public String toString() {
            return "Visit[" + openId + ", " + scopes + ", tokens hidden]";
        }
    }

    /**
     * A visitor's profile.
     *
     * @param picture an address; may be empty
     * @param sex 1 male, 2 female, 0 unknown, as for most people today
     * @param province empty for most people today, like city and country
     * @param privileges such as {@code chinaunicom}
     */
    public record Profile(
            OpenId openId,
            String nickname,
            String picture,
            Optional<String> unionId,
            int sex,
            String province,
            String city,
            String country,
            List<String> privileges) {

        public Profile {
            privileges = List.copyOf(privileges);
        }
    }

    record VisitAnswer(
            String accessToken,
            long expiresIn,
            String refreshToken,
            OpenId openid,
            String scope,
            int isSnapshotuser,
            String unionid) {

        VisitAnswer {
            Identifiers.require("access_token", accessToken, Integer.MAX_VALUE);
            Objects.requireNonNull(openid, "openid");
        }

        Visit toVisit(Instant askedAt) {
            return new Visit(
                    openid,
                    new AccessToken(accessToken, askedAt.plusSeconds(expiresIn)),
                    refreshToken,
                    List.of(scope.split(",", -1)),
                    isSnapshotuser == 1,
                    Optional.of(unionid).filter(text -> !text.isEmpty()));
        }

        @Override
        public String toString() {
            return "VisitAnswer[hidden]";
        }
    }

    record ProfileAnswer(
            OpenId openid,
            String nickname,
            String headimgurl,
            String unionid,
            int sex,
            String province,
            String city,
            String country,
            List<String> privilege) {

        ProfileAnswer {
            Objects.requireNonNull(openid, "openid");
        }

        Profile toProfile() {
            var union = Optional.of(unionid).filter(text -> !text.isEmpty());
            return new Profile(
                    openid, nickname, headimgurl, union, sex, province, city, country, privilege);
        }
    }
}
