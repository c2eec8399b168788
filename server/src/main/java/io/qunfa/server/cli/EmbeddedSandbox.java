package io.qunfa.server.cli;

import io.qunfa.sandbox.Sandbox;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * How programs with fixed addresses come in, beside HTTP.
     *
     * @param tlsPort null for no HTTPS
     * @param proxyPort null for no proxy
     * @param authority where the certificate authority is kept
     */
    record FixedAddresses(@Nullable Integer tlsPort, @Nullable Integer proxyPort, Path authority) {}

    static EmbeddedSandbox start(World world, String portOption) {
        return start(world, new FixedAddresses(null, null, Path.of("")), portOption);
    }

    static EmbeddedSandbox start(World world, FixedAddresses fixed, String portOption) {
        Ports.requireFree(InetAddress.getLoopbackAddress(), world.port(), portOption);
        var builder =
                Sandbox.builder()
                        .port(world.port())
                        .followers(world.followers())
                        .seed(world.seed());
        world.snapshot().ifPresent(builder::snapshot);
        if (fixed.tlsPort() != null) {
            builder.tlsPort(fixed.tlsPort()).authority(fixed.authority());
        }
        if (fixed.proxyPort() != null) {
            builder.proxyPort(fixed.proxyPort()).authority(fixed.authority());
        }
        try {
            return new EmbeddedSandbox(builder.start());
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new UserError("The sandbox cannot start: " + e.getMessage());
        }
    }

    /** Whether the world was kept, so that options for a new one meant nothing. */
    boolean goesOn() {
        return sandbox.goesOn();
    }

    URI address() {
        return sandbox.address();
    }

    URI tlsAddress() {
        return sandbox.tlsAddress();
    }

    URI proxyAddress() {
        return sandbox.proxyAddress();
    }

    /** The certificate that programs have to trust. */
    Path authority() {
        return sandbox.authority();
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
