package io.qunfa.server.broadcast;

import io.qunfa.client.Statistics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * How one article was read, as the platform told last.
 *
 * @param days in their order; at least one
 * @param preliminary whether the platform may still correct them
 */
record ArticleFigures(List<Day> days, boolean preliminary, Instant fetchedAt) {

    /**
     * What the platform tells of one day.
     *
     * @param wows readers who recommended it to their friends (在看)
     */
    record Day(
            LocalDate date,
            long readers,
            long shares,
            long wows,
            long likes,
            long comments,
            long collections) {

        static Day of(Statistics.ArticleDay day) {
            return new Day(
                    day.statDate(),
                    day.readUser(),
                    day.shareUser(),
                    day.zaikanUser(),
                    day.likeUser(),
                    day.commentCount(),
                    day.collectionUser());
        }
    }

    ArticleFigures {
        days = days.stream().sorted(Comparator.comparing(Day::date)).toList();
    }

    Day latest() {
        return days.getLast();
    }
}
