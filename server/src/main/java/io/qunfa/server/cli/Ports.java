package io.qunfa.server.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port is free before much has been started that would have to be undone. */
final class Ports {

    private static final int HIGHEST = 65_535;

    private Ports() {}

    /**
     * Complains if the port cannot be listened on.
     *
     * @param option the option with which the user can choose another
     */
    static void requireFree(InetAddress address, int port, String option) {
        if (port < 0 || port > HIGHEST) {
            throw new UserError(
                    "%s %d is not a port: choose one from 1 to 65535, or 0 for a free one."
                            .formatted(option, port));
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new UserError(
                    "Port %d is in use. Stop the program that uses it, or choose another port with %s."
                            .formatted(port, option));
        }
    }
}
