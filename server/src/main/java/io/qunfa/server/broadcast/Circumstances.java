package io.qunfa.server.broadcast;

import io.qunfa.server.account.Account;
import io.qunfa.server.audience.MonthlyCounts;
import java.time.Instant;

/**
 * What a plan depends on besides the broadcast itself.
 *
 * @param quota without the broadcast that is planned
 * @param counts of the month of the start, with what other broadcasts have reserved
 * @param pace at which the account's calls follow each other
 * @param start when it would begin; not before now
 */
record Circumstances(
        Account account,
        Settings settings,
        QuotaBook quota,
        MonthlyCounts counts,
        Pace pace,
        Instant now,
        Start start) {}
