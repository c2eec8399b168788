package io.qunfa.server.reply;

import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.Reply;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.inbox.Responder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * The rules of every account in memory, at most a second old on any node. Whoever changes them
 * refreshes at once; the other nodes see a newer version when they look.
 */
@Component
final class RuleBooks implements Responder {

    private final RuleStore store;
    private final Accounts accounts;
    private final InstantSource clock;
    private final ConcurrentMap<AccountId, Held> held = new ConcurrentHashMap<>();

    RuleBooks(RuleStore store, Accounts accounts, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The rules of one account as they were at a version. */
    private record Held(
            long version, String accountName, RuleBook book, Optional<String> blankHint) {

        static final Held NONE =
                new Held(0, "", RuleBook.of(List.of()), Optional.of(Replies.BLANK_HINT));
    }

    @Override
    public Optional<Reply> reply(AccountId account, Push push) {
        var rules = held.getOrDefault(account, Held.NONE);
        var occasions = Occasion.of(push);
        return hint(rules.blankHint(), occasions)
                .<Reply>map(Reply.Text::new)
                .or(() -> rules.book().answering(occasions).map(hit -> filled(rules, hit)));
    }

    private Reply filled(Held rules, RuleBook.Hit hit) {
        var placeholders = Placeholders.of(rules.accountName(), hit.keyword(), clock.instant());
        return hit.rule().content().answer().reply(placeholders::fill);
    }

    /** What is answered to a text of blanks, before any rule. */
    static Optional<String> hint(Optional<String> blankHint, List<Occasion> occasions) {
        return occasions.contains(new Occasion.SaidNothing()) ? blankHint : Optional.empty();
    }

    /** Takes over what has changed since the last look. Safe to be called by several at once. */
    void refresh() {
        store.versions().forEach(this::refresh);
    }

    private void refresh(AccountId account, long version) {
        var now = held.get(account);
        if (now != null && now.version() >= version) {
            return;
        }
        var fresh = read(account, version);
        held.merge(account, fresh, (old, read) -> read.version() > old.version() ? read : old);
    }

    private Held read(AccountId account, long version) {
        return new Held(
                version,
                accounts.get(account).name(),
                RuleBook.of(store.all(account)),
                store.blankHint(account));
    }
}
