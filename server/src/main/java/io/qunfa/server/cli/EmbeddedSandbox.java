package io.qunfa.server.cli;

import io.qunfa.sandbox.Sandbox;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The sandbox inside this process. This is the only class of the server that knows the sandbox's
 * own types; everything else meets it over HTTP, like the platform.
 */
final class EmbeddedSandbox implements AutoCloseable {

    private final Sandbox sandbox;

    private EmbeddedSandbox(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * What the world is like at the beginning.
     *
     * @param followers how many follow the first account
     * @param snapshot where the world is kept; one that is there goes on
     */
    record World(int port, int followers, long seed, Optional<Path> snapshot) {}

    static EmbeddedSandbox start(World world, String portOption) {
        Ports.requireFree(InetAddress.getLoopbackAddress(), world.port(), portOption);
        var builder =
                Sandbox.builder()
                        .port(world.port())
                        .followers(world.followers())
                        .seed(world.seed());
        world.snapshot().ifPresent(builder::snapshot);
        try {
            return new EmbeddedSandbox(builder.start());
        } catch (UncheckedIOException e) {
            throw new UserError("The sandbox cannot start: " + e.getMessage());
        }
    }

    URI address() {
        return sandbox.address();
    }

    String appId() {
        return sandbox.account().appId();
    }

    String appSecret() {
        return sandbox.account().appSecret();
    }

    InstantSource clock() {
        return sandbox.clock();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
