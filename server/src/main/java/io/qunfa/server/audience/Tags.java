package io.qunfa.server.audience;

import io.qunfa.client.Tag;
import io.qunfa.client.TagId;
import io.qunfa.client.WeChatException;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The tags of an account, listed anew from the platform when what is known is older than a minute.
 */
@Component
final class Tags {

    private static final Logger log = LoggerFactory.getLogger(Tags.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final TagStore store;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    Tags(
            Accounts accounts,
            TagStore store,
            TransactionOperations transactions,
            InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The tags, from the platform if it answers, else as last listed. */
    List<Tag> all(AccountId account) {
        if (!isFresh(account)) {
            refreshIfPossible(account);
        }
        return store.all(account);
    }

    Optional<Tag> find(AccountId account, TagId tag) {
        return all(account).stream().filter(known -> known.id().equals(tag)).findFirst();
    }

    /** Lists the tags at the platform. */
    void refresh(AccountId account) {
        var tags = accounts.wechat(account).tags().list();
        transactions.executeWithoutResult(_ -> store.replace(account, tags, clock.instant()));
    }

    private boolean isFresh(AccountId account) {
        return store.listedAt(account)
                .map(listed -> clock.instant().isBefore(listed.plus(FRESH)))
                .orElse(false);
    }

    private void refreshIfPossible(AccountId account) {
        try {
            refresh(account);
        } catch (WeChatException e) {
            log.atWarn()
                    .addKeyValue("account", account.value())
                    .addKeyValue("errcode", e.code())
                    .log("audience.tags-not-listed");
        }
    }
}
