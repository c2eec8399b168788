package io.qunfa.server.reply;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The automatic replies of an account. */
@Component
final class Replies {

    /** What a text of nothing but blanks is answered with, unless the account says otherwise. */
    static final String BLANK_HINT = "请输入内容后再发送。";

    private static final int MAX_RULES = 500;

    private final RuleStore store;
    private final RuleBooks books;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Uuid7 ids;
    private final InstantSource clock;

    Replies(
            RuleStore store,
            RuleBooks books,
            Audit audit,
            TransactionTemplate transaction,
            Uuid7 ids,
            InstantSource clock) {
        this.store = store;
        this.books = books;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** In the order in which they are asked. */
    List<Rule> all(AccountId account) {
        return store.all(account);
    }

    Optional<String> blankHint(AccountId account) {
        return store.blankHint(account);
    }

    /** Adds a rule behind all others. */
    Rule add(AccountId account, Operator by, Rule.Content content) {
        var rule = new Rule(ids.next(), content, clock.instant(), by.name());
        change(
                account,
                by,
                "reply.rule-added",
                Map.of("rule", content.name()),
                () -> {
                    if (store.all(account).size() >= MAX_RULES) {
                        throw Problem.invalid(
                                "rules", "count", Map.of("least", 0, "most", MAX_RULES));
                    }
                    store.insert(account, rule);
                });
        return rule;
    }

    /**
     * Adds rules of the website behind all others, but none a second time. Within the caller's
     * transaction; nodes see them when they look next.
     *
     * @return how many are new
     */
    int adopt(AccountId account, Operator by, List<WebsiteRules.Found> found) {
        if (found.isEmpty()) {
            return 0;
        }
        store.change(account);
        var there = store.all(account).stream().map(Rule::id).collect(Collectors.toSet());
        var rules =
                found.stream()
                        .map(rule -> adopted(account, by, rule))
                        .filter(rule -> there.add(rule.id()))
                        .toList();
        if (there.size() > MAX_RULES) {
            throw Problem.invalid("rules", "count", Map.of("least", 0, "most", MAX_RULES));
        }
        rules.forEach(rule -> store.insert(account, rule));
        audit.record(
                account.value(), by.id(), "reply.rules-adopted", Map.of("count", rules.size()));
        return rules.size();
    }

    private Rule adopted(AccountId account, Operator by, WebsiteRules.Found found) {
        var origin = account.value() + " " + found.origin();
        return new Rule(
                UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8)),
                found.content(),
                clock.instant(),
                by.name());
    }

    Rule change(AccountId account, Operator by, UUID id, Rule.Content content) {
        var rule = new Rule(id, content, clock.instant(), by.name());
        change(
                account,
                by,
                "reply.rule-changed",
                Map.of("rule", content.name(), "enabled", content.enabled()),
                () -> require(store.update(account, rule)));
        return rule;
    }

    void delete(AccountId account, Operator by, UUID id) {
        change(
                account,
                by,
                "reply.rule-deleted",
                Map.of("id", id.toString()),
                () -> require(store.delete(account, id)));
    }

    /**
     * Puts the rules into another order.
     *
     * @param order the ids of all of them
     */
    void order(AccountId account, Operator by, List<UUID> order) {
        change(
                account,
                by,
                "reply.rules-ordered",
                Map.of("count", order.size()),
                () -> {
                    var there = store.all(account).stream().map(Rule::id).toList();
                    if (order.size() != there.size()
                            || !new HashSet<>(order).equals(new HashSet<>(there))) {
                        throw new Problem(HttpStatus.CONFLICT, "rules-changed", Map.of());
                    }
                    for (int i = 0; i < order.size(); i++) {
                        store.place(account, order.get(i), i + 1);
                    }
                });
    }

    /**
     * @param hint empty for no answer
     */
    void blankHint(AccountId account, Operator by, Optional<String> hint) {
        change(
                account,
                by,
                "reply.blank-hint-changed",
                Map.of("hint", hint.orElse("")),
                () -> store.blankHint(account, hint));
    }

    private void change(
            AccountId account, Operator by, String action, Map<String, ?> details, Runnable work) {
        transaction.executeWithoutResult(
                _ -> {
                    store.change(account);
                    work.run();
                    audit.record(account.value(), by.id(), action, details);
                });
        books.refresh();
    }

    private static void require(boolean found) {
        if (!found) {
            throw Problem.notFound();
        }
    }
}
