package io.qunfa.server.broadcast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * What was sent before this server counted, as an operator states it.
 *
 * @param statedOn the platform's day of the statement
 * @param toAll messages to everybody this month
 * @param today of the sends that a day grants, how many of that day
 * @param perFollower messages that every follower has had this month, 0 to 4
 */
record OpeningBalance(
        YearMonth month,
        LocalDate statedOn,
        int toAll,
        int today,
        int perFollower,
        Author by,
        Instant at) {

    static final int MOST_TO_ALL = 4;
}
