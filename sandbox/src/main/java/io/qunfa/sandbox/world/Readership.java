package io.qunfa.sandbox.world;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Who read what was really sent. A simulated public, whose number follows from how many an article
 * reached, from the account's seed and from the article's age, all assumed; and besides whoever
 * opened the page, or was said to.
 */
public final class Readership {

    /** The platform counts so long. */
    public static final int DAYS = 30;

    private static final double FIRST_DAY = 0.6;
    private static final double SECOND_DAY = 0.2;

    /** Of an article that nobody was notified of, one follower in so many hears. */
    private static final int FOLLOWERS_PER_SILENT_READER = 20;

    private final OfficialAccount account;
    private final long key;

    Readership(OfficialAccount account, long accountKey) {
        this.account = account;
        this.key = Randomness.mix(accountKey, "readers");
    }

    /** What happened to an article on a day of Beijing time. */
    public Reading on(LocalDate day, Publication publication, ArticlePage page) {
        long age = ChronoUnit.DAYS.between(publishedOn(publication), day);
        if (age < 0 || age >= DAYS) {
            return Reading.NONE;
        }
        var counted = page.readings().on(day);
        if (account.switches().content().isOn(ContentSwitch.ONLY_REAL_READERS)) {
            return counted;
        }
        long article = article(publication, page);
        int users = (int) Math.round(readers(publication, page, article) * share(age));
        return counted.plus(of(users, article, page));
    }

    /** Everything that happened to an article until today. */
    public Reading untilToday(Publication publication, ArticlePage page) {
        var day = publishedOn(publication);
        var today = account.clock().beijingDate();
        var sum = Reading.NONE;
        for (int age = 0; age < DAYS && !day.isAfter(today); age++) {
            sum = sum.plus(on(day, publication, page));
            day = day.plusDays(1);
        }
        return sum;
    }

    /** What so many readers usually do with this article. */
    public Reading usual(int users, Publication publication, ArticlePage page) {
        return of(users, article(publication, page), page);
    }

    /** Which part of its readers reads an article to the end. */
    public double finished(Publication publication, ArticlePage page) {
        return 0.4 + 0.4 * fraction(article(publication, page) + 6);
    }

    /** How many seconds its readers spend on an article. */
    public int seconds(Publication publication, ArticlePage page) {
        return (int) Math.round(20 + 60 * fraction(article(publication, page) + 7));
    }

    private long article(Publication publication, ArticlePage page) {
        return Randomness.mix(key, publication.msgDataId() * 8 + page.idx());
    }

    private static Reading of(int users, long article, ArticlePage page) {
        return new Reading(
                users,
                part(users, article, 1, 0.08),
                part(users, article, 2, 0.05),
                part(users, article, 3, 0.10),
                part(users, article, 4, 0.04),
                page.article().sourceUrl().isEmpty() ? 0 : part(users, article, 5, 0.15));
    }

    /** The day on which an article was published, in Beijing. */
    public static LocalDate publishedOn(Publication publication) {
        return LocalDate.ofInstant(publication.at(), VirtualClock.BEIJING);
    }

    private double readers(Publication publication, ArticlePage page, long article) {
        int audience =
                publication.isNotified()
                        ? publication.reach()
                        : account.followers().count() / FOLLOWERS_PER_SILENT_READER;
        double interest = 0.15 + 0.25 * fraction(article);
        return audience * interest / page.idx();
    }

    private static double share(long age) {
        return age == 0 ? FIRST_DAY : SECOND_DAY * Math.pow(0.5, age - 1.0);
    }

    private static int part(int users, long article, int what, double most) {
        return (int) Math.round(users * most * (0.5 + fraction(article + what) / 2));
    }

    private static double fraction(long value) {
        return (Randomness.mix(value) >>> 11) * 0x1.0p-53;
    }
}
