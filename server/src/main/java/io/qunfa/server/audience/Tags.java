package io.qunfa.server.audience;

import io.qunfa.client.Tag;
import io.qunfa.client.TagId;
import io.qunfa.client.WeChatException;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final TagStore store;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Map<AccountId, Instant> asked = new ConcurrentHashMap<>();

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
        askIfOlderThan(FRESH, account);
        return store.all(account);
    }

    /**
     * A tag that is not known may just have been made, so the platform is asked before denying it.
     */
    Optional<Tag> find(AccountId account, TagId tag) {
        return known(all(account), tag)
                .or(
                        () -> {
                            askIfOlderThan(JUST_NOW, account);
                            return known(store.all(account), tag);
                        });
    }

    private static Optional<Tag> known(List<Tag> tags, TagId tag) {
        return tags.stream().filter(known -> known.id().equals(tag)).findFirst();
    }

    /** Lists the tags at the platform. */
    void refresh(AccountId account) {
        var tags = accounts.wechat(account).tags().list();
        transactions.executeWithoutResult(_ -> store.replace(account, tags, clock.instant()));
    }

    /** A platform that does not answer is not asked again and again either. */
    private void askIfOlderThan(Duration age, AccountId account) {
        var now = clock.instant();
        var last = Optional.ofNullable(asked.get(account)).or(() -> store.listedAt(account));
        if (last.isPresent() && now.isBefore(last.get().plus(age))) {
            return;
        }
        asked.put(account, now);
        try {
            refresh(account);
        } catch (WeChatException e) {
            log.warn("audience.tags-not-listed account={} errcode={}", account.value(), e.code());
        }
    }
}
