package io.qunfa.server.testing;

import io.qunfa.server.access.Operators;
import io.qunfa.server.database.TestDatabase;
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
    Stages stages(Visitors visitors, TestClock clock) {
        return new Stages(visitors, clock);
    }

    @Bean
    Visitors visitors(Operators operators, JdbcClient jdbc, Environment environment) {
        return new Visitors(operators, jdbc, environment);
    }
}
