package io.qunfa.server.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The engine in a process of its own, without the web server: it delivers what it finds in the
 * database and takes the results that others have stored there. It is ready as soon as it says so,
 * and begins when it is told to, so that one can wait while another dies.
 */
public final class EngineProcess {

    /** What it says when it is ready. */
    public static final String READY = "ready";

    private static final List<String> LOOPS =
            List.of("leaseLoop", "deliveryLoop", "handOn", "temporaryTagLoop", "scheduleLoop");

    private EngineProcess() {}

    public static void main(String[] words) throws IOException {
        var context = new AnnotationConfigApplicationContext();
        context.setAllowBeanDefinitionOverriding(false);
        context.getBeanFactory().registerSingleton("lifecycleProcessor", new ByHand());
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.register(Engine.class);
        context.refresh();
        var loops =
                LOOPS.stream().map(name -> context.getBean(name, SmartLifecycle.class)).toList();
        System.out.println(READY);
        if (System.in.read() < 0) {
            context.close();
            return;
        }
        loops.forEach(SmartLifecycle::start);
        // Whoever started it has gone when this ends.
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        Runtime.getRuntime().halt(0);
    }

    /** Only the loops that are wanted are started. */
    private static final class ByHand implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return true;
        }
    }

    @ComponentScan(
            basePackages = {
                "io.qunfa.server.access",
                "io.qunfa.server.account",
                "io.qunfa.server.audience",
                "io.qunfa.server.broadcast",
                "io.qunfa.server.content",
                "io.qunfa.server.database",
                "io.qunfa.server.inbox",
                "io.qunfa.server.vault"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = {
                                ".*(Api|Guard|Servlet|IT|Test)",
                                ".*AccessConfiguration",
                                ".*NeedsInDescription"
                            }))
    static class Engine {

        @Bean
        DataSource dataSource() {
            var config = new HikariConfig();
            var address = ExternalDatabase.parse(System.getProperty("qunfa.db"));
            config.setJdbcUrl(address.url());
            config.setUsername(address.user());
            config.setPassword(address.password());
            config.setConnectionInitSql("SET idle_in_transaction_session_timeout = '5s'");
            config.setMinimumIdle(0);
            return new HikariDataSource(config);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        TransactionTemplate transactions(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        JdbcClient jdbcClient(JdbcTemplate template) {
            return JdbcClient.create(template);
        }

        @Bean
        JsonMapper jsonMapper() {
            return JsonMapper.builder().build();
        }

        @Bean
        InstantSource clock() {
            return SandboxTime.of(System.getProperty("qunfa.sandbox"));
        }
    }
}
