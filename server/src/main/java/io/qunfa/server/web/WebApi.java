package io.qunfa.server.web;

import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

/** What sites, their visitors and the platform call. Nobody here is an operator. */
@Hidden
@RestController
@RequestMapping("/web/{key}")
final class WebApi {

    private static final String COOKIE = "QUNFA_VISIT_";
    private static final int COOKIE_NAME_OF_STATE = 8;
    private static final int LONGEST_STATE = 512;

    private final Accounts accounts;
    private final Sites sites;
    private final Visits visits;
    private final JsSigning signing;
    private final VisitPage page;

    WebApi(Accounts accounts, Sites sites, Visits visits, JsSigning signing, VisitPage page) {
        this.accounts = accounts;
        this.sites = sites;
        this.visits = visits;
        this.signing = signing;
        this.page = page;
    }

    record TicketRequest(@Nullable String ticket) {}

    /** A visitor begins. */
    @GetMapping("/{site}/login")
    ResponseEntity<String> login(
            @PathVariable String key,
            @PathVariable UUID site,
            @RequestParam(name = "return", defaultValue = "") String returnAddress,
            @RequestParam(defaultValue = "base") String scope,
            @RequestParam(defaultValue = "") String state,
            Locale language) {
        var account = accounts.byKey(key).orElseThrow(Problem::notFound);
        var known =
                sites.all(account.id()).stream()
                        .filter(one -> one.id().equals(new SiteId(site)))
                        .findFirst();
        if (known.isEmpty() || !isReturnTo(known.get(), account, returnAddress)) {
            return page.show("return-not-allowed", language);
        }
        if ((!scope.equals("base") && !scope.equals("profile")) || state.length() > LONGEST_STATE) {
            return page.show("visit-malformed", language);
        }
        var visit =
                new Visit(
                        known.get().id(),
                        scope.equals("profile"),
                        URI.create(returnAddress),
                        state);
        var beginning = visits.begin(account, visit);
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(beginning.next())
                .header(HttpHeaders.SET_COOKIE, cookie(account, beginning.keys(), Visits.PATIENCE))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** The platform sends a visitor back. */
    @GetMapping("/callback")
    ResponseEntity<String> callback(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            HttpServletRequest request,
            Locale language) {
        var account = accounts.byKey(key).orElseThrow(Problem::notFound);
        var keys = new VisitStore.Keys(state, browserSecret(request, state));
        var end = visits.end(account, keys, code);
        return switch (end) {
            case Visits.End.Failed(var problem) -> page.show(problem, language);
            case Visits.End.Back(var address) ->
                    ResponseEntity.status(HttpStatus.SEE_OTHER)
                            .location(address)
                            .header(HttpHeaders.SET_COOKIE, cookie(account, keys, Duration.ZERO))
                            .header("Referrer-Policy", "no-referrer")
                            .cacheControl(CacheControl.noStore())
                            .build();
        };
    }

    /** The site's server learns who came, once. */
    @PostMapping("/{site}/tickets")
    ResponseEntity<Visitor> redeem(
            @PathVariable String key,
            @PathVariable UUID site,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "")
                    String authorization,
            @RequestBody TicketRequest request) {
        var known = site(key, site);
        var secret = authorization.replaceFirst("(?i)^bearer\\s+", "");
        if (!sites.isSecret(known, secret)) {
            throw new Problem(HttpStatus.UNAUTHORIZED, "site-secret-wrong", Map.of());
        }
        var visitor =
                visits.redeem(known, Objects.requireNonNullElse(request.ticket(), ""))
                        .orElseThrow(
                                () -> new Problem(HttpStatus.GONE, "visit-ticket-gone", Map.of()));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(visitor);
    }

    /** A page of the site asks for its signature. */
    @GetMapping(path = "/{site}/signature", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SiteApi.SignatureView> signature(
            @PathVariable String key,
            @PathVariable UUID site,
            @RequestHeader(name = HttpHeaders.ORIGIN, required = false) @Nullable String origin,
            @RequestParam(defaultValue = "") String url) {
        var account = accounts.byKey(key).orElseThrow(Problem::notFound);
        var known = sites.get(account.id(), new SiteId(site));
        if (origin != null && !isOrigin(known, origin)) {
            throw new Problem(
                    HttpStatus.FORBIDDEN, "origin-not-registered", Map.of("origin", origin));
        }
        var signature = signing.sign(known, url);
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore()).varyBy("Origin");
        if (origin != null) {
            answer.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        return answer.body(
                new SiteApi.SignatureView(
                        account.appId().value(),
                        signature.timestampSeconds(),
                        signature.nonce(),
                        signature.signature()));
    }

    private Site site(String key, UUID site) {
        var account = accounts.byKey(key).orElseThrow(Problem::notFound);
        return sites.get(account.id(), new SiteId(site));
    }

    private static boolean isReturnTo(Site site, Account account, String address) {
        try {
            var uri = URI.create(address);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme();
            return (scheme.equals("https") || (scheme.equals("http") && account.sandbox()))
                    && uri.getUserInfo() == null
                    && site.owns(uri);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isOrigin(Site site, String origin) {
        try {
            return site.covers(URI.create(origin));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** One cookie for each visit: somebody may sign in to two pages at once. */
    private static String cookieName(String state) {
        return COOKIE + state.substring(0, Math.min(state.length(), COOKIE_NAME_OF_STATE));
    }

    private static String browserSecret(HttpServletRequest request, String state) {
        var cookie = WebUtils.getCookie(request, cookieName(state));
        return cookie == null ? "" : cookie.getValue();
    }

    /** Lax: the platform's page sends the browser here by a link. */
    private String cookie(Account account, VisitStore.Keys keys, Duration life) {
        return ResponseCookie.from(cookieName(keys.state()), keys.browser())
                .path("/web/" + account.key())
                .maxAge(life)
                .httpOnly(true)
                .secure("https".equals(visits.callback(account).getScheme()))
                .sameSite("Lax")
                .build()
                .toString();
    }
}
