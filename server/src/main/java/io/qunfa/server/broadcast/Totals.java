package io.qunfa.server.broadcast;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the platform counted over the calls that were made. Never invented: a number that one call
 * lacks is null.
 *
 * @param audience whom the calls are for; null as long as there are none
 * @param filtered whom the platform left out: the audience less the eligible
 */
record Totals(
        @Nullable Long audience,
        @Nullable Long eligible,
        @Nullable Long delivered,
        @Nullable Long failed,
        @Nullable Long filtered) {

    static Totals of(List<Call> calls) {
        if (calls.isEmpty()) {
            return new Totals(null, null, null, null, null);
        }
        var made = calls.stream().filter(call -> call.state().isMade()).toList();
        var counted = made.stream().map(Call::counts).filter(Objects::nonNull).toList();
        if (counted.isEmpty() || counted.size() < made.size()) {
            var addressed = made.stream().mapToLong(Call::recipients).sum();
            return new Totals(addressed, null, null, null, null);
        }
        var total = counted.stream().mapToLong(Counts::total).sum();
        var eligible = counted.stream().mapToLong(Counts::eligible).sum();
        return new Totals(
                total,
                eligible,
                counted.stream().mapToLong(Counts::delivered).sum(),
                counted.stream().mapToLong(Counts::failed).sum(),
                total - eligible);
    }
}
