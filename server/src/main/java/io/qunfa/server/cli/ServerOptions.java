package io.qunfa.server.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How to start a server.
 *
 * @param address what to listen on
 * @param database an external database instead of the embedded one
 * @param sandbox the sandbox that was started with it
 * @param clock a sandbox's clock for the rules to go by, instead of this machine's
 * @param log where the log goes instead of the terminal
 */
record ServerOptions(
        InetAddress address,
        int port,
        Optional<ExternalDatabase> database,
        Optional<EmbeddedSandbox> sandbox,
        Optional<InstantSource> clock,
        Optional<Path> log) {}
