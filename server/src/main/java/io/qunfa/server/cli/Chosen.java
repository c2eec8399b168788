package io.qunfa.server.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which broadcast of which account is meant. */
final class Chosen {

    @Mixin private ServerChoice server;

    @Parameters(
            paramLabel = "ID",
            description = "The broadcast's id, as `broadcast list` tells it.")
    private String id;

    BroadcastConnection connect() {
        return new BroadcastConnection(server.connect(), id);
    }
}
