package io.qunfa.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

@ServerTest
final class WireLogIT {

    private final LoggingSystem logging;

    WireLogIT(@Autowired LoggingSystem logging) {
        this.logging = logging;
    }

    /** By a level of its own, which the level of everything does not change. */
    @ParameterizedTest
    @ValueSource(strings = {"org.apache.hc.client5.http", "org.apache.hc.core5"})
    void requests_with_their_tokens_are_not_logged(String logger) {
        assertThat(logging.getLoggerConfiguration(logger))
                .extracting(LoggerConfiguration::getConfiguredLevel)
                .isEqualTo(LogLevel.WARN);
    }
}
