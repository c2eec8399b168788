package io.qunfa.sandbox.statistics;

import static java.util.Map.entry;

import io.qunfa.sandbox.wire.CallHandler;
import java.util.Map;

/** Who serves which call of this family. */
public final class StatisticsSurface {

    private StatisticsSurface() {}

    /** All of them. */
    public static Map<String, CallHandler> handlers() {
        var articles = new ArticleStatistics();
        return Map.ofEntries(
                entry("/datacube/getarticleread", articles::read),
                entry("/datacube/getarticleshare", articles::share),
                entry("/datacube/getbizsummary", articles::summary),
                entry("/datacube/getarticletotaldetail", articles::totalDetail),
                entry("/datacube/getarticlesummary", OldStatistics.summary()),
                entry("/datacube/getarticletotal", OldStatistics.total()),
                entry("/datacube/getuserread", OldStatistics.userRead()),
                entry("/datacube/getuserreadhour", OldStatistics.userReadByHour()),
                entry("/datacube/getusershare", OldStatistics.userShare()),
                entry("/datacube/getusersharehour", OldStatistics.userShareByHour()));
    }
}
