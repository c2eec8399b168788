package io.qunfa.server.broadcast;

import io.qunfa.client.WeChatException;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.audience.MessageCounts;
import io.qunfa.server.audience.MonthlyCounts;
import io.qunfa.server.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What an account may still send. */
@Component
final class Quotas {

    static final String SEND_ALL = "/cgi-bin/message/mass/sendall";
    static final String SEND_LIST = "/cgi-bin/message/mass/send";
    static final String PREVIEW = "/cgi-bin/message/mass/preview";

    static final int PREVIEWS_PER_DAY = 100;

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Logger log = LoggerFactory.getLogger(Quotas.class);

    private final Accounts accounts;
    private final Audiences audiences;
    private final MessageCounts counts;
    private final QuotaStore store;
    private final SettingsStore settings;
    private final InstantSource clock;

    Quotas(
            Accounts accounts,
            Audiences audiences,
            MessageCounts counts,
            QuotaStore store,
            SettingsStore settings,
            InstantSource clock) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.counts = counts;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Keeps others from planning with this account's quota until the transaction ends. */
    void lock(AccountId account) {
        store.lock(account);
    }

    /** Asks the platform what it has counted, if nobody has lately. Outside any transaction. */
    void refresh(AccountId account) {
        for (var path : List.of(SEND_ALL, SEND_LIST)) {
            var known = store.report(account, path);
            if (known.isEmpty() || isStale(known.get().asOf())) {
                ask(account, path);
            }
        }
    }

    private boolean isStale(Instant asOf) {
        var now = clock.instant();
        return asOf.plus(FRESH).isBefore(now)
                || !BeijingTime.day(asOf).equals(BeijingTime.day(now));
    }

    private void ask(AccountId account, String path) {
        try {
            var quota = accounts.wechat(account).quotas().of(path).daily();
            store.save(
                    account,
                    path,
                    new QuotaStore.Report(quota.dailyLimit(), quota.used(), clock.instant()));
        } catch (WeChatException e) {
            log.info("quota.not-told path={} errcode={}", path, e.code());
        }
    }

    /**
     * What is used and reserved.
     *
     * @param except a broadcast that is planned itself
     */
    QuotaBook book(AccountId account, UUID except) {
        var now = clock.instant();
        var month = BeijingTime.month(now).atDay(1).atStartOfDay(BeijingTime.ZONE).toInstant();
        var limits =
                switch (accounts.get(account).kind()) {
                    case SUBSCRIPTION -> QuotaBook.Limits.SUBSCRIPTION;
                    case SERVICE, TEST -> QuotaBook.Limits.SERVICE;
                };
        var perDay = settings.of(account).callsPerDay();
        var book =
                new QuotaBook(
                        limits.withCalls(
                                limit(account, SEND_ALL, perDay),
                                limit(account, SEND_LIST, perDay)),
                        store.uses(account, except, now, month, almostEverybody(account)));
        return book.plus(Map.of(BeijingTime.day(now), callsMade(account, now)))
                .plus(opening(account, BeijingTime.month(now)));
    }

    private long almostEverybody(AccountId account) {
        return Math.max(1, audiences.followers(account).count() * 9 / 10);
    }

    private Map<LocalDate, QuotaBook.Uses> opening(AccountId account, YearMonth month) {
        var uses = new HashMap<LocalDate, QuotaBook.Uses>();
        store.opening(account, month)
                .ifPresent(
                        stated -> {
                            var before =
                                    new QuotaBook.Uses(0, stated.toAll() - stated.today(), 0, 0);
                            var that = new QuotaBook.Uses(stated.today(), stated.today(), 0, 0);
                            uses.merge(month.atDay(1), before, QuotaBook.Uses::plus);
                            uses.merge(stated.statedOn(), that, QuotaBook.Uses::plus);
                        });
        return uses;
    }

    /** The lower of what the platform says and what is documented. */
    private int limit(AccountId account, String path, int documented) {
        return store.report(account, path)
                .map(report -> (int) Math.min(report.dailyLimit(), documented))
                .orElse(documented);
    }

    private QuotaBook.Uses callsMade(AccountId account, Instant now) {
        return new QuotaBook.Uses(
                0, 0, callsMade(account, SEND_ALL, now), callsMade(account, SEND_LIST, now));
    }

    private int callsMade(AccountId account, String path, Instant now) {
        var own = accounts.callsOnDay(account, path, now);
        var told =
                store.report(account, path)
                        .filter(report -> sameDay(report.asOf(), now))
                        .map(QuotaStore.Report::used)
                        .orElse(0L);
        return Math.toIntExact(Math.max(own, told));
    }

    private static boolean sameDay(Instant one, Instant other) {
        return BeijingTime.day(one).equals(BeijingTime.day(other));
    }

    /** How many previews were asked for today. */
    long previewsUsed(AccountId account) {
        return accounts.callsOnDay(account, PREVIEW, clock.instant());
    }

    /**
     * Asks for no preview that the platform would refuse.
     *
     * @throws Problem 409
     */
    void requirePreviews(AccountId account, int needed) {
        var left = Math.max(0, PREVIEWS_PER_DAY - previewsUsed(account));
        if (needed > left) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "previews-used-up",
                    Map.of("needed", needed, "left", left));
        }
    }

    /** What each follower has had in a month, as far as is known. */
    MonthlyCounts received(AccountId account, YearMonth month) {
        return counts.of(account, month);
    }

    /** What each follower has had in a month, and will have had by what is planned. */
    MonthlyCounts counts(AccountId account, UUID except, YearMonth month) {
        var expected = counts.of(account, month);
        if (accounts.get(account).kind() == Account.Kind.SUBSCRIPTION) {
            return expected;
        }
        for (var pending : store.pending(account, except, month, clock.instant())) {
            var members =
                    pending.everybody() && pending.members() == null
                            ? audiences.everyone(account)
                            : pending.members();
            expected = members == null ? expected : expected.plus(members);
        }
        return expected;
    }
}
