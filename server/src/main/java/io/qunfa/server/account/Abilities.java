package io.qunfa.server.account;

import io.qunfa.client.Refusal;
import io.qunfa.client.WeChat;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.OperatorId;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What each account may do, and how we know. What an operator has said is not overruled. */
@Component
final class Abilities {

    private static final int NO_PERMISSION_FOR_PATH = 76022;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Abilities(
            JdbcClient jdbc,
            Accounts accounts,
            Audit audit,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** How we know. */
    enum Certainty {
        /** A call proved it. */
        KNOWN,
        /** The platform names a quota, or accounts of this kind usually may or may not. */
        ASSUMED,
        /** An operator has said so. */
        TOLD
    }

    /**
     * What we know of one ability.
     *
     * @param code what the platform answered; 0 if nothing spoke against it
     * @param dailyLimit how often a day, if the platform told
     * @param checkedAt empty as long as nobody has looked
     */
    record Finding(
            Ability ability,
            boolean can,
            Certainty certainty,
            int code,
            Optional<Long> dailyLimit,
            Optional<Instant> checkedAt) {}

    /** All of them; those nobody has looked at as accounts of this kind usually are. */
    List<Finding> of(Account account) {
        var found = stored(account.id());
        return Arrays.stream(Ability.values())
                .map(ability -> found.getOrDefault(ability, usual(account, ability, 0)))
                .toList();
    }

    /** Asks the platform about all of them, by calls that change nothing. */
    List<Finding> check(Account account) {
        var wechat = accounts.wechat(account.id());
        var proved = new EnumMap<Ability, Finding>(Ability.class);
        for (var ability : Ability.values()) {
            ability.proof()
                    .ifPresent(
                            proof -> proved.put(ability, prove(account, ability, proof, wechat)));
        }
        var verified = account.verified() && !isRefused(proved.get(Ability.FOLLOWERS));
        for (var ability : Ability.values()) {
            var finding = proved.get(ability);
            save(
                    account.id(),
                    finding != null ? finding : byQuota(account, verified, ability, wechat));
        }
        return of(account);
    }

    /** Who may not list followers is not verified, whatever was said. */
    private static boolean isRefused(@Nullable Finding followers) {
        return followers != null && !followers.can() && followers.certainty() == Certainty.KNOWN;
    }

    private Finding prove(Account account, Ability ability, Consumer<WeChat> proof, WeChat wechat) {
        try {
            proof.accept(wechat);
            return finding(ability, true, Certainty.KNOWN, 0, Optional.empty());
        } catch (WeChatException e) {
            return refused(e)
                    ? finding(ability, false, Certainty.KNOWN, e.code(), Optional.empty())
                    : usual(account, ability, e.code());
        }
    }

    private Finding byQuota(Account account, boolean verified, Ability ability, WeChat wechat) {
        try {
            var limit = wechat.quotas().of(ability.path()).daily().dailyLimit();
            var can = limit > 0 && ability.usualFor(account.kind(), verified);
            return finding(ability, can, Certainty.ASSUMED, 0, Optional.of(limit));
        } catch (WeChatException e) {
            return refused(e) || e.code() == NO_PERMISSION_FOR_PATH
                    ? finding(ability, false, Certainty.KNOWN, e.code(), Optional.empty())
                    : usual(account, ability, e.code());
        }
    }

    private static boolean refused(WeChatException e) {
        return e instanceof WeChatException.Refused refused
                && refused.reason() == Refusal.PERMISSION;
    }

    private static Finding usual(Account account, Ability ability, int code) {
        var can = ability.usualFor(account.kind(), account.verified());
        return new Finding(
                ability, can, Certainty.ASSUMED, code, Optional.empty(), Optional.empty());
    }

    private Finding finding(
            Ability ability, boolean can, Certainty certainty, int code, Optional<Long> limit) {
        return new Finding(ability, can, certainty, code, limit, Optional.of(clock.instant()));
    }

    /** An operator knows better, for example because the website says so. */
    void tell(Account account, Ability ability, boolean can, OperatorId by) {
        transaction.executeWithoutResult(
                _ -> {
                    forget(account.id(), ability);
                    save(account.id(), finding(ability, can, Certainty.TOLD, 0, Optional.empty()));
                    audit.record(
                            account.id().value(),
                            by,
                            "ability.told",
                            Map.of("ability", ability.text(), "can", can));
                });
    }

    /** Takes back what an operator has said. */
    void forget(AccountId account, Ability ability) {
        jdbc.sql(
                        """
                        DELETE FROM account.ability
                        WHERE account_id = :account AND ability = :ability
                        """)
                .param("account", account.value())
                .param("ability", ability.name())
                .update();
    }

    private void save(AccountId account, Finding finding) {
        jdbc.sql(
                        """
                        INSERT INTO account.ability AS a
                            (account_id, ability, can, certainty, code, daily_limit, checked_at)
                        VALUES (:account, :ability, :can, :certainty, :code, :limit, :at)
                        ON CONFLICT (account_id, ability) DO UPDATE SET
                            can = excluded.can,
                            certainty = excluded.certainty,
                            code = excluded.code,
                            daily_limit = excluded.daily_limit,
                            checked_at = excluded.checked_at
                        WHERE a.certainty <> 'TOLD'
                        """)
                .param("account", account.value())
                .param("ability", finding.ability().name())
                .param("can", finding.can())
                .param("certainty", finding.certainty().name())
                .param("code", finding.code())
                .param("limit", finding.dailyLimit().orElse(null), Types.BIGINT)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Map<Ability, Finding> stored(AccountId account) {
        return jdbc
                .sql(
                        """
                        SELECT ability, can, certainty, code, daily_limit, checked_at
                        FROM account.ability WHERE account_id = :account
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Finding(
                                        Ability.valueOf(row.getString("ability")),
                                        row.getBoolean("can"),
                                        Certainty.valueOf(row.getString("certainty")),
                                        row.getInt("code"),
                                        Optional.ofNullable(
                                                row.getObject("daily_limit", Long.class)),
                                        Optional.of(
                                                row.getObject("checked_at", OffsetDateTime.class)
                                                        .toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Finding::ability, Function.identity()));
    }
}
