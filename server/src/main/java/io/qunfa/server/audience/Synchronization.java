package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * The last or current synchronisation of an account's followers.
 *
 * @param cursor after whom the next page starts; empty at the beginning
 * @param total what the platform said it would be
 * @param failures attempts at the current page that failed
 * @param problem stable code of what went wrong last
 * @param completeAt when the mirror was last complete
 * @param fence the number of the lease under which it was read
 */
record Synchronization(
        AccountId account,
        State state,
        Optional<OpenId> cursor,
        int fetched,
        int total,
        int failures,
        Optional<String> problem,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<Instant> completeAt,
        long fence) {

    enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
