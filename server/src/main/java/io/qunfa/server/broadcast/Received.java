package io.qunfa.server.broadcast;

import io.qunfa.server.audience.MonthlyCounts;
import java.time.YearMonth;

/** What each follower has had in a month, and will have had by what else is planned. */
@FunctionalInterface
interface Received {

    MonthlyCounts in(YearMonth month);
}
