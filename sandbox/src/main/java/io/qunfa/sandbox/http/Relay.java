package io.qunfa.sandbox.http;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Connects every caller to the HTTP server by a {@link Wire}, on which things can go wrong. */
final class Relay implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int MAX_WIRES = 10_000;

    private final ServerSocket listener;
    private final Map<Integer, Wire> wires = new ConcurrentHashMap<>();

    private Relay(ServerSocket listener) {
        this.listener = listener;
    }

    static Relay bind(InetSocketAddress address) throws IOException {
        var listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(address, BACKLOG);
        return new Relay(listener);
    }

    int port() {
        return listener.getLocalPort();
    }

    void start(InetSocketAddress server) {
        Thread.ofVirtual().name("sandbox-accept").start(() -> accept(server));
    }

    private void accept(InetSocketAddress server) {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept(), server);
            } catch (IOException e) {
                log("no connection", e);
            }
        }
    }

    private void connect(Socket caller, InetSocketAddress server) throws IOException {
        if (wires.size() >= MAX_WIRES) {
            caller.close();
            return;
        }
        var inside = new Socket(server.getAddress(), server.getPort());
        int number = inside.getLocalPort();
        var wire = new Wire(caller, inside, () -> wires.remove(number));
        wires.put(number, wire);
        wire.start();
    }

    /** The wire that ends at this address of the server's side. */
    @Nullable Wire wire(InetSocketAddress insideEnd) {
        return wires.get(insideEnd.getPort());
    }

    @Override
    public void close() {
        closeQuietly(listener);
        wires.values().forEach(Wire::close);
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            log("close failed", e);
        }
    }

    private static void log(String what, Exception e) {
        System.getLogger(Relay.class.getName()).log(DEBUG, what, e);
    }
}
