package io.qunfa.server.broadcast;

import io.qunfa.client.Statistics;
import io.qunfa.client.WeChatException;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the platform how articles were read: one day of one account at a time, in the mornings after
 * they were sent. Nothing depends on it, so that a failure only means that the figures are older.
 */
@Component
final class Readings {

    /** How long nobody else asks about a day, if whoever does is gone. */
    private static final Duration CLAIM = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(Readings.class);

    private final Accounts accounts;
    private final ReadingStore store;
    private final InstantSource clock;

    Readings(Accounts accounts, ReadingStore store, InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.clock = clock;
    }

    /** A call of articles has its result. In the caller's transaction. */
    void finished(AccountId account, UUID call, JobResult result) {
        ArticleName.inAddresses(result.articles())
                .ifPresent(articles -> store.name(account, call, articles));
        if (!result.successful() || !store.isNamed(account, call)) {
            return;
        }
        var day = BeijingTime.day(result.at());
        ReadingDays.next(day, clock.instant()).ifPresent(due -> store.expect(account, day, due));
    }

    /** Asks about one day. False always, so that the loop's pause is the pace. */
    boolean workOnce() {
        store.claim(clock.instant(), CLAIM).ifPresent(this::ask);
        return false;
    }

    private void ask(ReadingStore.Day day) {
        try {
            var report = accounts.wechat(day.account()).statistics().histories(day.date());
            report.rows().forEach(article -> save(day, article, report.preliminary()));
            ReadingDays.next(day.date(), clock.instant())
                    .ifPresentOrElse(due -> store.again(day, 0, due), () -> store.forget(day));
        } catch (WeChatException e) {
            log.info("broadcast.reading-not-told day={} errcode={}", day.date(), e.code());
            var failures = day.failures() + 1;
            ReadingDays.afterFailure(day.date(), failures, clock.instant())
                    .ifPresentOrElse(
                            due -> store.again(day, failures, due), () -> store.forget(day));
        }
    }

    private void save(
            ReadingStore.Day day, Statistics.ArticleHistory article, boolean preliminary) {
        var days = article.detailList().stream().map(ArticleFigures.Day::of).toList();
        if (!days.isEmpty()) {
            var figures = new ArticleFigures(days, preliminary, clock.instant());
            ArticleName.parse(article.msgid())
                    .ifPresent(name -> store.save(day.account(), name, figures));
        }
    }
}
