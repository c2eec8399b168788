package io.qunfa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class ExternalDatabaseTest {

    @Test
    void an_address_with_a_person_is_taken_apart() {
        var database =
                ExternalDatabase.parse(
                        "postgresql://me:a%2Bb%40c+d@db.example:5433/qunfa?ssl=true");

        assertThat(database)
                .isEqualTo(
                        new ExternalDatabase(
                                "jdbc:postgresql://db.example:5433/qunfa?ssl=true",
                                "me",
                                "a+b@c+d"));
    }

    @Test
    void a_jdbc_address_stays_as_it_is() {
        var database = ExternalDatabase.parse("jdbc:postgresql://db.example/qunfa?user=me");

        assertThat(database.url()).isEqualTo("jdbc:postgresql://db.example/qunfa?user=me");
        assertThat(database.user()).isNull();
    }

    @Test
    void its_password_does_not_show() {
        assertThat(ExternalDatabase.parse("postgres://me:secret@db.example/qunfa").toString())
                .doesNotContain("secret");
    }

    @Test
    void another_kind_of_database_is_refused() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> ExternalDatabase.parse("mysql://db.example/qunfa"))
                .withMessageContaining("postgresql://user:password@host:5432/name");
    }
}
