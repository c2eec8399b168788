package io.qunfa.server.webhook;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final LocalTime QUIET_HOUR = LocalTime.of(4, 45);
    private static final ZoneId PLATFORM = ZoneId.of("Asia/Shanghai");
    private static final int PRUNED_AT_ONCE = 5_000;

    private static final Logger log = LoggerFactory.getLogger(WebhookConfiguration.class);

    @Bean
    WorkLoop webhookLoop(Telling telling) {
        return new WorkLoop("webhook", PAUSE, telling::workOnce);
    }

    /** The log is kept as long as the pushes it tells of. */
    @Bean
    Task<Void> deliveryPruning(
            DeliveryQueue deliveries, @Value("${qunfa.push-retention:30d}") Duration retention) {
        return Tasks.recurring("webhook.pruning", Schedules.daily(PLATFORM, QUIET_HOUR))
                .execute((_, _) -> prune(deliveries, retention));
    }

    private static void prune(DeliveryQueue deliveries, Duration retention) {
        while (deliveries.prune(retention, PRUNED_AT_ONCE) == PRUNED_AT_ONCE) {
            log.debug("webhook.pruned deliveries={}", PRUNED_AT_ONCE);
        }
    }
}
