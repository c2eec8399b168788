package io.qunfa.server.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to start a server.
 *
 * @param address what to listen on; empty for every interface
 * @param database an external database instead of the embedded one
 */
record ServerOptions(
        @Nullable InetAddress address, int port, Path data, Optional<ExternalDatabase> database) {}
