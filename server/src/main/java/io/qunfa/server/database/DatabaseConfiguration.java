package io.qunfa.server.database;

import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    FlywayMigrationStrategy schemaMigrations(DataSource dataSource) {
        return flyway -> SchemaMigrations.migrate(dataSource);
    }

    /** Ids go by the machine's time even when the rules follow a sandbox's clock. */
    @Bean
    Uuid7 uuid7() {
        return new Uuid7(Clock.systemUTC(), new SecureRandom());
    }
}
