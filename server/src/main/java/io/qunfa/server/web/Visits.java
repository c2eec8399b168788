package io.qunfa.server.web;

import io.qunfa.client.Language;
import io.qunfa.client.OAuth;
import io.qunfa.client.WeChatException;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.account.PublicAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes visitors of a site to the platform and back, and tells the site who they are. */
@Component
final class Visits {

    /** How long somebody may take to authorise; the platform's code lives five minutes. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A site fetches the visitor at once. */
    private static final Duration TICKET_LIFETIME = Duration.ofMinutes(1);

    private final VisitStore store;
    private final Sites sites;
    private final Accounts accounts;
    private final PublicAddress address;
    private final InstantSource clock;

    Visits(
            VisitStore store,
            Sites sites,
            Accounts accounts,
            PublicAddress address,
            InstantSource clock) {
        this.store = store;
        this.sites = sites;
        this.accounts = accounts;
        this.address = address;
        this.clock = clock;
    }

    /** Where the browser goes next, and what it keeps meanwhile. */
    record Beginning(URI next, VisitStore.Keys keys) {
        @Override
        public String toString() {
            return "Beginning[hidden]";
        }
    }

    /** What came of a visit. */
    sealed interface End {

        record Back(URI address) implements End {}

        /**
         * It did not work.
         *
         * @param code of the page that is shown
         */
        record Failed(String code) implements End {}
    }

    /** The address at this server to which the platform sends visitors back. */
    URI callback(Account account) {
        return URI.create(address.base() + "/web/" + account.key() + "/callback");
    }

    Beginning begin(Account account, Visit visit) {
        var keys = new VisitStore.Keys(Secrets.next(), Secrets.next());
        var now = clock.instant();
        store.prune(now);
        store.begin(account.id(), keys, visit, now.plus(PATIENCE));
        var scope = visit.withProfile() ? OAuth.Scope.PROFILE : OAuth.Scope.OPENID;
        var next =
                accounts.wechat(account.id())
                        .oauth()
                        .authorizeAddress(callback(account), scope, keys.state());
        return new Beginning(next, keys);
    }

    /**
     * Ends a visit, once.
     *
     * @param code from the platform; empty if the visitor did not authorise
     */
    End end(Account account, VisitStore.Keys keys, String code) {
        var visit = store.take(account.id(), keys, clock.instant());
        if (visit.isEmpty()) {
            return new End.Failed("visit-over");
        }
        if (code.isBlank()) {
            return new End.Failed("visit-refused");
        }
        try {
            return back(account, visit.get(), visitor(account, visit.get(), code));
        } catch (WeChatException e) {
            return new End.Failed(failure(e));
        }
    }

    /** Who came with this ticket; once, and only for the site it was made for. */
    Optional<Visitor> redeem(Site site, String ticket) {
        return store.redeem(site, ticket, clock.instant());
    }

    private End back(Account account, Visit visit, Visitor visitor) {
        var site = sites.get(account.id(), visit.site());
        var ticket = Secrets.next();
        store.keep(site, ticket, visitor, clock.instant().plus(TICKET_LIFETIME));
        return new End.Back(ReturnAddress.with(visit.returnAddress(), ticket, visit.siteState()));
    }

    private Visitor visitor(Account account, Visit visit, String code) {
        var oauth = accounts.wechat(account.id()).oauth();
        var came = oauth.exchange(code);
        if (!visit.withProfile()) {
            return new Visitor(
                    came.openId().value(),
                    came.unionId().orElse(null),
                    came.isSnapshot(),
                    null,
                    null);
        }
        var profile = oauth.profile(came, Language.SIMPLIFIED_CHINESE);
        return new Visitor(
                came.openId().value(),
                profile.unionId().or(came::unionId).orElse(null),
                came.isSnapshot(),
                profile.nickname(),
                profile.picture());
    }

    private static String failure(WeChatException e) {
        return switch (e.code()) {
            case 40029, 40163, 42003 -> "visit-over";
            case 48001, 10005 -> "visit-not-permitted";
            default -> "visit-unfinished";
        };
    }
}
