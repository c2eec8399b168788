package io.qunfa.server.testing;

import io.qunfa.server.access.Operators;
import io.qunfa.server.database.TestDatabase;
import io.qunfa.server.work.WorkLoop;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class TestConfiguration {

    /** Of all servers of a test; it ends with the tests. */
    @Bean(destroyMethod = "")
    DataSource dataSource() {
        return TestDatabase.current();
    }

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }

    @Bean
    Stages stages(Visitors visitors, TestClock clock, List<WorkLoop> loops) {
        return new Stages(visitors, clock, loops);
    }

    @Bean
    Visitors visitors(Operators operators, JdbcClient jdbc, Environment environment) {
        return new Visitors(operators, jdbc, environment);
    }
}
