package io.qunfa.server.account;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.InstantSource;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    private static final LocalTime QUIET_HOUR = LocalTime.of(4, 0);

    /** On one node, once a day. */
    @Bean
    Task<Void> callLogPruning(CallLog calls, InstantSource clock) {
        return Tasks.recurring(
                        "account.call-log-pruning", Schedules.daily(CallLog.PLATFORM, QUIET_HOUR))
                .execute((_, _) -> calls.prune(clock.instant()));
    }
}
