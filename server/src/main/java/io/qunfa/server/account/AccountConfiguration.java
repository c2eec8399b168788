package io.qunfa.server.account;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    private static final Duration BY_HAND_KEPT = Duration.ofDays(30);
    private static final LocalTime QUIET_HOUR = LocalTime.of(4, 0);

    /** On one node, once a day. */
    @Bean
    Task<Void> callLogPruning(CallLog calls, CallByHandStore byHand, InstantSource clock) {
        return Tasks.recurring(
                        "account.call-log-pruning", Schedules.daily(CallLog.PLATFORM, QUIET_HOUR))
                .execute(
                        (_, _) -> {
                            var now = clock.instant();
                            calls.prune(now);
                            byHand.prune(now.minus(BY_HAND_KEPT));
                        });
    }
}
