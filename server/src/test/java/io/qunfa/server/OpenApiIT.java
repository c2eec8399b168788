package io.qunfa.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.Generated;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
final class OpenApiIT {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private final Visitors visitors;

    OpenApiIT(@Autowired Visitors visitors) {
        this.visitors = visitors;
    }

    /**
     * Refresh the file with {@code mvn verify -pl server -am -Dit.test=OpenApiIT -Dqunfa.update}.
     */
    @Test
    void the_committed_description_is_the_servers_own() {
        var answer = visitors.stranger().get("/v3/api-docs");

        assertThat(answer.status()).isEqualTo(200);
        Generated.check(Path.of("..", "console", "openapi.json"), pretty(answer.text()));
    }

    @Test
    void every_call_says_what_it_does() {
        var paths = JSON.readTree(visitors.stranger().get("/v3/api-docs").text()).path("paths");

        assertThat(paths.propertyStream().flatMap(path -> path.getValue().valueStream()))
                .isNotEmpty()
                .allSatisfy(
                        call ->
                                assertThat(call.path("description").asString())
                                        .as(call.path("operationId").asString())
                                        .isNotBlank()
                                        .doesNotContain("{@"));
    }

    private static String pretty(String json) {
        var sorted = JSON.readValue(json, Object.class);
        var printer =
                new DefaultPrettyPrinter()
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                        .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        return JSON.writer().with(printer).writeValueAsString(sorted) + "\n";
    }
}
