package io.qunfa.server.inbox;

import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {

    /** How long a push may wait if another node stored it. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    WorkLoop inboxLoop(Processing processing) {
        return new WorkLoop("inbox", PAUSE, processing::workOnce);
    }

    @Bean
    ServletRegistrationBean<CallbackServlet> callbacks(CallbackServlet servlet) {
        var registration = new ServletRegistrationBean<>(servlet, "/wx/*");
        registration.setName("callbacks");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
