package io.qunfa.server.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
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
 *
 * <p>Its arguments are the classes that {@link #components} finds: looking for them takes as long
 * as everything else before it is ready.
 */
public final class EngineProcess {

    /** What it says when it is ready. */
    public static final String READY = "ready";

    private static final List<String> LOOPS =
            List.of("leaseLoop", "deliveryLoop", "handOn", "temporaryTagLoop", "scheduleLoop");

    private static final List<String> PACKAGES =
            List.of(
                    "access",
                    "account",
                    "audience",
                    "broadcast",
                    "content",
                    "database",
                    "inbox",
                    "vault");

    private static final Pattern LEFT_OUT =
            Pattern.compile(".*(Api|Guard|Servlet|IT|Test|AccessConfiguration|NeedsInDescription)");

    private EngineProcess() {}

    /** The names of the classes that an engine is made of. */
    public static List<String> components() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(LEFT_OUT));
        return PACKAGES.stream()
                .flatMap(
                        name -> scanner.findCandidateComponents("io.qunfa.server." + name).stream())
                .map(found -> Objects.requireNonNull(found.getBeanClassName()))
                .toList();
    }

    public static void main(String[] components) throws IOException, ClassNotFoundException {
        // What is logged must not fill the pipe that nobody reads once it is ready.
        var out = System.out;
        System.setOut(System.err);
        LoggingSystem.get(EngineProcess.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        var context = new AnnotationConfigApplicationContext();
        context.setAllowBeanDefinitionOverriding(false);
        context.getBeanFactory().registerSingleton("lifecycleProcessor", new ByHand());
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.register(Engine.class);
        for (var component : components) {
            context.register(Class.forName(component));
        }
        context.refresh();
        var loops =
                LOOPS.stream().map(name -> context.getBean(name, SmartLifecycle.class)).toList();
        out.println(READY);
        if (System.in.read() >= 0) {
            loops.forEach(SmartLifecycle::start);
            // Whoever started it has gone, or wants it to end, when this ends.
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
        context.close();
        System.exit(0);
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
