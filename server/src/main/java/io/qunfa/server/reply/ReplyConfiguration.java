package io.qunfa.server.reply;

import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReplyConfiguration {

    /** How old the rules of a node may be. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    WorkLoop ruleRefresh(RuleBooks books) {
        return new WorkLoop(
                "reply-rules",
                PAUSE,
                () -> {
                    books.refresh();
                    return false;
                });
    }
}
