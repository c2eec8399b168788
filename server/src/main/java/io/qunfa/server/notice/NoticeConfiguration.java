package io.qunfa.server.notice;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

    @Bean
    WorkLoop noticeLoop(Notices notices) {
        return new WorkLoop("notice", PAUSE, notices::workOnce);
    }

    @Bean
    Task<Void> connectionNotices(NoticeListener listener) {
        return Tasks.recurring("notice.connections", Schedules.fixedDelay(BETWEEN_LOOKS))
                .execute((_, _) -> listener.lookAtConnections());
    }
}
