package io.qunfa.server.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings every module's schema up to date. A module has a schema, a folder of migrations and a
 * history of its own; as no foreign key crosses schemas, their order does not matter.
 */
final class SchemaMigrations {

    static final List<String> MODULES =
            List.of(
                    "database",
                    "access",
                    "account",
                    "content",
                    "audience",
                    "inbox",
                    "reply",
                    "broadcast",
                    "web",
                    "webhook",
                    "notice");

    private SchemaMigrations() {}

    static void migrate(DataSource dataSource) {
        for (var module : MODULES) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration/" + module)
                    .schemas(module)
                    .table("schema_history")
                    .failOnMissingLocations(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        }
    }
}
