package io.qunfa.server.cli;

import io.qunfa.sandbox.Sandbox;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;

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
     */
    record World(int port, int followers, long seed) {}

    static EmbeddedSandbox start(World world, String portOption) {
        Ports.requireFree(InetAddress.getLoopbackAddress(), world.port(), portOption);
        return new EmbeddedSandbox(
                Sandbox.builder()
                        .port(world.port())
                        .followers(world.followers())
                        .seed(world.seed())
                        .start());
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
