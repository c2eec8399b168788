package io.qunfa.server.web;

import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.account.PublicAddress;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sites of an account over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/sites")
final class SiteApi {

    private static final int LONGEST_NAME = 60;

    private final Accounts accounts;
    private final Sites sites;
    private final Visits visits;
    private final JsSigning signing;
    private final PublicAddress address;

    SiteApi(
            Accounts accounts,
            Sites sites,
            Visits visits,
            JsSigning signing,
            PublicAddress address) {
        this.accounts = accounts;
        this.sites = sites;
        this.visits = visits;
        this.signing = signing;
        this.address = address;
    }

    /**
     * @param authorizationDomain what has to be entered as the account's web authorization domain
     */
    record SiteList(List<SiteView> items, String authorizationDomain) {}

    /**
     * @param loginAddress where the site sends its visitors
     * @param ticketAddress where the site's server redeems the ticket that they come back with
     * @param signatureAddress what the site's pages ask for a JS-SDK signature
     */
    record SiteView(
            String id,
            String name,
            String domain,
            String loginAddress,
            String ticketAddress,
            String signatureAddress,
            Instant createdAt,
            String createdBy) {}

    /**
     * @param secret told this one time
     */
    record SiteWithSecret(SiteView site, String secret) {
        @Override
        public String toString() {
            return "SiteWithSecret[" + site + "]";
        }
    }

    record SiteRequest(@Nullable String name, @Nullable String domain) {}

    record SignatureRequest(@Nullable String url) {}

    /** What {@code wx.config} needs beside the list of functions. */
    record SignatureView(String appId, long timestamp, String nonceStr, String signature) {}

    /** The web sites that use this account for web authorization and the JS-SDK. */
    @GetMapping
    SiteList list(@PathVariable UUID account) {
        var found = accounts.get(new AccountId(account));
        return new SiteList(
                sites.all(found.id()).stream().map(site -> view(found, site)).toList(),
                visits.callback(found).getAuthority());
    }

    /** Adds a site; its secret is told this one time. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Role.ADMINISTRATOR)
    SiteWithSecret add(
            @PathVariable UUID account,
            @RequestBody SiteRequest request,
            @AuthenticationPrincipal Operator operator) {
        var found = accounts.get(new AccountId(account));
        var domain = Domain.require(request.domain(), found.sandbox());
        var name = request.name() == null ? "" : request.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Problem.invalid("name", "length", Map.of("least", 1, "most", LONGEST_NAME));
        }
        return view(found, sites.add(found, operator, name, domain));
    }

    /** Makes a new secret; the old one ends at once. */
    @PostMapping("/{site}/secret")
    @Requires(Role.ADMINISTRATOR)
    SiteWithSecret renewSecret(
            @PathVariable UUID account,
            @PathVariable UUID site,
            @AuthenticationPrincipal Operator operator) {
        var found = accounts.get(new AccountId(account));
        return view(found, sites.renewSecret(sites.get(found.id(), new SiteId(site)), operator));
    }

    /** Deletes a site; its visitors cannot sign in any more. */
    @DeleteMapping("/{site}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.ADMINISTRATOR)
    void delete(
            @PathVariable UUID account,
            @PathVariable UUID site,
            @AuthenticationPrincipal Operator operator) {
        var found = accounts.get(new AccountId(account));
        sites.delete(sites.get(found.id(), new SiteId(site)), operator);
    }

    /** Signs a page by hand, to compare with what the page itself does. */
    @PostMapping("/{site}/signature")
    SignatureView sign(
            @PathVariable UUID account,
            @PathVariable UUID site,
            @RequestBody SignatureRequest request) {
        var found = accounts.get(new AccountId(account));
        var signature = signing.sign(sites.get(found.id(), new SiteId(site)), request.url());
        return new SignatureView(
                found.appId().value(),
                signature.timestampSeconds(),
                signature.nonce(),
                signature.signature());
    }

    private SiteWithSecret view(Account account, Sites.WithSecret made) {
        return new SiteWithSecret(view(account, made.site()), made.secret());
    }

    private SiteView view(Account account, Site site) {
        var base = address.base() + "/web/" + account.key() + "/" + site.id();
        return new SiteView(
                site.id().toString(),
                site.name(),
                site.domain(),
                base + "/login",
                base + "/tickets",
                base + "/signature",
                site.createdAt(),
                site.createdBy());
    }
}
