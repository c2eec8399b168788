package io.qunfa.server.audience;

import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AudienceConfiguration {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    WorkLoop synchronizationLoop(Synchronizer synchronizer) {
        return new WorkLoop("audience-synchronization", PAUSE, synchronizer::workOnce);
    }
}
