package io.qunfa.server.broadcast;

import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BroadcastConfiguration {

    /** How long a due call may wait if nobody wakes the loop. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Between two questions about how articles were read, which nobody is in a hurry for. */
    private static final Duration READING = Duration.ofSeconds(10);

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);

    @Bean
    CrashPoints crashPoints(@Value("${qunfa.crash-at:}") String point) {
        return new CrashPoints(point);
    }

    @Bean
    IntentMarker intentMarker(@Value("${qunfa.data:}") String directory) {
        return new IntentMarker(directory);
    }

    @Bean
    Leases leases(DeliveryStore store, InstantSource clock) {
        return new Leases(UUID.randomUUID(), store, clock);
    }

    @Bean
    WorkLoop deliveryLoop(Deliveries deliveries) {
        return new WorkLoop("broadcast-delivery", PAUSE, deliveries::workOnce);
    }

    @Bean
    WorkLoop scheduleLoop(Schedules schedules) {
        return new WorkLoop("broadcast-schedules", PAUSE, schedules::workOnce);
    }

    @Bean
    WorkLoop seriesLoop(Recurring recurring) {
        return new WorkLoop("broadcast-series", PAUSE, recurring::workOnce);
    }

    @Bean
    WorkLoop temporaryTagLoop(TemporaryTags tags) {
        return new WorkLoop("broadcast-temporary-tags", PAUSE, tags::workOnce);
    }

    @Bean
    WorkLoop leftCopiesLoop(LeftCopies copies) {
        return new WorkLoop("broadcast-left-copies", PAUSE, copies::workOnce);
    }

    @Bean
    WorkLoop readingLoop(Readings readings) {
        return new WorkLoop("broadcast-readings", READING, readings::workOnce);
    }

    @Bean
    WorkLoop housekeepingLoop(Housekeeping housekeeping) {
        return new WorkLoop("broadcast-housekeeping", HOUSEKEEPING, housekeeping::workOnce);
    }

    @Bean
    WorkLoop restorationLoop(Restoration restoration) {
        return new WorkLoop(
                "broadcast-restoration",
                Leases.RENEWAL,
                () -> {
                    restoration.look();
                    return false;
                });
    }

    @Bean
    WorkLoop leaseLoop(Leases leases) {
        return new WorkLoop(
                "broadcast-leases",
                Leases.RENEWAL,
                () -> {
                    leases.renewAll();
                    return false;
                });
    }
}
