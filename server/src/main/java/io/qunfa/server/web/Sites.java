package io.qunfa.server.web;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The sites that work with an account. */
@Component
final class Sites {

    private final SiteStore store;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Uuid7 ids;
    private final InstantSource clock;

    Sites(
            SiteStore store,
            Audit audit,
            TransactionTemplate transaction,
            Uuid7 ids,
            InstantSource clock) {
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** A site whose secret is told this one time. */
    record WithSecret(Site site, String secret) {
        @Override
        public String toString() {
            return "WithSecret[" + site + "]";
        }
    }

    List<Site> all(AccountId account) {
        return store.all(account);
    }

    Site get(AccountId account, SiteId id) {
        return store.find(account, id).orElseThrow(Problem::notFound);
    }

    WithSecret add(Account account, Operator by, String name, String domain) {
        var site =
                new Site(
                        account.id(),
                        new SiteId(ids.next()),
                        name,
                        domain,
                        clock.instant(),
                        by.name());
        var secret = Secrets.next();
        transaction.executeWithoutResult(
                _ -> {
                    if (!store.insert(site, Secrets.digest(secret))) {
                        throw new Problem(
                                HttpStatus.CONFLICT, "site-exists", Map.of("domain", domain));
                    }
                    record(site, by, "web.site-added");
                });
        return new WithSecret(site, secret);
    }

    /** Makes a new secret; the old one ends at once. */
    WithSecret renewSecret(Site site, Operator by) {
        var secret = Secrets.next();
        transaction.executeWithoutResult(
                _ -> {
                    store.secret(site, Secrets.digest(secret));
                    record(site, by, "web.site-secret-renewed");
                });
        return new WithSecret(site, secret);
    }

    void delete(Site site, Operator by) {
        transaction.executeWithoutResult(
                _ -> {
                    store.delete(site);
                    record(site, by, "web.site-deleted");
                });
    }

    /** Compares in constant time. */
    boolean isSecret(Site site, String secret) {
        return MessageDigest.isEqual(store.secret(site), Secrets.digest(secret));
    }

    private void record(Site site, Operator by, String action) {
        audit.record(
                site.account().value(),
                by.id(),
                action,
                Map.of("name", site.name(), "domain", site.domain()));
    }
}
