package io.qunfa.server.audience;

import io.qunfa.client.FollowerPage;
import io.qunfa.client.WeChat;
import io.qunfa.client.WeChatException;
import io.qunfa.server.account.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fetches an account's followers page by page. Each page is staged together with the cursor behind
 * it, so whoever takes over a run goes on at the next page; the last page is followed by one merge.
 */
@Component
final class Synchronizer {

    private static final Logger log = LoggerFactory.getLogger(Synchronizer.class);

    private static final int MAX_FAILURES = 5;

    /** Pushes keep the mirror in step; once a day it is compared with the platform all the same. */
    private static final Duration AGE = Duration.ofDays(1);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Accounts accounts;
    private final FollowerStore followers;
    private final SynchronizationStore runs;
    private final Tags tags;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    Synchronizer(
            Accounts accounts,
            FollowerStore followers,
            SynchronizationStore runs,
            Tags tags,
            TransactionOperations transactions,
            InstantSource clock) {
        this.accounts = accounts;
        this.followers = followers;
        this.runs = runs;
        this.tags = tags;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Works on one run that is due, until it ends or fails. False if there was none. */
    boolean workOnce() {
        var claimed = runs.claim(clock.instant(), SynchronizationStore.LEASE);
        claimed.ifPresent(this::work);
        return claimed.isPresent() || runs.beginStale(clock.instant(), clock.instant().minus(AGE));
    }

    private void work(Synchronization run) {
        try {
            fetch(run, accounts.wechat(run.account()));
        } catch (WeChatException failure) {
            settle(run, failure);
        }
    }

    private void fetch(Synchronization run, WeChat wechat) {
        if (run.cursor().isEmpty()) {
            transactions.executeWithoutResult(_ -> followers.clearStage(run.account()));
            tags.refresh(run.account());
        }
        var cursor = run.cursor();
        do {
            var page =
                    cursor.isPresent()
                            ? wechat.followers().pageAfter(cursor.get())
                            : wechat.followers().page();
            if (!stage(run, page)) {
                return;
            }
            cursor = page.next();
        } while (cursor.isPresent());
        merge(run);
    }

    private boolean stage(Synchronization run, FollowerPage page) {
        return Boolean.TRUE.equals(
                transactions.execute(
                        _ -> {
                            if (!runs.advance(run, page, SynchronizationStore.LEASE)) {
                                return false;
                            }
                            followers.stage(run.account(), page.openIds());
                            return true;
                        }));
    }

    private void merge(Synchronization run) {
        log.info("audience.fetched account={}", run.account().value());
        transactions.executeWithoutResult(
                _ -> {
                    if (runs.complete(run, clock.instant())) {
                        followers.merge(run.account(), run.startedAt());
                        accounts.followersCounted(
                                run.account(),
                                followers.series(run.account()).following(),
                                clock.instant());
                    }
                });
    }

    private void settle(Synchronization run, WeChatException failure) {
        var problem = problem(failure);
        var again = retryAfter(run, failure);
        if (failure instanceof WeChatException.Throttled throttled) {
            runs.await(run, problem, latest(throttled.notBefore(), clock.instant().plus(PAUSE)));
        } else if (again.isEmpty()) {
            runs.fail(run, problem, clock.instant());
        } else if (failure.code() == 40003) {
            runs.restart(run, problem);
        } else {
            runs.postpone(run, problem, clock.instant().plus(again.get()));
        }
        log.warn(
                "audience.synchronization-interrupted account={} problem={}",
                run.account().value(),
                problem,
                failure);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Duration> retryAfter(Synchronization run, WeChatException failure) {
        if (run.failures() >= MAX_FAILURES) {
            return Optional.empty();
        }
        return switch (failure) {
            case WeChatException.Unanswered _, WeChatException.Busy _ ->
                    Optional.of(PAUSE.multipliedBy(run.failures() + 1L));
            case WeChatException.RecipientUnreachable _ -> Optional.of(Duration.ZERO);
            case WeChatException.Throttled _,
                    WeChatException.CredentialRejected _,
                    WeChatException.Refused _,
                    WeChatException.DuplicateSend _ ->
                    Optional.empty();
        };
    }

    private static String problem(WeChatException failure) {
        return switch (failure) {
            case WeChatException.Unanswered _ -> "platform-unreachable";
            case WeChatException.Busy _ -> "platform-busy";
            case WeChatException.Throttled _ -> "quota-used-up";
            case WeChatException.CredentialRejected _ -> "credential-rejected";
            case WeChatException.RecipientUnreachable _,
                    WeChatException.Refused _,
                    WeChatException.DuplicateSend _ ->
                    "refused";
        };
    }
}
