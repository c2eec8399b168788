package io.qunfa.server.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** When something begins by itself. */
final class StartChoice {

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Begin by itself at this local time, such as 2026-12-01T20:00.")
    private @Nullable String at;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "The zone of that time, or of --cron (${DEFAULT-VALUE}).")
    private String zone;

    @Option(
            names = "--later",
            description = "The second of two such times, on a day when clocks are set back.")
    private boolean later;

    boolean isGiven() {
        return at != null;
    }

    String zone() {
        return zone;
    }

    ObjectNode json() {
        return ServerConnection.object().put("local", at).put("zone", zone).put("later", later);
    }

    /** What a plan for this time is asked for with. */
    String query() {
        return Optional.ofNullable(at)
                .map(
                        local ->
                                "?start=%s&zone=%s&later=%s"
                                        .formatted(encoded(local), encoded(zone), later))
                .orElse("");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
