package io.qunfa.server.cli;

import io.qunfa.server.database.DataDirectory;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server is talked to, as whom, and about which of its accounts. */
final class ServerChoice {

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server (${DEFAULT-VALUE}).")
    private URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:QUNFA_TOKEN}",
            description =
                    "An API token; also in the environment as QUNFA_TOKEN. Else the one that the server left in its data directory.")
    private @Nullable String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".qunfa",
            description = "The data directory of a server on this machine (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            required = true,
            description = "The account: its name, key, AppID or id.")
    private String account;

    AccountConnection connect() {
        var scheme = server.getScheme();
        if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new UserError(
                    "--server needs an address such as http://127.0.0.1:8080: " + server);
        }
        return AccountConnection.find(new ServerConnection(server, token()), account);
    }

    private String token() {
        if (token != null && !token.isBlank()) {
            return token;
        }
        return DataDirectory.peek(data, RunningServer.TOKEN_FILE)
                .orElseThrow(
                        () ->
                                new UserError(
                                        "There is no API token in %s. Name the server's data directory with --data, or give a token with --token."
                                                .formatted(data)));
    }
}
