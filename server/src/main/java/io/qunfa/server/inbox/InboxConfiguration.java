package io.qunfa.server.inbox;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {

    private static final ZoneId PLATFORM = ZoneId.of("Asia/Shanghai");
    private static final LocalTime QUIET_HOUR = LocalTime.of(4, 30);
    private static final int PRUNED_AT_ONCE = 5_000;

    private static final String ADDRESSES = "/wx/*";

    private static final Logger log = LoggerFactory.getLogger(InboxConfiguration.class);

    /** On one node, once a day: forgets what nobody needs any more. */
    @Bean
    Task<Void> pushPruning(
            PushStore store,
            InstantSource clock,
            @Value("${qunfa.push-retention:30d}") Duration retention) {
        return Tasks.recurring("inbox.push-pruning", Schedules.daily(PLATFORM, QUIET_HOUR))
                .execute((_, _) -> prune(store, clock.instant().minus(retention)));
    }

    private static void prune(PushStore store, Instant before) {
        while (store.prune(before, PRUNED_AT_ONCE) == PRUNED_AT_ONCE) {
            log.debug("inbox.pruned pushes={}", PRUNED_AT_ONCE);
        }
    }

    @Bean
    ServletRegistrationBean<CallbackServlet> callbacks(CallbackServlet servlet) {
        var registration = new ServletRegistrationBean<>(servlet, ADDRESSES);
        registration.setName("callbacks");
        registration.setLoadOnStartup(1);
        return registration;
    }

    /**
     * A callback proves by its signature who sent it. Sessions, sign-in and observations of
     * requests would cost more than all the rest of it, and so are not even asked.
     */
    @Bean
    FilterRegistrationBean<Filter> callbacksFirst(CallbackServlet servlet) {
        Filter straight = (request, response, _) -> servlet.service(request, response);
        var registration = new FilterRegistrationBean<>(straight);
        registration.setName("callbacks-first");
        registration.addUrlPatterns(ADDRESSES);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
