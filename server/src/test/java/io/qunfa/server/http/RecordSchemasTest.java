package io.qunfa.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.ModelConverters;
import org.junit.jupiter.api.Test;

final class RecordSchemasTest {

    private static final class Here {
        record SameName(int one) {}
    }

    private static final class There {
        record SameName(String other) {}
    }

    record Both(Here.SameName here, There.SameName there) {}

    @Test
    void two_types_of_one_name_are_noted_as_a_clash() {
        var converters = new ModelConverters(true);
        var schemas = new RecordSchemas();
        converters.addConverter(schemas);

        converters.readAll(Both.class);

        assertThat(schemas.clashes())
                .singleElement()
                .asString()
                .contains("Here$SameName")
                .contains("There$SameName");
    }
}
