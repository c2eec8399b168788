package io.qunfa.server.audience;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AudienceConfiguration {

    private static final ZoneId PLATFORM = ZoneId.of("Asia/Shanghai");
    private static final LocalTime QUIET_HOUR = LocalTime.of(4, 40);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** On one node, once a day: a list that was uploaded is there to write broadcasts for it. */
    @Bean
    Task<Void> listPruning(
            UploadedListStore store,
            InstantSource clock,
            @Value("${qunfa.list-retention:30d}") Duration retention) {
        return Tasks.recurring("audience.list-pruning", Schedules.daily(PLATFORM, QUIET_HOUR))
                .execute((_, _) -> store.prune(clock.instant().minus(retention)));
    }

    @Bean
    WorkLoop synchronizationLoop(Synchronizer synchronizer) {
        return new WorkLoop("audience-synchronization", PAUSE, synchronizer::workOnce);
    }
}
