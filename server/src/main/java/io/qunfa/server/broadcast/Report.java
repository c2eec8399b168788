package io.qunfa.server.broadcast;

import java.util.List;
import java.util.Optional;

/**
 * What came of a broadcast.
 *
 * @param rest whom it did not reach for reasons that concern whole calls; empty while it is not
 *     over
 * @param speed the level chosen for it
 */
record Report(
        Broadcast broadcast,
        List<CallResult> calls,
        List<Deletion> deletions,
        Optional<Remainder> rest,
        Optional<Integer> speed) {

    Report {
        calls = List.copyOf(calls);
        deletions = List.copyOf(deletions);
    }

    List<Deletion> deletionsOf(Call call) {
        return deletions.stream().filter(deletion -> deletion.call().equals(call.id())).toList();
    }
}
