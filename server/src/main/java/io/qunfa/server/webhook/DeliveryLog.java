package io.qunfa.server.webhook;

import io.qunfa.server.http.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an endpoint was told, for people. */
final class DeliveryLog {

    private static final int LARGEST_PAGE = 200;

    private DeliveryLog() {}

    record DeliveryPage(List<DeliveryLine> items, @Nullable String next) {}

    /**
     * @param eventId what the receiver tells repetitions apart by
     * @param state waiting, delivered or failed
     * @param status of the last answer, whose beginning is in the response
     * @param problem why there was no answer
     */
    record DeliveryLine(
            String id,
            String eventId,
            String kind,
            String state,
            int attempts,
            Instant createdAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant nextAttemptAt,
            @Nullable Integer durationMillis,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String problem) {}

    static DeliveryPage page(
            Endpoints endpoints, Endpoint endpoint, @Nullable UUID after, int limit) {
        var size = Limit.require(limit, LARGEST_PAGE);
        var lines = endpoints.log(endpoint, Optional.ofNullable(after), size);
        return new DeliveryPage(
                lines.stream().map(DeliveryLog::line).toList(),
                lines.size() < size ? null : lines.getLast().id().toString());
    }

    private static DeliveryLine line(DeliveryQueue.Line line) {
        return new DeliveryLine(
                line.id().toString(),
                line.eventId(),
                line.kind(),
                line.state(),
                line.attempts(),
                line.createdAt(),
                line.lastAttemptAt(),
                line.nextAttemptAt(),
                line.durationMillis(),
                line.status(),
                line.response(),
                line.problem());
    }
}
